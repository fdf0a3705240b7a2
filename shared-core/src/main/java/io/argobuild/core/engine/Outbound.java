package io.argobuild.core.engine;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where execution leaves a node: the nodes that get what follows as children (argo-spec 01, 6.3).
 */
final class Outbound {
  private Outbound() {}

  /**
   * @param nodes looks a node up by its ID
   */
  static List<String> of(NodeStatus node, Function<String, @Nullable NodeStatus> nodes) {
    List<String> outbound = new ArrayList<>();
    collect(node, nodes, outbound);
    return outbound;
  }

  private static void collect(
      NodeStatus node, Function<String, @Nullable NodeStatus> nodes, List<String> outbound) {
    if (node.type() instanceof NodeType.Leaf leaf) {
      collectLeaf(node, leaf, nodes, outbound);
      return;
    }
    switch ((NodeType.Virtual) node.type()) {
      case RETRY -> {
        // One without an attempt is a hit, or ended while it waited; Argo loses what follows it.
        outbound.add(
            node.children().isEmpty()
                ? node.id()
                : node.children().get(node.children().size() - 1));
      }
      case STEPS, DAG -> {
        if (node.children().isEmpty() && node.isHit()) {
          outbound.add(node.id());
        } else {
          collectAll(node.outboundNodes(), nodes, outbound);
        }
      }
      case TASK_GROUP -> collectMembers(node, nodes, outbound);
      case STEP_GROUP -> collectAll(node.outboundNodes(), nodes, outbound);
    }
  }

  private static void collectLeaf(
      NodeStatus node,
      NodeType.Leaf leaf,
      Function<String, @Nullable NodeStatus> nodes,
      List<String> outbound) {
    switch (leaf) {
      case SKIPPED, SUSPEND, HTTP, PLUGIN -> outbound.add(node.id());
      case POD, CONTAINER -> {
        boolean isSet =
            node.children().stream()
                .map(nodes)
                .anyMatch(child -> child != null && child.type() == NodeType.Leaf.CONTAINER);
        if (isSet) {
          collectMembers(node, nodes, outbound);
        } else {
          outbound.add(node.id());
        }
      }
    }
  }

  private static void collectMembers(
      NodeStatus node, Function<String, @Nullable NodeStatus> nodes, List<String> outbound) {
    if (node.children().isEmpty()) {
      outbound.add(node.id());
    }
    for (String id : node.children()) {
      NodeStatus child = nodes.apply(id);
      if (child != null && node.type() == NodeType.Leaf.CONTAINER && isOutside(node, child)) {
        outbound.add(node.id());
      } else if (child != null) {
        collect(child, nodes, outbound);
      }
    }
  }

  private static boolean isOutside(NodeStatus node, NodeStatus child) {
    return !child.boundaryId().equals(node.boundaryId());
  }

  private static void collectAll(
      List<String> ids, Function<String, @Nullable NodeStatus> nodes, List<String> outbound) {
    for (String id : ids) {
      NodeStatus node = nodes.apply(id);
      if (node != null) {
        collect(node, nodes, outbound);
      }
    }
  }
}
