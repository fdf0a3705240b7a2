package io.argobuild.core.retry;

import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out groups that are lost from the names of what was in them: a name holds those of all
 * groups around it, and its hash is the group's ID.
 */
final class LostOwners {
  private final String workflow;
  private final Map<String, NodeStatus> byId;
  private final Map<String, NodeStatus> byName = new HashMap<>();
  private final Map<String, NodeStatus> found = new LinkedHashMap<>();
  private final List<NodeStatus> homeless = new ArrayList<>();

  LostOwners(String workflow, Map<String, NodeStatus> nodes) {
    this.workflow = workflow;
    this.byId = new LinkedHashMap<>(nodes);
    nodes.values().forEach(node -> byName.putIfAbsent(node.name(), node));
    List<NodeStatus> open = new ArrayList<>(nodes.values());
    while (!open.isEmpty()) {
      NodeStatus node = open.remove(open.size() - 1);
      NodeStatus owner = lostOwner(node);
      if (owner != null) {
        add(owner);
        open.add(owner);
        // It may have lost more than one.
        open.add(node);
      } else if (!node.boundaryId().isEmpty() && !byId.containsKey(node.boundaryId())) {
        homeless.add(node);
        byId.remove(node.id());
      }
    }
  }

  /** The groups, to be put back. */
  List<NodeStatus> found() {
    return List.copyOf(found.values());
  }

  /** Nodes that nothing can be put back around. */
  List<NodeStatus> homeless() {
    return homeless;
  }

  private void add(NodeStatus node) {
    found.put(node.id(), node);
    byId.put(node.id(), node);
    byName.put(node.name(), node);
  }

  private @Nullable NodeStatus lostOwner(NodeStatus node) {
    String retried = NodeNames.retried(node.name()).orElse("");
    if (!retried.isEmpty() && !byName.containsKey(retried)) {
      return group(retried, NodeType.Virtual.RETRY, node.boundaryId(), node);
    }
    NodeStatus boundary = boundary(node);
    if (boundary != null && boundary != byId.get(node.boundaryId())) {
      return boundary;
    }
    return boundary == null ? null : within(boundary, node);
  }

  /** What the node's boundary is, or was. */
  private @Nullable NodeStatus boundary(NodeStatus node) {
    NodeStatus known = byId.get(node.boundaryId());
    if (known != null || node.boundaryId().isEmpty()) {
      return known;
    }
    String name = node.name();
    for (int end = name.length() - 1; end > 0; end--) {
      char next = name.charAt(end);
      boolean here =
          (next == '.' || next == '[')
              && NodeId.of(workflow, name.substring(0, end)).equals(node.boundaryId());
      if (here && node.type() != NodeType.Leaf.CONTAINER) {
        NodeType.Virtual type = next == '[' ? NodeType.Virtual.STEPS : NodeType.Virtual.DAG;
        String own = name.substring(0, end);
        return group(own, type, around(own), node);
      }
    }
    return null;
  }

  /** The ID of the nearest Steps or DAG node around a name; empty for none. */
  private String around(String name) {
    for (int end = name.length() - 1; end > 0; end--) {
      if (name.charAt(end) == '.' || name.charAt(end) == '[') {
        String outer = name.substring(0, end);
        NodeStatus node = byName.get(outer);
        boolean group =
            node != null
                && (node.type() == NodeType.Virtual.STEPS || node.type() == NodeType.Virtual.DAG);
        if (group) {
          return NodeId.of(workflow, outer);
        }
      }
    }
    return "";
  }

  /** The step group or loop in a boundary that a node was in. */
  private @Nullable NodeStatus within(NodeStatus boundary, NodeStatus node) {
    String group = NodeNames.stepGroup(node.name(), boundary.name()).orElse("");
    if (boundary.type() == NodeType.Virtual.STEPS && !group.isEmpty()) {
      boolean lost = !group.equals(node.name()) && !byName.containsKey(group);
      return lost ? group(group, NodeType.Virtual.STEP_GROUP, boundary.id(), node) : null;
    }
    String loop = NodeNames.loop(node.name()).orElse("");
    boolean lost =
        boundary.type() == NodeType.Virtual.DAG && !loop.isEmpty() && !byName.containsKey(loop);
    return lost ? group(loop, NodeType.Virtual.TASK_GROUP, boundary.id(), node) : null;
  }

  private NodeStatus group(
      String name, NodeType.Virtual type, String boundaryId, NodeStatus member) {
    int dot = Math.max(name.lastIndexOf('.'), name.lastIndexOf('['));
    String shown =
        name.charAt(Math.max(dot, 0)) == '.'
            ? name.substring(dot + 1)
            : name.substring(Math.max(dot, 0));
    return new NodeBuilder(NodeId.of(workflow, name), name, type)
        .displayName(shown)
        .templateScope(member.templateScope())
        .boundaryId(boundaryId)
        .phase(NodePhase.RUNNING)
        .startedAt(member.startedAt())
        .build();
  }
}
