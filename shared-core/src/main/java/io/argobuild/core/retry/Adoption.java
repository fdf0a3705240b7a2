package io.argobuild.core.retry;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links nodes that nothing leads to below what they belong to or come after. */
final class Adoption {
  private Adoption() {}

  /** The same nodes, each of which can be reached. */
  static List<NodeStatus> adopt(String workflow, Collection<NodeStatus> nodes) {
    Map<String, NodeStatus> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    NodeTree tree = new NodeTree(workflow, nodes);
    Set<String> reached = reached(tree, byId);
    for (NodeStatus node : tree.all()) {
      if (reached.contains(node.id())) {
        continue;
      }
      for (String parent : parents(tree, node)) {
        NodeStatus adopting = byId.get(parent);
        if (adopting != null && !adopting.children().contains(node.id())) {
          byId.put(
              parent, adopting.toBuilder().children(adopting.children().plus(node.id())).build());
        }
      }
      spread(node, byId, reached);
    }
    return List.copyOf(byId.values());
  }

  /** Nodes that edges lead to from the root or the exit handler. */
  static Set<String> reached(NodeTree tree, Map<String, NodeStatus> byId) {
    Set<String> reached = new HashSet<>();
    for (NodeStatus node : tree.all()) {
      boolean start =
          node.name().equals(tree.workflow()) || node.name().equals(tree.workflow() + ".onExit");
      if (start) {
        spread(node, byId, reached);
      }
    }
    return reached;
  }

  private static void spread(NodeStatus from, Map<String, NodeStatus> byId, Set<String> reached) {
    Deque<String> open = new ArrayDeque<>(List.of(from.id()));
    while (!open.isEmpty()) {
      String id = open.remove();
      NodeStatus node = byId.get(id);
      if (node != null && reached.add(id)) {
        open.addAll(node.children());
      }
    }
  }

  private static Collection<String> parents(NodeTree tree, NodeStatus node) {
    NodeStatus owner = tree.owner(node);
    if (owner == null) {
      NodeStatus root = tree.root();
      boolean hook = node.name().startsWith(tree.workflow() + ".hooks.");
      return root != null && hook ? List.of(root.id()) : List.of();
    }
    if (node.type() != NodeType.Virtual.STEP_GROUP) {
      return List.of(owner.id());
    }
    int index = NodeNames.groupIndex(node.name());
    NodeStatus before = index < 1 ? null : tree.named(owner.name() + '[' + (index - 1) + ']');
    return before == null ? List.of(owner.id()) : exits(tree, before);
  }

  /** Where a step group is left; the group itself while nothing is in it. */
  private static Collection<String> exits(NodeTree tree, NodeStatus group) {
    Set<String> exits = new LinkedHashSet<>();
    tree.members(group).forEach(member -> collect(tree, member, exits));
    return exits.isEmpty() ? List.of(group.id()) : exits;
  }

  private static void collect(NodeTree tree, NodeStatus node, Set<String> exits) {
    List<NodeStatus> last = new ArrayList<>();
    if (node.type() instanceof NodeType.Virtual virtual) {
      switch (virtual) {
        case RETRY -> addLast(last, tree.attempts(node));
        case TASK_GROUP, STEP_GROUP -> last.addAll(tree.members(node));
        case STEPS -> addLast(last, groups(tree, node));
        case DAG ->
            tree.members(node).stream()
                .filter(task -> leadsNowhereIn(tree, node, task))
                .forEach(last::add);
      }
    }
    if (last.isEmpty()) {
      exits.add(node.id());
    }
    last.forEach(member -> collect(tree, member, exits));
  }

  private static List<NodeStatus> groups(NodeTree tree, NodeStatus steps) {
    List<NodeStatus> groups = new ArrayList<>(tree.members(steps));
    groups.sort((a, b) -> NodeNames.groupIndex(a.name()) - NodeNames.groupIndex(b.name()));
    return groups;
  }

  private static void addLast(List<NodeStatus> to, List<NodeStatus> from) {
    if (!from.isEmpty()) {
      to.add(from.get(from.size() - 1));
    }
  }

  private static boolean leadsNowhereIn(NodeTree tree, NodeStatus dag, NodeStatus task) {
    Set<String> within = new HashSet<>(tree.inside(task));
    within.add(task.id());
    for (String id : within) {
      for (String child : tree.existing(id).children()) {
        @Nullable NodeStatus next = tree.node(child);
        if (next != null && !within.contains(child) && next.boundaryId().equals(dag.id())) {
          return false;
        }
      }
    }
    return true;
  }
}
