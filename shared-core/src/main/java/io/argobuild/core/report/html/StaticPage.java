package io.argobuild.core.report.html;

import static io.argobuild.core.report.Markup.escape;

import io.argobuild.core.report.Durations;
import io.argobuild.core.report.graph.ShownNode;
import io.argobuild.core.report.graph.SvgGraph;
import io.argobuild.core.report.view.View;
import io.argobuild.core.report.view.ViewNode;
import java.util.List;

/** What a page shows where scripts may not run: what failed, the picture, and the nodes. */
final class StaticPage {
  /** Above, a picture that scripts replace at once would only cost time. */
  private static final int MOST_DRAWN = 200;

  private static final int LAST_LINES = 20;

  private final StringBuilder out = new StringBuilder();

  private StaticPage() {}

  static String render(View view) {
    StaticPage page = new StaticPage();
    page.write(view);
    return page.out.toString();
  }

  private void write(View view) {
    List<ShownNode> nodes = ShownNode.of(view);
    View.Run run = view.run();
    out.append("<main class=\"static\">\n<h1>").append(escape(run.name() + ": " + run.phase()));
    out.append("</h1>\n<p>");
    if (!run.manifest().isEmpty()) {
      out.append(escape(run.manifest())).append(", ");
    }
    out.append(run.started() == null ? "not started" : "started " + run.started());
    out.append(". Where scripts are blocked, as in the artifact browsers of some CI servers, this");
    out.append(" is all there is; open the file from disk for the rest.</p>\n");
    if (!run.message().isEmpty()) {
      out.append("<p>").append(escape(run.message())).append("</p>\n");
    }
    nodes.stream().filter(StaticPage::isCause).limit(3).forEach(this::cause);
    view.next().stream().limit(1).forEach(this::next);
    if (nodes.size() <= MOST_DRAWN) {
      out.append(SvgGraph.render(view, true));
    }
    table(nodes);
    out.append("</main>\n");
  }

  private static boolean isCause(ShownNode node) {
    return node.isStep() && node.node().isFailed() && node.node().role() != ViewNode.Role.ATTEMPT;
  }

  private void cause(ShownNode node) {
    ViewNode voice = node.voice().node();
    out.append("<h2>").append(escape(node.node().name())).append(' ');
    out.append(escape(node.state()));
    if (node.exitCode() != null) {
      out.append(", exit code ").append(node.exitCode());
    }
    out.append("</h2>\n<p>").append(escape(voice.message())).append("</p>\n");
    if (voice.log() != null) {
      List<String> lines = voice.log().lines();
      out.append("<pre>");
      lines
          .subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
          .forEach(line -> out.append(escape(line)).append('\n'));
      out.append("</pre>\n");
    }
  }

  private void next(View.NextStep step) {
    out.append("<p>").append(escape(step.why())).append(": <code>");
    out.append(escape(step.command())).append("</code></p>\n");
  }

  private void table(List<ShownNode> nodes) {
    out.append("<table><caption>Nodes</caption><thead><tr>");
    for (String head : List.of("Phase", "Node", "Took", "Exit", "Message")) {
      out.append("<th scope=\"col\">").append(head).append("</th>");
    }
    out.append("</tr></thead><tbody>\n");
    nodes.stream().filter(ShownNode::isLeaf).forEach(this::row);
    out.append("</tbody></table>\n");
  }

  private void row(ShownNode node) {
    out.append("<tr><td>").append(escape(node.state())).append("</td><th scope=\"row\">");
    out.append(escape(node.node().name())).append("</th><td>");
    out.append(node.took() == null ? "" : Durations.inShort(node.took())).append("</td><td>");
    out.append(node.exitCode() == null ? "" : node.exitCode()).append("</td><td>");
    out.append(escape(node.node().message())).append("</td></tr>\n");
  }
}
