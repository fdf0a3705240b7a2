package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunRecorder;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

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
        RunOptions options = options(object.workflow().orElseThrow(), manifests, given, driver);
        RunRecorder recorder = new RunRecorder(InstantSource.system(), manifests, manifest);
        drive(driver, recorder, listener -> service.submit(options, listener));
      }
    }
  }
}
