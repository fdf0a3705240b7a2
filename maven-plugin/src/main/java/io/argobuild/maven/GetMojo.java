package io.argobuild.maven;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.report.TreeOptions;
import io.argobuild.core.report.WorkflowJson;
import io.argobuild.core.report.WorkflowText;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows a run as {@code argo get} does: its state, parameters, outputs and the tree of its nodes.
 *
 * @since 0.1.0
 */
@Mojo(name = "get", requiresProject = false, aggregator = true, threadSafe = true)
public final class GetMojo extends AbstractReadMojo {
  private enum Output {
    TEXT,
    SHORT,
    WIDE,
    JSON
  }

  /**
   * How: {@code text}, {@code short}, {@code wide}, or {@code json} for the whole Workflow.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.output", defaultValue = "text")
  String output = "text";

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
    try (WorkflowService service = open()) {
      Workflow workflow = service.get(chosen(service));
      if (outputFile.isEmpty()) {
        Texts.lines(text(workflow, shape, style().tree())).forEach(getLog()::info);
      } else {
        OutputFiles.write(resolve(outputFile), text(workflow, shape, TreeOptions.PLAIN));
      }
    }
  }

  private static String text(Workflow workflow, Output shape, TreeOptions tree) {
    TreeOptions.Columns columns =
        switch (shape) {
          case TEXT, JSON -> TreeOptions.Columns.DEFAULT;
          case SHORT -> TreeOptions.Columns.SHORT;
          case WIDE -> TreeOptions.Columns.WIDE;
        };
    return shape == Output.JSON
        ? WorkflowJson.write(workflow)
        : WorkflowText.render(
            workflow,
            tree.withColumns(columns),
            InstantSource.system().instant(),
            ZoneId.systemDefault());
  }
}
