package io.argobuild.core.report.graph;

import io.argobuild.core.report.view.View;
import java.util.List;

/** The graph of a run as a Mermaid flow chart, which READMEs and merge requests show. */
public final class MermaidGraph {
  private final StringBuilder out = new StringBuilder();
  private final List<ShownNode> nodes;

  private MermaidGraph(List<ShownNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * @param across whether edges run from left to right, else down
   */
  public static String render(View view, boolean across) {
    MermaidGraph graph = new MermaidGraph(ShownNode.of(view));
    graph.draw(across);
    return graph.out.toString();
  }

  private void draw(boolean across) {
    out.append("flowchart ").append(across ? "LR" : "TB").append('\n');
    Nesting.walk(nodes, this::begin, depth -> out.append("  ".repeat(depth)).append("end\n"));
    for (ShownNode node : nodes) {
      for (ShownNode follower : node.followers()) {
        out.append("  ").append(id(node)).append(follower.isHook() ? " -.-> " : " --> ");
        out.append(id(follower)).append('\n');
      }
    }
    for (String state : States.WORST_FIRST) {
      List<String> ids =
          nodes.stream()
              .filter(node -> node.isLeaf() && node.state().equals(state))
              .map(MermaidGraph::id)
              .toList();
      if (!ids.isEmpty()) {
        Sign sign = Sign.of(state);
        out.append("  classDef ").append(state).append(" fill:").append(sign.soft());
        out.append(",stroke:").append(sign.colour()).append(",color:#1a1f29\n");
        out.append("  class ").append(String.join(",", ids)).append(' ').append(state);
        out.append('\n');
      }
    }
  }

  private void begin(ShownNode node, int depth) {
    out.append("  ".repeat(depth));
    String label = escape(Nesting.label(node));
    if (node.isLeaf()) {
      out.append(id(node)).append("[\"").append(label).append("\"]\n");
    } else {
      out.append("subgraph ").append(id(node)).append(" [\"").append(label).append("\"]\n");
    }
  }

  private static String id(ShownNode node) {
    return node.node().id();
  }

  /** Mermaid reads entities with a hash; in quotes nothing else has a meaning. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean special = c < ' ' || "\"#;<>&`\\".indexOf(c) >= 0;
              if (special) {
                escaped.append('#').append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
