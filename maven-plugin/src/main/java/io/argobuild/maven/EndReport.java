package io.argobuild.maven;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.report.NodeTree;
import io.argobuild.core.report.WorkflowText;
import io.argobuild.core.report.view.View;
import io.argobuild.core.run.RunOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is told when a run has ended. */
final class EndReport {
  private EndReport() {}

  /** The tree of nodes, the workflow's outputs, and what artifact GC did. */
  static List<String> lines(RunOutcome outcome, Style style, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    String tree = NodeTree.render(outcome.workflow(), style.tree(), now);
    Texts.lines(tree).forEach(line -> lines.add(line.stripTrailing()));
    lines.add("");
    lines.add("Workflow " + outcome.name() + ' ' + WorkflowText.state(outcome.workflow()));
    if (!outcome.outputs().isEmpty()) {
      lines.add("Outputs:");
      outcome.outputs().forEach((name, value) -> output(lines, name, value));
    }
    GcReport gc = outcome.gc();
    if (gc != null && !isEmpty(gc)) {
      lines.addAll(Texts.lines("Artifact GC: " + gc.toText()));
    }
    return lines;
  }

  private static boolean isEmpty(GcReport gc) {
    return gc.deleted().isEmpty()
        && gc.skipped().isEmpty()
        && gc.failed().isEmpty()
        && gc.remarks().isEmpty();
  }

  private static void output(List<String> lines, String name, String value) {
    List<String> parts = value.lines().map(part -> LogLine.clean(part, false)).toList();
    if (parts.size() < 2) {
      lines.add("  " + name + ": " + String.join("", parts));
      return;
    }
    lines.add("  " + name + ':');
    parts.forEach(part -> lines.add("    " + part));
  }

  /** The sentence that fails the build: what failed, where, its last lines, and what to do now. */
  static String failure(RunOutcome outcome, Hints hints) {
    StringBuilder text = new StringBuilder();
    text.append("Workflow ").append(outcome.name()).append(' ');
    text.append(WorkflowText.state(outcome.workflow()));
    RunOutcome.Failure failure = outcome.failure();
    if (failure == null) {
      return text.toString();
    }
    if (failure.node() != null) {
      text.append(": node ").append(failure.node().name()).append(" failed");
      // A node may fail after its command has ended well.
      if (!failure.exitCode().isEmpty() && !failure.exitCode().equals("0")) {
        text.append(" with exit code ").append(failure.exitCode());
      }
    }
    if (!failure.message().isEmpty()) {
      text.append(": ").append(LogLine.clean(failure.message().replace('\n', ' '), false));
    }
    if (!failure.lastLines().isEmpty()) {
      text.append("\nThe end of its log:");
      failure.lastLines().forEach(l -> text.append("\n  ").append(LogLine.clean(l, false)));
    }
    failure.problem().ifPresent(problem -> text.append('\n').append(problem.text()));
    text.append("\nNext: ").append(next(outcome, failure, hints));
    text.append("\nOnce it is mended: ").append(hints.command("retry", outcome.name()));
    return text.toString();
  }

  /** What makes sense now, the most useful first. */
  static List<View.NextStep> nextSteps(RunOutcome outcome, Hints hints) {
    List<View.NextStep> steps = new ArrayList<>();
    RunOutcome.Failure failure = outcome.failure();
    if (failure != null && failure.node() != null && !failure.lastLines().isEmpty()) {
      String node = "-Dargo.node=" + failure.node().name();
      steps.add(
          new View.NextStep(
              "The whole log of what failed", hints.command("logs", outcome.name(), node)));
    }
    GcReport gc = outcome.gc();
    if (gc != null && !gc.isComplete()) {
      steps.add(
          new View.NextStep(
              "Delete the artifacts that are left", hints.command("gc", outcome.name())));
    }
    steps.add(new View.NextStep("Everything known of it", hints.command("get", outcome.name())));
    return steps;
  }

  private static String next(RunOutcome outcome, RunOutcome.Failure failure, Hints hints) {
    return failure.node() == null || failure.lastLines().isEmpty()
        ? hints.command("get", outcome.name())
        : hints.command("logs", outcome.name(), "-Dargo.node=" + failure.node().name());
  }
}
