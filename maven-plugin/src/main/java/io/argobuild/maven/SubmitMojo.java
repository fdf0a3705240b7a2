package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.LogOptions;
import io.argobuild.core.run.Run;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.run.ServiceOptions;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Starts workflows as {@code argo:run} does and leaves each to a process of its own, which lives on
 * after the build. See how they are doing with {@code argo:watch}, {@code argo:status} and {@code
 * argo:logs}; parameters that tell how a run is shown, or when it fails the build, have no effect
 * here.
 *
 * @since 0.1.0
 */
@Mojo(name = "submit", requiresProject = false, threadSafe = true)
public final class SubmitMojo extends AbstractSubmitMojo {
  Launcher launcher = DetachedDriver::launch;

  /** Starts a process that drives a run. */
  interface Launcher {
    /**
     * @return its ID
     * @throws IOException when it did not begin to drive the run
     */
    long launch(ServiceOptions options, DetachedDriver.Order order)
        throws IOException, InterruptedException;
  }

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    DriverOptions driver = new DriverOptions(gc, InterruptPolicy.DETACH, LogOptions.NONE);
    RunParameters given = RunParameters.of(parameters, session);
    Manifests manifests = manifests();
    List<ManifestObject> chosen = WorkflowChoice.of(manifests, workflow);
    if (chosen.size() > 1 && !name.isEmpty()) {
      throw Texts.invalid(
          "argo.name",
          "there are " + chosen.size() + " workflows to run",
          "Choose one with -Dargo.workflow=");
    }
    try (WorkflowService service = open()) {
      for (ManifestObject object : chosen) {
        RunOptions options = options(object.workflow().orElseThrow(), manifests, given, driver);
        Run run = service.submit(options, event -> {});
        run.detach();
        leave(run.await(), manifests);
      }
    }
  }

  private void leave(RunOutcome outcome, Manifests manifests)
      throws InterruptedException, IOException {
    String name = outcome.name();
    RunProperties.set(session, outcome);
    if (!outcome.detached()) {
      getLog().info("Workflow " + name + ' ' + outcome.phase().argoName() + " at once");
      return;
    }
    long process;
    try {
      process = launcher.launch(options(), DetachedDriver.Order.of(name, gc, manifests));
    } catch (IOException e) {
      getLog()
          .warn("Nobody drives workflow " + name + ". Next: " + hints().command("attach", name));
      throw e;
    }
    getLog().info("Workflow " + name + " submitted; process " + process + " drives it");
    getLog().info("Next: " + hints().command("watch", name));
  }
}
