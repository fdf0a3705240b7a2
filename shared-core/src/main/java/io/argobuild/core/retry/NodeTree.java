package io.argobuild.core.retry;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a status by what holds them together. An owner contains its members, and is told by
 * names and boundaries; a child comes after its parents, and is told by edges. The two differ: what
 * follows a sub-workflow is a child of the last pods in it, but no member of it.
 */
final class NodeTree {
  private final String workflow;
  private final Map<String, NodeStatus> byId = new LinkedHashMap<>();
  private final Map<String, NodeStatus> byName = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, List<NodeStatus>> members = new HashMap<>();
  private final Map<String, List<NodeStatus>> hooks = new HashMap<>();
  private final Map<String, List<String>> parents = new HashMap<>();
  private final Set<String> hookIds = new HashSet<>();

  /**
   * @param workflow its name
   * @param nodes with different IDs
   */
  NodeTree(String workflow, Collection<NodeStatus> nodes) {
    this.workflow = workflow;
    for (NodeStatus node : nodes) {
      byId.put(node.id(), node);
      byName.putIfAbsent(node.name(), node);
    }
    for (NodeStatus node : byId.values()) {
      for (String child : node.children()) {
        parents.computeIfAbsent(child, id -> new ArrayList<>(1)).add(node.id());
      }
      NodeStatus hooked = findHooked(node);
      NodeStatus owner = hooked == null ? findOwner(node) : hooked;
      if (owner != null && owner != node) {
        owners.put(node.id(), owner.id());
        if (hooked != null) {
          hookIds.add(node.id());
        }
        Map<String, List<NodeStatus>> group = hooked == null ? members : hooks;
        group.computeIfAbsent(owner.id(), id -> new ArrayList<>()).add(node);
      }
    }
  }

  String workflow() {
    return workflow;
  }

  Collection<NodeStatus> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  Set<String> ids() {
    return Collections.unmodifiableSet(byId.keySet());
  }

  @Nullable NodeStatus node(String id) {
    return byId.get(id);
  }

  NodeStatus existing(String id) {
    NodeStatus node = byId.get(id);
    if (node == null) {
      throw new IllegalStateException("no node " + id + " in " + workflow);
    }
    return node;
  }

  @Nullable NodeStatus named(String name) {
    return byName.get(name);
  }

  @Nullable NodeStatus root() {
    return byName.get(workflow);
  }

  /** What the node is in, or hooks on; null for roots. */
  @Nullable NodeStatus owner(NodeStatus node) {
    String owner = owners.get(node.id());
    return owner == null ? null : byId.get(owner);
  }

  /** What is in a node, without hooks, in the order of the status. */
  List<NodeStatus> members(NodeStatus node) {
    return members.getOrDefault(node.id(), List.of());
  }

  /** Its exit handler and hooks. */
  List<NodeStatus> hooks(NodeStatus node) {
    return hooks.getOrDefault(node.id(), List.of());
  }

  /** The attempts of a Retry node in their order. */
  List<NodeStatus> attempts(NodeStatus retry) {
    List<NodeStatus> attempts = new ArrayList<>(members(retry));
    attempts.sort((a, b) -> NodeNames.attempt(a.name()) - NodeNames.attempt(b.name()));
    return attempts;
  }

  List<String> parents(String id) {
    return parents.getOrDefault(id, List.of());
  }

  boolean isHook(NodeStatus node) {
    return hookIds.contains(node.id());
  }

  /**
   * Whether nothing is around the node: the entrypoint, the exit handler, hooks of the workflow.
   */
  boolean isTop(NodeStatus node) {
    return node.name().equals(workflow)
        || node.name().equals(workflow + ".onExit")
        || (node.boundaryId().isEmpty() && node.name().startsWith(workflow + ".hooks."));
  }

  /** Everything in the node, with their hooks and its own. */
  Set<String> inside(NodeStatus node) {
    Set<String> found = new LinkedHashSet<>();
    collect(node, found);
    return found;
  }

  private void collect(NodeStatus node, Set<String> found) {
    List<NodeStatus> open = new ArrayList<>(List.of(node));
    while (!open.isEmpty()) {
      NodeStatus next = open.remove(open.size() - 1);
      for (List<NodeStatus> group : List.of(members(next), hooks(next))) {
        for (NodeStatus member : group) {
          if (found.add(member.id())) {
            open.add(member);
          }
        }
      }
    }
  }

  private @Nullable NodeStatus findHooked(NodeStatus node) {
    if (isAttempt(node)) {
      return null;
    }
    return NodeNames.hooked(node.name(), node.isHooked())
        .filter(name -> !node.name().equals(workflow + ".onExit"))
        .map(byName::get)
        .orElse(null);
  }

  private boolean isAttempt(NodeStatus node) {
    return NodeNames.retried(node.name())
        .map(byName::get)
        .filter(retry -> retry.type() == NodeType.Virtual.RETRY)
        .isPresent();
  }

  private @Nullable NodeStatus findOwner(NodeStatus node) {
    if (isTop(node)) {
      return null;
    }
    if (isAttempt(node)) {
      return NodeNames.retried(node.name()).map(byName::get).orElse(null);
    }
    NodeStatus boundary = byId.get(node.boundaryId());
    NodeStatus loop = NodeNames.loop(node.name()).map(byName::get).orElse(null);
    if (loop != null && loop.type() == NodeType.Virtual.TASK_GROUP) {
      return loop;
    }
    if (boundary == null || node.type() == NodeType.Virtual.STEP_GROUP) {
      return boundary;
    }
    NodeStatus group =
        NodeNames.stepGroup(node.name(), boundary.name()).map(byName::get).orElse(null);
    return group == null ? boundary : group;
  }

  /** Whether it came to an end that needs no other try. */
  static boolean isGood(NodeStatus node) {
    return node.phase().isTerminal() && !node.phase().isFailedOrError();
  }
}
