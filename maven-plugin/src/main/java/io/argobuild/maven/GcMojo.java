package io.argobuild.maven;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.run.WorkflowService;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Deletes artifacts of a finished run that its manifest wants deleted by now, such as those that
 * could not be deleted at its end.
 *
 * @since 0.1.0
 */
@Mojo(name = "gc", requiresProject = false, aggregator = true, threadSafe = true)
public final class GcMojo extends AbstractRunMojo {
  @Override
  void perform() throws MojoFailureException, InterruptedException {
    try (WorkflowService service = open()) {
      GcReport report = service.gc(run);
      Texts.lines("Artifact GC: " + report.toText()).forEach(getLog()::info);
      if (!report.isComplete()) {
        throw new MojoFailureException(
            report.failed().size()
                + " artifacts of workflow "
                + run
                + " could not be deleted\nNext: "
                + hints().command("gc", run));
      }
    }
  }
}
