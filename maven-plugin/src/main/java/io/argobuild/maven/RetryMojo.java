package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Has a run go on that has failed: what failed runs again, what succeeded is kept, and artifacts of
 * what runs again are deleted first. With {@code argo.dryRun} it is only shown what would happen.
 *
 * <p>Other values of the workflow's parameters are given by {@code -Dargo.parameter.NAME=VALUE}.
 *
 * @since 0.1.0
 */
@Mojo(name = "retry", requiresProject = false, aggregator = true, threadSafe = true)
public final class RetryMojo extends AbstractDriveMojo {

  /**
   * The run's name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.run", required = true)
  String run = "";

  /**
   * Whether the nodes that {@code argo.nodeFieldSelector} chooses run again although they
   * succeeded, with all that came after them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.restartSuccessful", defaultValue = "false")
  boolean restartSuccessful;

  /**
   * Chooses nodes, for instance {@code templateName=build,inputs.parameters.os.value!=linux}; with
   * {@code argo.restartSuccessful}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.nodeFieldSelector")
  String nodeFieldSelector = "";

  /**
   * Name, display name or ID of a node to run again, whether it succeeded or not.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.node")
  String node = "";

  /**
   * What of the chosen nodes runs again: {@code following} with all that came after them, or {@code
   * alone} what is in them only.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.extent", defaultValue = "following")
  String extent = "following";

  /**
   * Shows what a retry would keep, run again, take out and delete, and changes nothing.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.dryRun", defaultValue = "false")
  boolean dryRun;

  /**
   * Where the plan is written to as JSON in a dry run.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.planFile")
  String planFile = "";

  /**
   * Files with Secrets that the run needs: they are not recorded. Written as for {@code argo:run}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest")
  String manifest = "";

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    RetryOptions options = retryOptions();
    DriverOptions driver = driver();
    Manifests resources =
        manifest.isEmpty() ? Manifests.NONE : new ManifestSources(base(), System.in).read(manifest);
    try (WorkflowService service = open()) {
      if (dryRun) {
        show(service.planRetry(run, options));
      } else {
        drive(driver, listener -> service.retry(run, options, resources, driver, listener));
      }
    }
  }

  private RetryOptions retryOptions() {
    if (!nodeFieldSelector.isEmpty() && !restartSuccessful) {
      throw Texts.invalid(
          "argo.nodeFieldSelector",
          "it chooses what is restarted although it succeeded",
          "Set -Dargo.restartSuccessful=true too");
    }
    return new RetryOptions(
        restartSuccessful,
        nodeFieldSelector,
        node,
        Texts.choice(RetryOptions.Extent.class, "argo.extent", extent),
        // What a POM says may be older than what the run was started with.
        RunParameters.of(Map.of(), session).commandLine());
  }

  private void show(RetryPlan plan) throws IOException {
    Texts.lines(plan.toText()).forEach(getLog()::info);
    getLog().info("Nothing was changed: argo.dryRun is set");
    if (!planFile.isEmpty()) {
      OutputFiles.write(resolve(planFile), plan.toJson() + '\n');
    }
  }
}
