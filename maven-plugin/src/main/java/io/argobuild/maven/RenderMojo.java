package io.argobuild.maven;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.yaml.YamlWriter;
import io.argobuild.core.report.WorkflowJson;
import io.argobuild.core.run.Rendering;
import io.argobuild.core.run.RunOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the manifests that {@code argo:run} would run: parameters put in, what a WorkflowTemplate
 * gives merged, template defaults applied, variables of the workflow replaced. Nothing is run.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "render",
    defaultPhase = LifecyclePhase.PROCESS_RESOURCES,
    requiresProject = false,
    threadSafe = true)
public final class RenderMojo extends AbstractArgoMojo {
  private enum Output {
    YAML,
    JSON
  }

  /**
   * What to render: files, folders, globs, or {@code -} for standard input; several are separated
   * by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.manifest", required = true)
  String manifest = "";

  /**
   * Which workflow to render when there are several: its name or generateName.
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
   * YAML or JSON files with values of parameters; several are separated by commas, and the first
   * that names a parameter counts.
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
   * Whether what Argo's validation refuses is refused here too.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.validate", defaultValue = "true")
  boolean validate = true;

  /**
   * How: {@code yaml} or {@code json}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.output", defaultValue = "yaml")
  String output = "yaml";

  /**
   * Where it is written to, instead of the log.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.outputFile")
  String outputFile = "";

  @Override
  void perform() throws IOException {
    Output shape = Texts.choice(Output.class, "argo.output", output);
    RunParameters given = RunParameters.of(parameters, session);
    Manifests manifests = new ManifestSources(base(), System.in).read(manifest);
    List<Workflow> rendered = new ArrayList<>();
    for (ManifestObject object : WorkflowChoice.of(manifests, workflow)) {
      RunOptions options =
          RunOptions.builder(object.workflow().orElseThrow())
              .resources(manifests)
              .parameters(given.commandLine())
              .parameterFiles(given.files(base(), Texts.list(parameterFile)))
              .entrypoint(entrypoint)
              .validated(validate)
              .build();
      rendered.add(Rendering.render(options, InstantSource.system().instant()));
    }
    String text = text(rendered, shape);
    if (outputFile.isEmpty()) {
      Texts.lines(text).forEach(getLog()::info);
    } else {
      OutputFiles.write(resolve(outputFile), text);
      getLog().info("Rendered: " + shown(resolve(outputFile)));
    }
  }

  private static String text(List<Workflow> workflows, Output shape) {
    return switch (shape) {
      case YAML -> YamlWriter.writeAll(workflows.stream().map(Workflow::raw).toList());
      case JSON -> workflows.stream().map(WorkflowJson::write).collect(Collectors.joining("\n"));
    };
  }
}
