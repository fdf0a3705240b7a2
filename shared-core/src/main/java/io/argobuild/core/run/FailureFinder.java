package io.argobuild.core.run;

import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.report.NodeForest;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the node that people want to see first when a workflow has failed. */
final class FailureFinder {
  private FailureFinder() {}

  /** The failed node nearest to the cause, below the root or else below the exit handler. */
  static Optional<NodeStatus> find(WorkflowState state) {
    NodeForest forest = NodeForest.of(state.allNodes());
    for (String name : List.of(state.name(), state.name() + ".onExit")) {
      NodeStatus root = state.node(NodeId.of(state.name(), name));
      if (root != null && root.isFailedOrError()) {
        return Optional.of(descend(root, forest));
      }
    }
    // A workflow may fail although neither did: whatever pod failed first may tell why.
    return state.allNodes().stream()
        .filter(node -> node.type() instanceof NodeType.Leaf leaf && leaf.isPod())
        .filter(NodeStatus::isFailedOrError)
        .min(Comparator.comparing(FailureFinder::end));
  }

  private static NodeStatus descend(NodeStatus root, NodeForest forest) {
    Set<String> seen = new HashSet<>();
    NodeStatus node = root;
    while (seen.add(node.id())) {
      Optional<NodeStatus> cause = cause(node, forest);
      if (cause.isEmpty()) {
        return node;
      }
      node = cause.get();
    }
    return node;
  }

  /** Of attempts the last, of others the one that failed first. */
  private static Optional<NodeStatus> cause(NodeStatus node, NodeForest forest) {
    List<NodeStatus> failed =
        forest.membersOf(node).stream().filter(NodeStatus::isFailedOrError).toList();
    Comparator<NodeStatus> byEnd = Comparator.comparing(FailureFinder::end);
    return node.type() == NodeType.Virtual.RETRY
        ? failed.stream().filter(member -> !member.isHooked()).max(byEnd)
        : failed.stream().min(byEnd);
  }

  private static Instant end(NodeStatus node) {
    return node.finishedAt() == null ? Instant.MAX : node.finishedAt();
  }
}
