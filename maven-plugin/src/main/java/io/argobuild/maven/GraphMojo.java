package io.argobuild.maven;

import io.argobuild.core.report.graph.DotGraph;
import io.argobuild.core.report.graph.MermaidGraph;
import io.argobuild.core.report.graph.SvgGraph;
import io.argobuild.core.report.view.View;
import io.argobuild.core.run.WorkflowService;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Draws the graph of a run: as text for Mermaid or Graphviz, or as a picture.
 *
 * @since 0.1.0
 */
@Mojo(name = "graph", requiresProject = false, aggregator = true, threadSafe = true)
public final class GraphMojo extends AbstractReadMojo {
  private enum Format {
    MERMAID,
    DOT,
    SVG
  }

  private enum Direction {
    ACROSS,
    DOWN
  }

  /**
   * How: {@code mermaid}, {@code dot} or {@code svg}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.graph.format", defaultValue = "mermaid")
  String format = "mermaid";

  /**
   * Where edges run: {@code across}, from left to right, or {@code down}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.graph.direction", defaultValue = "across")
  String direction = "across";

  /**
   * Where it is written to, instead of the log.
   *
   * @since 0.1.0
   */
  @Parameter(property = "argo.outputFile")
  String outputFile = "";

  @Override
  void perform() throws IOException {
    Format shape = Texts.choice(Format.class, "argo.graph.format", format);
    boolean across =
        Texts.choice(Direction.class, "argo.graph.direction", direction) == Direction.ACROSS;
    try (WorkflowService service = open()) {
      String text = draw(RunView.of(service, chosen(service)).view(), shape, across);
      if (outputFile.isEmpty()) {
        Texts.lines(text).forEach(getLog()::info);
      } else {
        OutputFiles.write(resolve(outputFile), text);
        getLog().info("Graph: " + shown(resolve(outputFile)));
      }
    }
  }

  private static String draw(View view, Format shape, boolean across) {
    return switch (shape) {
      case MERMAID -> MermaidGraph.render(view, across);
      case DOT -> DotGraph.render(view, across);
      case SVG -> SvgGraph.render(view, across);
    };
  }
}
