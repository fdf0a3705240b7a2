package io.argobuild.maven;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deletes artifacts of a finished run that its manifest wants deleted by now, such as those that
 * could not be deleted at its end.
 *
 * @since 0.1.0
 */
@Mojo(name = "gc", requiresProject = false, aggregator = true, threadSafe = true)
public final class GcMojo extends AbstractRunMojo {

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
      GcReport report = service.gc(run, resources);
      Texts.lines("Artifact GC: " + report.toText()).forEach(getLog()::info);
      if (!report.isComplete()) {
        throw new MojoFailureException(
            report.failed().size()
                + " artifacts of workflow "
                + run
                + " could not be deleted\nNext: "
                + hints().givenAgain(manifest).command("gc", run));
      }
    }
  }
}
