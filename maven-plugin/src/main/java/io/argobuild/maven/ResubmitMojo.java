package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.yaml.YamlWriter;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.Rendering;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts a run anew from its beginning, under another name, and waits for its end; the run that it
 * comes from stays. With {@code argo.dryRun} it is only shown what would run.
 *
 * <p>Other values of the workflow's parameters are given by {@code -Dargo.parameter.NAME=VALUE}.
 *
 * @since 0.1.0
 */
@Mojo(name = "resubmit", requiresProject = false, aggregator = true, threadSafe = true)
public final class ResubmitMojo extends AbstractDriveMojo {

  /**
   * The run's name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.run", required = true)
  String run = "";

  /**
   * Shows the manifest that would run, and starts nothing.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.dryRun", defaultValue = "false")
  boolean dryRun;

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
    Manifests resources =
        manifest.isEmpty() ? Manifests.NONE : new ManifestSources(base(), System.in).read(manifest);
    // What a POM says may be older than what the run was started with.
    Map<String, String> parameters = RunParameters.of(Map.of(), session).commandLine();
    try (WorkflowService service = open()) {
      RunOptions options = service.resubmission(run, parameters, resources, driver);
      if (dryRun) {
        show(options);
      } else {
        drive(driver, listener -> service.submit(options, listener));
      }
    }
  }

  private void show(RunOptions options) {
    var rendered = Rendering.render(options, InstantSource.system().instant());
    Texts.lines(YamlWriter.writeAll(List.of(rendered.raw()))).forEach(getLog()::info);
    getLog().info("Nothing was started: argo.dryRun is set");
  }
}
