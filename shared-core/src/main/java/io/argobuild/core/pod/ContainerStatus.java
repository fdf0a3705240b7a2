package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** View over one of a pod's {@code containerStatuses}. */
record ContainerStatus(JsonNode raw) {
  /** How runc says that a program can't be run; Argo finds out before, in its own words. */
  private static final Pattern NO_PROGRAM =
      Pattern.compile(
          "exec: \"[^\"]*\": (?:executable file not found in \\$PATH"
              + "|stat [^:]*: no such file or directory|permission denied)");

  private static final int NEVER_STARTED = 128;

  static List<ContainerStatus> all(JsonNode pod, String field) {
    List<ContainerStatus> statuses = new ArrayList<>();
    for (JsonNode status : pod.path("status").path(field)) {
      statuses.add(new ContainerStatus(status));
    }
    return statuses;
  }

  String name() {
    return raw.path("name").asText("");
  }

  boolean ready() {
    return raw.path("ready").asBoolean(false);
  }

  boolean running() {
    return raw.path("state").path("running").isObject();
  }

  /** When it began to run; null where it does not, or that isn't known. */
  @Nullable Instant startedAt() {
    return Terminated.time(raw.path("state").path("running").path("startedAt").asText(""));
  }

  Optional<JsonNode> waiting() {
    return object(raw.path("state").path("waiting"));
  }

  Optional<Terminated> terminated() {
    return object(raw.path("state").path("terminated")).map(Terminated::of);
  }

  private static Optional<JsonNode> object(JsonNode node) {
    return node.isObject() ? Optional.of(node) : Optional.empty();
  }

  /**
   * How a container ended.
   *
   * @param started whether its program ever ran
   */
  record Terminated(
      int exitCode,
      String reason,
      String message,
      boolean started,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {

    static Terminated of(JsonNode state) {
      int exitCode = state.path("exitCode").asInt(0);
      String reason = state.path("reason").asText("");
      String message = state.path("message").asText("");
      boolean started =
          !reason.equals("StartError")
              && !reason.equals("ContainerCannotRun")
              && !(exitCode == NEVER_STARTED && NO_PROGRAM.matcher(message).find());
      Instant startedAt = time(state.path("startedAt").asText(""));
      Instant finishedAt = time(state.path("finishedAt").asText(""));
      Matcher noProgram = NO_PROGRAM.matcher(message);
      if (!started && noProgram.find()) {
        String argo = "failed to find name in PATH: " + noProgram.group();
        return new Terminated(
            PodProtocol.EXECUTOR_FAILURE, "Error", argo, false, startedAt, finishedAt);
      }
      return new Terminated(exitCode, reason, message, started, startedAt, finishedAt);
    }

    boolean ok() {
      return exitCode == 0;
    }

    /** SIGKILL or SIGTERM: how a container ends that was told to. */
    boolean wasKilled() {
      return exitCode == 137 || exitCode == 143;
    }

    /** {@code main: Error (exit code 1)}, with another message than the container's own. */
    String text(String container, String words) {
      String text = container + ": " + reason + " (exit code " + exitCode + ")";
      return words.isEmpty() ? text : text + ": " + words;
    }

    private static @Nullable Instant time(String text) {
      try {
        return text.isEmpty() ? null : Instant.parse(text);
      } catch (DateTimeParseException e) {
        // A time that can't be read is one that isn't known.
        return null;
      }
    }
  }
}
