package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewInput;
import io.argobuild.core.report.view.ViewModel;
import io.argobuild.core.run.LogQuery;
import io.argobuild.core.run.RunRecorder;
import io.argobuild.core.run.WorkflowService;
import java.time.InstantSource;
import org.apache.maven.plugin.logging.Log;

/**
 * A recorded run as reports show it.
 *
 * @param workflow with its status
 */
record RunView(Workflow workflow, View view) {
  private static final int LINES = 60;

  /** Without logs. */
  static RunView of(WorkflowService service, String name) {
    Workflow workflow = service.get(name);
    return new RunView(
        workflow, ViewModel.of(ViewInput.of(workflow, InstantSource.system().instant())));
  }

  /** With the ends of the logs that are still there. */
  static RunView withLogs(WorkflowService service, String name, Log log)
      throws InterruptedException {
    RunRecorder recorder = new RunRecorder(InstantSource.system(), Manifests.NONE, "");
    try {
      service.logs(name, new LogQuery("", "main", false, LINES), recorder::on);
    } catch (ProblemException e) {
      log.warn("Without logs: " + e.problem().text());
    }
    Workflow workflow = service.get(name);
    return new RunView(workflow, ViewModel.of(recorder.input(workflow)));
  }
}
