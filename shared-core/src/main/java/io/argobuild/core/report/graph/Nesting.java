package io.argobuild.core.report.graph;

import io.argobuild.core.report.Durations;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/** Nodes as languages for graphs write them: containers around their members. */
final class Nesting {
  private static final Map<String, String> MARKS =
      Map.of("Succeeded", "✔", "Failed", "✖", "Error", "⚠", "Running", "●", "Suspended", "‖");

  private Nesting() {}

  /**
   * @param begin told of each node and its depth, from 1; containers before their members
   * @param end told the depth of a container after its members
   */
  static void walk(List<ShownNode> nodes, BiConsumer<ShownNode, Integer> begin, IntConsumer end) {
    Deque<Runnable> todo = new ArrayDeque<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      ShownNode node = nodes.get(i);
      if (node.container() == null) {
        todo.push(() -> visit(node, 1, begin, end, todo));
      }
    }
    while (!todo.isEmpty()) {
      todo.pop().run();
    }
  }

  private static void visit(
      ShownNode node,
      int depth,
      BiConsumer<ShownNode, Integer> begin,
      IntConsumer end,
      Deque<Runnable> todo) {
    begin.accept(node, depth);
    if (!node.isLeaf()) {
      todo.push(() -> end.accept(depth));
      for (int i = node.members().size() - 1; i >= 0; i--) {
        ShownNode member = node.members().get(i);
        todo.push(() -> visit(member, depth + 1, begin, end, todo));
      }
    }
  }

  /** What a node is called, whether it went well, and how long it took. */
  static String label(ShownNode node) {
    StringBuilder label = new StringBuilder();
    String mark = MARKS.getOrDefault(node.state(), "");
    label.append(mark).append(mark.isEmpty() ? "" : " ").append(node.node().label());
    if (node.exitCode() != null && node.exitCode() != 0) {
      label.append(", exit ").append(node.exitCode());
    }
    if (node.took() != null && node.isLeaf()) {
      label.append(", ").append(Durations.inShort(node.took()));
    }
    return label.toString();
  }
}
