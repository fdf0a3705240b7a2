package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.RunRecorder;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Takes over a run whose build died or left it, and drives it to its end. No finished step runs
 * again, and lines of logs that were shown are not shown again.
 *
 * @since 0.1.0
 */
@Mojo(name = "attach", requiresProject = false, aggregator = true, threadSafe = true)
public final class AttachMojo extends AbstractDriveMojo {

  /**
   * The run's name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.run", required = true)
  String run = "";

  /**
   * Files with Secrets that the run needs: they are not recorded. Written as for {@code argo:run}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest")
  String manifest = "";

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    DriverOptions driver = driver();
    Manifests resources = resources(manifest);
    try (WorkflowService service = open()) {
      RunRecorder recorder = new RunRecorder(InstantSource.system(), resources, "");
      drive(
          driver,
          recorder,
          Optional.empty(),
          listener -> service.attach(run, resources, driver, listener));
    }
  }
}
