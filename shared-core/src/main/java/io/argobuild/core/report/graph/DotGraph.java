package io.argobuild.core.report.graph;

import io.argobuild.core.report.view.View;
import java.util.List;

/** The graph of a run in Graphviz' language. */
public final class DotGraph {
  private final StringBuilder out = new StringBuilder();
  private final List<ShownNode> nodes;

  private DotGraph(List<ShownNode> nodes) {
    this.nodes = nodes;
  }

  /**
   * @param across whether edges run from left to right, else down
   */
  public static String render(View view, boolean across) {
    DotGraph graph = new DotGraph(ShownNode.of(view));
    graph.draw(view.run().name(), across);
    return graph.out.toString();
  }

  private void draw(String name, boolean across) {
    out.append("digraph \"").append(escape(name)).append("\" {\n");
    out.append("  rankdir=").append(across ? "LR" : "TB").append(";\n  compound=true;\n");
    out.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
    out.append("  graph [style=rounded, color=\"#8b93a1\", fontname=\"sans-serif\"];\n");
    Nesting.walk(nodes, this::begin, depth -> out.append("  ".repeat(depth)).append("}\n"));
    for (ShownNode node : nodes) {
      for (ShownNode follower : node.followers()) {
        edge(node, follower);
      }
    }
    out.append("}\n");
  }

  private void begin(ShownNode node, int depth) {
    String label = escape(Nesting.label(node));
    Sign sign = Sign.of(node.state());
    out.append("  ".repeat(depth));
    if (node.isLeaf()) {
      out.append(node.node().id()).append(" [label=\"").append(label);
      out.append("\", fillcolor=\"").append(sign.soft()).append("\", color=\"");
      out.append(sign.colour()).append("\"];\n");
    } else {
      out.append("subgraph cluster_").append(node.node().id()).append(" {\n");
      out.append("  ".repeat(depth + 1)).append("label=\"").append(label).append("\";\n");
    }
  }

  /** Edges have leaves as their ends; those of containers are cut where the frame is. */
  private void edge(ShownNode from, ShownNode to) {
    ShownNode tail = from.leaves().get(from.leaves().size() - 1);
    ShownNode head = to.leaves().get(0);
    out.append("  ").append(tail.node().id()).append(" -> ").append(head.node().id());
    StringBuilder options = new StringBuilder();
    if (tail != from) {
      options.append(", ltail=cluster_").append(from.node().id());
    }
    if (head != to) {
      options.append(", lhead=cluster_").append(to.node().id());
    }
    if (to.isHook()) {
      options.append(", style=dashed");
    }
    if (from.node().critical() && to.node().critical()) {
      options.append(", penwidth=2.4");
    }
    if (!options.isEmpty()) {
      out.append(" [").append(options.substring(2)).append(']');
    }
    out.append(";\n");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ").replace("\r", "");
  }
}
