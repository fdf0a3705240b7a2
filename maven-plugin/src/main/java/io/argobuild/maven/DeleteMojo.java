package io.argobuild.maven;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deletes a run: its pods, its artifacts as the manifest says, and what is known of it. A run that
 * somebody drives has to be stopped first.
 *
 * @since 0.1.0
 */
@Mojo(name = "delete", requiresProject = false, aggregator = true, threadSafe = true)
public final class DeleteMojo extends AbstractRunMojo {

  /**
   * Files with Secrets that the run's repository needs: they are not recorded. Written as for
   * {@code argo:run}. Without them, {@code argo.repository.server} counts, then {@code
   * AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest")
  String manifest = "";

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    Manifests resources = resources(manifest);
    try (WorkflowService service = open()) {
      GcReport report = service.delete(run, resources);
      Texts.lines("Artifact GC: " + report.toText()).forEach(getLog()::info);
      if (!report.isComplete()) {
        throw new MojoFailureException(
            "Workflow "
                + run
                + " is kept: "
                + report.failed().size()
                + " of its artifacts could not be deleted\nNext: "
                + hints().givenAgain(manifest).command("delete", run));
      }
      getLog().info("Workflow " + run + " deleted");
    }
  }
}
