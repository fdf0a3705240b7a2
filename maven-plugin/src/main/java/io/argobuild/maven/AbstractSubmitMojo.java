package io.argobuild.maven;

import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.DriverOptions;
import io.argobuild.core.run.RunOptions;
import java.io.IOException;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that make runs of manifests. */
abstract class AbstractSubmitMojo extends AbstractDriveMojo {

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

  Manifests manifests() throws IOException {
    return new ManifestSources(base(), System.in).read(manifest);
  }

  RunOptions options(
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
