package io.argobuild.core.engine;

import io.argobuild.core.status.NodeStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a run ended: what must be the same whichever way it got there. */
record RunTree(Map<String, String> lines) {
  static RunTree of(WorkflowState state) {
    Map<String, String> lines = new TreeMap<>();
    lines.put("", state.status().phase() + " " + state.status().message());
    for (NodeStatus node : state.allNodes()) {
      lines.put(
          node.name(),
          node.type().argoName()
              + ' '
              + node.phase()
              + " ("
              + node.message()
              + ") "
              + names(state, node.children())
              + " out "
              + names(state, node.outboundNodes())
              + ' '
              + node.outputs()
              + ' '
              + node.artifacts());
    }
    return new RunTree(lines);
  }

  /** The nodes that another run has otherwise, as this has them and as that has them. */
  List<String> differences(RunTree other) {
    TreeSet<String> names = new TreeSet<>(lines.keySet());
    names.addAll(other.lines.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(lines.get(name), other.lines.get(name)))
        .map(name -> name + ": " + lines.get(name) + " / " + other.lines.get(name))
        .toList();
  }

  private static TreeSet<String> names(WorkflowState state, Iterable<String> ids) {
    TreeSet<String> names = new TreeSet<>();
    for (String id : ids) {
      NodeStatus node = state.node(id);
      names.add(node == null ? "missing " + id : node.name());
    }
    return names;
  }
}
