package io.argobuild.core.report;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which node is drawn below which (Argo 4.1.2): members of groups and attempts below these, the
 * others below their boundary. Every node has one place at most, so there are no cycles.
 *
 * @param members by ID of the node above, in the order drawn
 */
public record NodeForest(Map<String, NodeStatus> nodes, Map<String, List<NodeStatus>> members) {

  public static NodeForest of(Collection<NodeStatus> all) {
    // Argo's order of nodes is that of a Go map; by ID, ours is always the same.
    List<NodeStatus> ordered = new ArrayList<>(all);
    ordered.sort(Comparator.comparing(NodeStatus::id));
    Map<String, NodeStatus> nodes = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    for (NodeStatus node : ordered) {
      nodes.put(node.id(), node);
      if (isGroup(node.type())) {
        node.children().forEach(child -> groups.put(child, node.id()));
      }
    }
    Map<String, List<NodeStatus>> members = new HashMap<>();
    for (NodeStatus node : ordered) {
      String above = groups.getOrDefault(node.id(), node.boundaryId());
      if (isDrawn(node.type()) && !above.isEmpty()) {
        insert(members.computeIfAbsent(above, id -> new ArrayList<>()), node);
      }
    }
    return new NodeForest(nodes, members);
  }

  public List<NodeStatus> membersOf(NodeStatus node) {
    boolean mayHave = isGroup(node.type()) || isBoundary(node.type());
    return mayHave ? members.getOrDefault(node.id(), List.of()) : List.of();
  }

  @Nullable NodeStatus node(String id) {
    return nodes.get(id);
  }

  private static boolean isGroup(NodeType type) {
    return type == NodeType.Virtual.STEP_GROUP || type == NodeType.Virtual.RETRY;
  }

  private static boolean isBoundary(NodeType type) {
    return type == NodeType.Virtual.STEPS || type == NodeType.Virtual.DAG;
  }

  private static boolean isDrawn(NodeType type) {
    return type != NodeType.Virtual.TASK_GROUP && type != NodeType.Leaf.CONTAINER;
  }

  /** The order is no total one, so the way of inserting counts. */
  private static void insert(List<NodeStatus> sorted, NodeStatus node) {
    int index = 0;
    while (index < sorted.size() && !isBefore(node, sorted.get(index))) {
      index++;
    }
    sorted.add(index, node);
  }

  private static boolean isBefore(NodeStatus node, NodeStatus other) {
    Instant started = orNever(node.startedAt());
    Instant otherStarted = orNever(other.startedAt());
    if (!started.equals(otherStarted)) {
      return started.isBefore(otherStarted);
    }
    int index = loopIndex(node.displayName());
    int otherIndex = loopIndex(other.displayName());
    return index >= 0 && otherIndex >= 0
        ? index < otherIndex
        : node.displayName().compareTo(other.displayName()) < 0;
  }

  private static Instant orNever(@Nullable Instant time) {
    return time == null ? Instant.MIN : time;
  }

  /** The 3 of {@code task(3:c)}, or -1. */
  private static int loopIndex(String name) {
    int from = name.indexOf('(');
    int to = name.indexOf(':');
    if (from < 0 || to < from) {
      return -1;
    }
    try {
      return Integer.parseInt(name.substring(from + 1, to));
    } catch (NumberFormatException e) {
      // A name such as "a(b:c)" is no member of a loop.
      return -1;
    }
  }
}
