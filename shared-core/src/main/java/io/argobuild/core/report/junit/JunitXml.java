package io.argobuild.core.report.junit;

import static io.argobuild.core.report.Markup.escape;

import io.argobuild.core.report.graph.ShownNode;
import io.argobuild.core.report.view.LogTail;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as Surefire writes test reports: a suite for the workflow, a test case for each step. A
 * step that succeeded at a later attempt is flaky; what a condition left out is skipped.
 */
public final class JunitXml {
  private final StringBuilder out = new StringBuilder();
  private final String workflow;
  private final String suite;

  private JunitXml(String workflow, String suite) {
    this.workflow = workflow;
    this.suite = suite;
  }

  /**
   * @param suite its name, the same for every run of a workflow so that servers can compare them
   */
  public static String render(View view, String suite) {
    JunitXml xml = new JunitXml(view.run().name(), suite);
    xml.suite(view);
    return xml.out.toString();
  }

  private void suite(View view) {
    List<ShownNode> steps =
        ShownNode.of(view).stream()
            .filter(node -> node.isStep() && node.node().role() != ViewNode.Role.ATTEMPT)
            .toList();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite");
    attribute("name", suite);
    attribute("time", seconds(took(view.run())));
    attribute("tests", "" + steps.size());
    attribute("errors", "" + steps.stream().filter(JunitXml::isError).count());
    attribute("skipped", "" + steps.stream().filter(JunitXml::isSkipped).count());
    attribute("failures", "" + steps.stream().filter(JunitXml::isFailure).count());
    out.append(">\n  <properties>\n");
    property("argo.workflow", workflow);
    property("argo.phase", view.run().phase());
    view.run().parameters().forEach(p -> property("argo.parameter." + p.name(), p.value()));
    out.append("  </properties>\n");
    steps.forEach(this::testCase);
    out.append("</testsuite>\n");
  }

  private static @Nullable Duration took(View.Run run) {
    return run.started() == null || run.finished() == null
        ? null
        : Duration.between(run.started(), run.finished());
  }

  private static boolean isError(ShownNode step) {
    return step.node().phase().equals("Error");
  }

  private static boolean isFailure(ShownNode step) {
    return step.node().phase().equals("Failed");
  }

  /** What has not ended has not been tested. */
  private static boolean isSkipped(ShownNode step) {
    return !step.node().isFailed() && !step.node().phase().equals("Succeeded");
  }

  private void testCase(ShownNode step) {
    out.append("  <testcase");
    attribute("name", name(step.node()));
    attribute("classname", suite);
    attribute("time", seconds(step.took()));
    out.append(">\n");
    if (step.node().isFailed()) {
      failed(step);
    } else if (isSkipped(step)) {
      String message = step.node().message();
      out.append("    <skipped");
      attribute("message", message.isEmpty() ? step.node().phase() : message);
      out.append("/>\n");
    } else {
      step.attempts().stream()
          .filter(attempt -> attempt.node().isFailed())
          .forEach(attempt -> rerun("flaky", attempt.node()));
    }
    LogTail log = step.voice().node().log();
    if (log != null && !log.lines().isEmpty()) {
      out.append("    <system-out>").append(escape(text(log))).append("</system-out>\n");
    }
    out.append("  </testcase>\n");
  }

  private void failed(ShownNode step) {
    ViewNode voice = step.voice().node();
    String element = isError(step) ? "error" : "failure";
    List<ShownNode> before =
        step.attempts().stream()
            .filter(attempt -> attempt.node() != voice && attempt.node().isFailed())
            .toList();
    if (isFailure(step)) {
      problem(element, step, voice);
    }
    // The order of the elements is Surefire's.
    before.stream()
        .filter(attempt -> !isError(attempt))
        .forEach(attempt -> rerun("rerun", attempt.node()));
    if (isError(step)) {
      problem(element, step, voice);
    }
    before.stream().filter(JunitXml::isError).forEach(attempt -> rerun("rerun", attempt.node()));
  }

  private void problem(String element, ShownNode step, ViewNode voice) {
    String message = voice.message().isEmpty() ? step.node().message() : voice.message();
    out.append("    <").append(element);
    attribute("message", message);
    attribute("type", type(step.node(), step.exitCode()));
    out.append('>').append(escape(step.node().name() + ": " + message));
    if (voice.pod() != null) {
      out.append(escape("\npod " + voice.pod().name()));
    }
    out.append("</").append(element).append(">\n");
  }

  private void rerun(String prefix, ViewNode attempt) {
    String element = prefix + (attempt.phase().equals("Error") ? "Error" : "Failure");
    out.append("    <").append(element);
    attribute("message", attempt.message());
    attribute("type", type(attempt, attempt.exitCode()));
    out.append("><stackTrace>").append(escape(attempt.name() + ": " + attempt.message()));
    out.append("</stackTrace>");
    if (attempt.log() != null) {
      out.append("<system-out>").append(escape(text(attempt.log()))).append("</system-out>");
    }
    out.append("</").append(element).append(">\n");
  }

  private static String type(ViewNode node, @Nullable Integer exitCode) {
    return exitCode == null || exitCode == 0 ? node.phase() : "exit code " + exitCode;
  }

  private static String text(LogTail log) {
    String lines = String.join("\n", log.lines());
    return log.total() > log.lines().size()
        ? "[the last " + log.lines().size() + " of " + log.total() + " lines]\n" + lines
        : lines;
  }

  /** Without the run's own name, which is another one each time. */
  private String name(ViewNode node) {
    String name = node.name();
    return name.length() > workflow.length() && name.startsWith(workflow)
        ? name.substring(workflow.length()).replaceFirst("^\\.", "")
        : suite;
  }

  private void property(String name, String value) {
    out.append("    <property");
    attribute("name", name);
    attribute("value", value);
    out.append("/>\n");
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    out.append(escape(value).replace("\n", "&#10;").replace("\t", "&#9;")).append('"');
  }

  private static String seconds(@Nullable Duration duration) {
    return duration == null
        ? "0"
        : BigDecimal.valueOf(duration.toMillis())
            .movePointLeft(3)
            .setScale(3, RoundingMode.HALF_UP)
            .toPlainString();
  }
}
