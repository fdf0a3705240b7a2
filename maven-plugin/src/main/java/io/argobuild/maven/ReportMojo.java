package io.argobuild.maven;

import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the page and the test report of a run, as {@code argo:run} does at its end; also of one
 * that goes on, or whose build died.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", requiresProject = false, aggregator = true, threadSafe = true)
public final class ReportMojo extends AbstractReadMojo {

  /**
   * Where reports are written to; by default {@code argo} in the project's build folder.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.reportDir")
  String reportDir = "";

  @Override
  void perform() throws InterruptedException, IOException {
    try (WorkflowService service = open()) {
      RunView seen = RunView.withLogs(service, chosen(service), getLog());
      RunReports reports = new RunReports(reportFolder(reportDir));
      reports.writeTests(seen.view(), seen.workflow());
      getLog().info("Report: " + shown(reports.writePage(seen.view(), seen.workflow())));
    }
  }
}
