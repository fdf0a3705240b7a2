package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunRecorder;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs workflows and waits for their end: shows what goes on and the logs of pods, then the tree of
 * nodes, the outputs, and which artifacts were deleted. The build fails when a workflow does.
 *
 * <p>Parameters of a workflow are given by {@code -Dargo.parameter.NAME=VALUE}; they win over those
 * of {@code argo.parameterFile}, which win over those of the POM, which win over the manifest's.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "run",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresProject = false,
    threadSafe = true)
public final class RunMojo extends AbstractSubmitMojo {

  /**
   * Whether a workflow is left out that succeeded before with the same manifests, parameters, entry
   * point and {@code inputs}. Its outputs are handed on as they were.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.skipIfUnchanged", defaultValue = "false")
  boolean skipIfUnchanged;

  /**
   * Files and folders that the workflow works with, besides its manifests; a change of them is a
   * change for {@code skipIfUnchanged}. Several are separated by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.inputs")
  String inputs = "";

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    DriverOptions driver = driver();
    RunParameters given = RunParameters.of(parameters, session);
    Manifests manifests = manifests();
    List<ManifestObject> chosen = WorkflowChoice.of(manifests, workflow);
    if (chosen.size() > 1 && !(name + outputFile + gcReportFile).isEmpty()) {
      throw Texts.invalid(
          name.isEmpty() ? "argo.outputFile" : "argo.name",
          "there are " + chosen.size() + " workflows to run",
          "Choose one with -Dargo.workflow=");
    }
    try (WorkflowService service = open()) {
      for (ManifestObject object : chosen) {
        Workflow one = object.workflow().orElseThrow();
        LastSuccess last = new LastSuccess(reportFolder(reportDir), RunReports.suite(one));
        String now = skipIfUnchanged ? fingerprint(object, manifests, given) : "";
        if (skipIfUnchanged && last.isOf(now)) {
          last.hand(session);
          getLog().info("Workflow " + last.suite() + " is left out: nothing has changed since");
          continue;
        }
        RunOptions options = options(one, manifests, given, driver);
        RunRecorder recorder = new RunRecorder(InstantSource.system(), manifests, manifest);
        Optional<Duration> estimate =
            style().live() ? Estimate.of(one, service.list()) : Optional.empty();
        if (skipIfUnchanged) {
          last.forget();
        }
        drive(driver, recorder, estimate, listener -> service.submit(options, listener));
        if (skipIfUnchanged) {
          last.keep(now, session);
        }
      }
    }
  }

  private String fingerprint(ManifestObject object, Manifests manifests, RunParameters given)
      throws IOException {
    return new Fingerprint()
        .add(mojoExecution.getVersion() == null ? "" : mojoExecution.getVersion())
        .add(object.raw().toString())
        .add(manifests)
        .add(given.commandLine())
        .add(given.pom())
        .add(entrypoint)
        .addFiles(base(), Texts.list(parameterFile))
        .addFiles(base(), Texts.list(inputs))
        .text();
  }
}
