package io.argobuild.core.retry;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at a status that somebody means to go on from, for what would keep it from going on. */
public final class PlanCheck {
  private PlanCheck() {}

  /** Why the plan may not be carried out; empty when it may. */
  static List<String> reasons(RetryPlan plan, Map<String, String> missing) {
    List<NodeStatus> nodes = StatusReader.nodes(plan.workflow().status());
    List<String> reasons = new ArrayList<>(reasons(plan.workflow().name(), nodes));
    if (plan.first().isEmpty()) {
      reasons.add("nothing would run");
    }
    missing.forEach(
        (producer, consumer) ->
            reasons.add("an output of " + producer + " is gone that " + consumer + " needs"));
    return reasons;
  }

  /** What is wrong with the tree; empty when nothing is. */
  public static List<String> reasons(String workflow, List<NodeStatus> nodes) {
    List<String> reasons = new ArrayList<>();
    Map<String, NodeStatus> byId = new HashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    NodeTree tree = new NodeTree(workflow, nodes);
    Set<String> reached = Adoption.reached(tree, byId);
    for (NodeStatus node : nodes) {
      for (String child : node.children()) {
        if (!byId.containsKey(child)) {
          reasons.add(node.name() + " has a child that does not exist: " + child);
        }
      }
      if (!node.boundaryId().isEmpty() && !byId.containsKey(node.boundaryId())) {
        reasons.add(node.name() + " is in something that does not exist: " + node.boundaryId());
      }
      if (!reached.contains(node.id())) {
        reasons.add("nothing leads to " + node.name());
      }
      if (isFinishedTooSoon(tree, node)) {
        reasons.add(node.name() + " has ended before what is in it");
      }
    }
    return reasons;
  }

  private static boolean isFinishedTooSoon(NodeTree tree, NodeStatus node) {
    return node.phase().isTerminal()
        && (node.type() instanceof NodeType.Virtual || node.type() == NodeType.Leaf.POD)
        && tree.members(node).stream().anyMatch(PlanCheck::isOpen);
  }

  private static boolean isOpen(NodeStatus node) {
    return node.phase() == NodePhase.PENDING || node.phase() == NodePhase.RUNNING;
  }
}
