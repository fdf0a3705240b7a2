package io.argobuild.core.report.view;

import io.argobuild.core.report.view.View.NamedValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as its reports show it.
 *
 * @param id short, and stable within the run
 * @param label what its box says
 * @param type Argo's type, or {@code Loop} for the items of a step
 * @param parent the node that contains it; empty at the top
 * @param next nodes that run after it, never one that it contains
 * @param critical whether the run would have been shorter without it
 * @param created when it was first there
 * @param started when it began to work; null when that isn't known
 */
public record ViewNode(
    String id,
    String name,
    String label,
    String type,
    String phase,
    String parent,
    List<String> next,
    Role role,
    boolean critical,
    String template,
    String message,
    @Nullable Integer exitCode,
    @Nullable Instant created,
    @Nullable Instant started,
    @Nullable Instant finished,
    @Nullable Waiting waiting,
    @Nullable Pod pod,
    List<NamedValue> inputs,
    List<NamedValue> outputs,
    @Nullable LogTail log,
    List<ViewArtifact> artifacts) {

  /** What a node is to the one that contains it. */
  public enum Role {
    ORDINARY(""),
    ITEM("item"),
    ATTEMPT("attempt"),
    HOOK("hook"),
    EXIT("exit");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /** Where it ran. */
  public record Pod(String name, String host) {}

  /**
   * Why a node doesn't go on.
   *
   * @param kind {@code lock}, {@code backoff}, {@code suspend} or {@code schedule}
   * @param brief a few words for the box
   * @param fields what it wants to be told
   */
  public record Waiting(String kind, String text, String brief, List<Field> fields) {
    public Waiting {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A value that a person gives.
   *
   * @param value what it is when nobody says anything; null when it has to be given
   * @param options empty when anything will do
   */
  public record Field(
      String name, @Nullable String value, List<String> options, String description) {
    public Field {
      options = List.copyOf(options);
    }
  }

  public boolean isFailed() {
    return phase.equals("Failed") || phase.equals("Error");
  }

  /** Left out by a condition. */
  public boolean isPassedOver() {
    return phase.equals("Skipped") || phase.equals("Omitted");
  }

  /** Members of a loop stand in it. */
  public boolean isLoop() {
    return type.equals("Loop") || type.equals("TaskGroup");
  }
}
