package io.argobuild.maven;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.run.WorkflowService;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Deletes a run: its pods, its artifacts as the manifest says, and what is known of it. A run that
 * somebody drives has to be stopped first.
 *
 * @since 0.1.0
 */
@Mojo(name = "delete", requiresProject = false, aggregator = true, threadSafe = true)
public final class DeleteMojo extends AbstractRunMojo {
  @Override
  void perform() throws MojoFailureException, InterruptedException {
    try (WorkflowService service = open()) {
      GcReport report = service.delete(run);
      Texts.lines("Artifact GC: " + report.toText()).forEach(getLog()::info);
      if (!report.isComplete()) {
        throw new MojoFailureException(
            "Workflow "
                + run
                + " is kept: "
                + report.failed().size()
                + " of its artifacts could not be deleted\nNext: "
                + hints().command("delete", run));
      }
      getLog().info("Workflow " + run + " deleted");
    }
  }
}
