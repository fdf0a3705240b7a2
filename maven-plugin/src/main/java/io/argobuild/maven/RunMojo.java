package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunRecorder;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
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
public final class RunMojo extends AbstractDriveMojo {

  /**
   * What to run: files, folders, globs, or {@code -} for standard input; several are separated by
   * commas. WorkflowTemplates, ConfigMaps and Secrets in them are there for the workflows. Several
   * workflows run one after the other.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest", required = true)
  String manifest = "";

  /**
   * Which workflow to run when there are several: its name or generateName.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.workflow")
  String workflow = "";

  /**
   * Values of the workflow's parameters, by name. On the command line each is a property of its
   * own, {@code argo.parameter.NAME}.
   *
   * @since 0.1.0
   */
  @Parameter Map<String, String> parameters = Map.of();

  /**
   * YAML or JSON files with values of parameters, a map from names to values; several are separated
   * by commas, and the first that names a parameter counts.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.parameterFile")
  String parameterFile = "";

  /**
   * The template to begin with, instead of the manifest's.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.entrypoint")
  String entrypoint = "";

  /**
   * The run's name, instead of the manifest's.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.name")
  String name = "";

  /**
   * Prefix of the run's name, instead of the manifest's.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.generateName")
  String generateName = "";

  /**
   * Labels to add to the workflow: {@code name=value,other=value}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.labels")
  String labels = "";

  /**
   * Whether what Argo's validation refuses is refused before anything runs.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.validate", defaultValue = "true")
  boolean validate = true;

  /**
   * Whether, called on the command line, the goal runs once and not for each module.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.rootOnly", defaultValue = "true")
  boolean rootOnly = true;

  @Override
  String whySkipped() {
    boolean called = mojoExecution.getSource() == MojoExecution.Source.CLI;
    boolean module = called && rootOnly && !session.getCurrentProject().isExecutionRoot();
    return module ? "it runs in the root of the build only" : super.whySkipped();
  }

  @Override
  void perform() throws MojoFailureException, InterruptedException, IOException {
    DriverOptions driver = driver();
    RunParameters given = RunParameters.of(parameters, session);
    Manifests manifests = new ManifestSources(base(), System.in).read(manifest);
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

  private RunOptions options(
      Workflow chosen, Manifests manifests, RunParameters given, DriverOptions driver)
      throws IOException {
    return RunOptions.builder(chosen)
        .resources(manifests)
        .parameters(given.commandLine())
        .parameterFiles(given.files(base(), Texts.list(parameterFile)))
        .entrypoint(entrypoint)
        .name(name)
        .generateName(generateName)
        .labels(Texts.pairs("argo.labels", labels))
        .validated(validate)
        .driver(driver)
        .build();
  }
}
