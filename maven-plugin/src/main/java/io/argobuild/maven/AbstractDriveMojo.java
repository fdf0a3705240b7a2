package io.argobuild.maven;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.report.WorkflowJson;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewModel;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.Run;
import io.argobuild.core.run.RunListener;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.run.RunRecorder;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that drive a run to its end and show it. */
abstract class AbstractDriveMojo extends AbstractServiceMojo {

  /**
   * Which logs of pods are shown: {@code main}, {@code all} with those of sidecars, or {@code
   * none}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.logs", defaultValue = "main")
  String logs = "main";

  /**
   * Whether artifacts are deleted at the end, as the manifest says.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.gc", defaultValue = "true")
  boolean gc = true;

  /**
   * What Ctrl-C or a signal does: {@code stop} ends running pods, runs exit handlers and deletes
   * artifacts, {@code terminate} does so without exit handlers, {@code detach} leaves everything to
   * {@code argo:attach}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.onInterrupt", defaultValue = "stop")
  String onInterrupt = "stop";

  /**
   * Seconds that an interrupted run has to end before it is terminated.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.interruptGrace", defaultValue = "10")
  int interruptGrace = 10;

  /**
   * Where the Workflow with its status is written to at the end, as JSON that Argo's tools read.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.outputFile")
  String outputFile = "";

  /**
   * Where the report of artifact GC is written to, as JSON.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.gcReportFile")
  String gcReportFile = "";

  /**
   * Whether the build fails when the workflow does.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.failOnError", defaultValue = "true")
  boolean failOnError = true;

  /**
   * Which ends of a workflow fail the build: {@code Failed}, {@code Error}, or both, separated by a
   * comma. Others are told as warnings.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.failOn", defaultValue = "Failed,Error")
  String failOn = "Failed,Error";

  /**
   * Whether a failed workflow is only told, as a failed test is with {@code
   * -Dmaven.test.failure.ignore}, whose value is the default.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.testFailureIgnore", defaultValue = "${maven.test.failure.ignore}")
  boolean testFailureIgnore;

  /**
   * Where reports are written to; by default {@code argo} in the project's build folder.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.reportDir")
  String reportDir = "";

  /**
   * Whether {@code report/index.html} is written: a page with the graph, the timeline, ends of
   * logs, outputs and artifacts of the run.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.htmlReport", defaultValue = "true")
  boolean htmlReport = true;

  /**
   * Whether {@code junit/TEST-WORKFLOW.xml} is written, with nodes as test cases, for CI servers to
   * show.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.junitReport", defaultValue = "true")
  boolean junitReport = true;

  /** Has a run begin, or go on, that tells the listener. */
  @FunctionalInterface
  interface Start {
    Run begin(RunListener listener) throws InterruptedException;
  }

  DriverOptions driver() {
    failingPhases();
    return new DriverOptions(
        gc,
        Texts.choice(InterruptPolicy.class, "argo.onInterrupt", onInterrupt),
        Texts.choice(LogChoice.class, "argo.logs", logs).options);
  }

  /**
   * Starts a run and waits for its end.
   *
   * @throws MojoFailureException when it did not succeed
   */
  void drive(DriverOptions options, Start start)
      throws MojoFailureException, InterruptedException, IOException {
    RunRecorder recorder = new RunRecorder(InstantSource.system(), Manifests.NONE, "");
    drive(options, recorder, Optional.empty(), start);
  }

  /**
   * @param estimate how long it may take
   */
  void drive(DriverOptions options, RunRecorder recorder, Optional<Duration> estimate, Start start)
      throws MojoFailureException, InterruptedException, IOException {
    Style style = style();
    Console console = Console.of(getLog(), style);
    Duration grace = Duration.ofSeconds(Math.max(interruptGrace, 0));
    InterruptHook hook = new InterruptHook(options.onInterrupt(), grace, console::warn).install();
    // Closed last: until then the JVM may wait for what is told here.
    try (hook) {
      RunOutcome outcome;
      Narrator narrator = new Narrator(console, style, InstantSource.system());
      narrator.expect(estimate);
      Ticker ticker = new Ticker(narrator::tick);
      try (console;
          ticker) {
        Run run =
            start.begin(
                event -> {
                  recorder.on(event);
                  narrator.on(event);
                });
        hook.watch(run);
        outcome = ended(run);
      }
      conclude(outcome, recorder, style);
    }
  }

  private static RunOutcome ended(Run run) throws InterruptedException {
    try {
      return run.await();
    } catch (InterruptedException e) {
      run.interrupt();
      RunOutcome outcome = run.await();
      Thread.currentThread().interrupt();
      return outcome;
    }
  }

  private void conclude(RunOutcome outcome, RunRecorder recorder, Style style)
      throws MojoFailureException, IOException {
    Hints hints = hints();
    if (outcome.detached()) {
      String command = hints.command("attach", outcome.name());
      getLog().warn("Workflow " + outcome.name() + " goes on without this build. Next: " + command);
      return;
    }
    EndReport.lines(outcome, style, InstantSource.system().instant()).forEach(getLog()::info);
    GcReport report = outcome.gc();
    if (report != null && !report.isComplete()) {
      String command = hints.command("gc", outcome.name());
      getLog().warn("Artifacts are left that could not be deleted. Try again: " + command);
    }
    if (!outputFile.isEmpty()) {
      OutputFiles.write(resolve(outputFile), WorkflowJson.write(outcome.workflow()));
    }
    if (!gcReportFile.isEmpty() && report != null) {
      OutputFiles.write(resolve(gcReportFile), report.toJson() + '\n');
    }
    report(outcome, recorder, hints);
    RunProperties.set(session, outcome);
    if (!outcome.isSucceeded()) {
      String failure = EndReport.failure(outcome, hints);
      if (failOnError && !testFailureIgnore && failingPhases().contains(outcome.phase())) {
        throw new MojoFailureException(failure);
      }
      Texts.lines(failure).forEach(getLog()::warn);
    }
  }

  private Set<WorkflowPhase> failingPhases() {
    Set<WorkflowPhase> phases = EnumSet.noneOf(WorkflowPhase.class);
    for (String name : Texts.list(failOn)) {
      WorkflowPhase phase = Texts.choice(WorkflowPhase.class, "argo.failOn", name);
      if (phase != WorkflowPhase.FAILED && phase != WorkflowPhase.ERROR) {
        throw Texts.invalid("argo.failOn", name + " is no failure", "Use Failed, Error or both");
      }
      phases.add(phase);
    }
    return phases;
  }

  /** What cannot be written must not hide how the workflow ended. */
  private void report(RunOutcome outcome, RunRecorder recorder, Hints hints) {
    if (!htmlReport && !junitReport) {
      return;
    }
    RunReports reports = new RunReports(reportFolder(reportDir));
    try {
      View view =
          ViewModel.of(recorder.input(outcome).withNext(EndReport.nextSteps(outcome, hints)));
      if (junitReport) {
        reports.writeTests(view, outcome.workflow());
      }
      if (htmlReport) {
        Path page = reports.writePage(view, outcome.workflow());
        getLog().info("Report: " + shown(page));
      }
    } catch (IOException e) {
      getLog().warn("No report of the run could be written: " + e);
    }
  }
}
