package io.argobuild.core.report.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as its reports show it, whatever wrote its status. Texts are empty where there is nothing
 * to say.
 *
 * @param settled whether nothing will change any more
 * @param nodes in the order they began; synthetic loops last
 * @param gc null when no artifact is ever deleted
 * @param next what to do now, the most useful first
 */
public record View(
    Instant generatedAt,
    boolean settled,
    Run run,
    List<ViewNode> nodes,
    @Nullable ViewGc gc,
    List<NextStep> next) {
  public static final String SCHEMA = "argo-build/view/1";

  public View {
    nodes = List.copyOf(nodes);
    next = List.copyOf(next);
  }

  /** The workflow as a whole. */
  public record Run(
      String name,
      String namespace,
      String runtime,
      String manifest,
      String entrypoint,
      String phase,
      String message,
      String progress,
      @Nullable Instant started,
      @Nullable Instant finished,
      List<NamedValue> parameters,
      List<NamedValue> outputs,
      List<NamedValue> conditions) {
    public Run {
      parameters = List.copyOf(parameters);
      outputs = List.copyOf(outputs);
      conditions = List.copyOf(conditions);
    }
  }

  /** A parameter, an output or a condition. */
  public record NamedValue(String name, String value) {}

  /** A command, and why one would type it. */
  public record NextStep(String why, String command) {}
}
