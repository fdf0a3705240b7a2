package io.argobuild.maven;

import io.argobuild.core.report.Durations;
import io.argobuild.core.report.graph.ShownNode;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewNode;
import io.argobuild.core.run.WorkflowService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says in a few lines how a run is doing: its phase, what runs, what waits and for what, and what
 * failed.
 *
 * @since 0.1.0
 */
@Mojo(name = "status", requiresProject = false, aggregator = true, threadSafe = true)
public final class StatusMojo extends AbstractReadMojo {
  private static final int MOST = 20;

  /**
   * Whether the build fails when the workflow has.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.status.failOnError", defaultValue = "false")
  boolean failOnError;

  @Override
  void perform() throws MojoFailureException {
    try (WorkflowService service = open()) {
      View view = RunView.of(service, chosen(service)).view();
      lines(view).forEach(getLog()::info);
      String phase = view.run().phase();
      if (failOnError && (phase.equals("Failed") || phase.equals("Error"))) {
        throw new MojoFailureException("Workflow " + view.run().name() + ' ' + phase);
      }
    }
  }

  static List<String> lines(View view) {
    List<ShownNode> steps =
        ShownNode.of(view).stream()
            .filter(step -> step.isStep() && step.node().role() != ViewNode.Role.ATTEMPT)
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(head(view));
    part(lines, "Running", steps.stream().filter(s -> is(s, "Running") && !waits(s)).toList());
    part(lines, "Waiting", steps.stream().filter(StatusMojo::waits).toList());
    part(lines, "Failed", steps.stream().filter(s -> s.node().isFailed()).toList());
    return lines;
  }

  private static String head(View view) {
    View.Run run = view.run();
    StringBuilder head = new StringBuilder("Workflow ");
    head.append(run.name()).append(' ').append(run.phase());
    if (!run.progress().isEmpty()) {
      head.append(", ").append(run.progress()).append(" done");
    }
    if (run.started() != null) {
      Instant end = run.finished() == null ? view.generatedAt() : run.finished();
      head.append(", ").append(Durations.inShort(Duration.between(run.started(), end)));
    }
    if (!run.message().isEmpty()) {
      head.append(": ").append(LogLine.clean(run.message().replace('\n', ' '), false));
    }
    return head.toString();
  }

  private static boolean is(ShownNode step, String state) {
    return step.state().equals(state);
  }

  private static boolean waits(ShownNode step) {
    return step.node().waiting() != null || is(step, "Pending") || is(step, "Suspended");
  }

  private static void part(List<String> lines, String title, List<ShownNode> steps) {
    if (steps.isEmpty()) {
      return;
    }
    lines.add(title + ":");
    steps.stream().limit(MOST).forEach(step -> lines.add("  " + line(step)));
    if (steps.size() > MOST) {
      lines.add("  and " + (steps.size() - MOST) + " more");
    }
  }

  private static String line(ShownNode step) {
    ViewNode node = step.node();
    StringBuilder line = new StringBuilder(node.label());
    if (step.took() != null) {
      line.append(" (").append(Durations.inShort(step.took())).append(')');
    }
    String message = step.voice().node().message();
    String why = node.waiting() == null ? message : node.waiting().text();
    if (!why.isEmpty()) {
      line.append(": ").append(LogLine.clean(why.replace('\n', ' '), false));
    }
    return line.toString();
  }
}
