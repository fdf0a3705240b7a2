package io.argobuild.core.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the containers of a pod do: a simulated cluster plays it, a real one runs it as a script.
 */
public record PodScript(Map<String, Act> acts) {

  /** Longer than any test. */
  public static final Duration FOREVER = Duration.ofDays(300);

  public PodScript {
    acts = Map.copyOf(acts);
  }

  /** A pod with one container {@code main}. */
  public static PodScript of(Act main) {
    return new PodScript(Map.of("main", main));
  }

  public Act act(String container) {
    return acts.getOrDefault(container, Act.exits(0));
  }

  /**
   * What one container does: prints, leaves a termination message, goes on for a while, exits.
   *
   * @param ignoresTerm whether only SIGKILL ends it early
   */
  public record Act(
      List<String> lines, String message, Duration lasts, int exitCode, boolean ignoresTerm) {

    public Act {
      lines = List.copyOf(lines);
    }

    public static Act exits(int code) {
      return new Act(List.of(), "", Duration.ZERO, code, false);
    }

    public static Act runsForever() {
      return exits(0).lasting(FOREVER);
    }

    public Act printing(String... text) {
      return new Act(List.of(text), message, lasts, exitCode, ignoresTerm);
    }

    public Act leaving(String text) {
      return new Act(lines, text, lasts, exitCode, ignoresTerm);
    }

    public Act lasting(Duration duration) {
      return new Act(lines, message, duration, exitCode, ignoresTerm);
    }

    public Act ignoringTerm() {
      return new Act(lines, message, lasts, exitCode, true);
    }
  }
}
