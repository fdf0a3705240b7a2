package io.argobuild.core.report.view;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which node is in which: attempts in their Retry, items in their group, steps in their StepGroup,
 * the others in their boundary.
 *
 * @param parents ID of the node above, by ID; nodes at the top are not in it
 * @param loops items of one step, which have no node of their own in Argo; two or more each
 */
record Containment(Map<String, String> parents, List<Loop> loops) {
  private static final Pattern GROUP = Pattern.compile("^(\\[\\d+\\])\\.", Pattern.DOTALL);
  private static final Pattern ITEM =
      Pattern.compile("^([^()]+)\\(\\d+:[^()]*\\)$", Pattern.DOTALL);

  /**
   * The items of a step.
   *
   * @param group ID of the StepGroup
   */
  record Loop(String group, String step, List<NodeStatus> items) {}

  static Containment of(List<NodeStatus> nodes) {
    Map<String, NodeStatus> byId = new HashMap<>();
    Map<String, NodeStatus> byName = new HashMap<>();
    for (NodeStatus node : nodes) {
      byId.put(node.id(), node);
      byName.put(node.name(), node);
    }
    Map<String, String> parents = new HashMap<>();
    nodes.forEach(node -> boundary(node, byId, byName, parents));
    nodes.forEach(node -> members(node, byId, parents));
    nodes.forEach(node -> cutCycle(node.id(), parents));
    return new Containment(parents, loops(nodes, byId, parents));
  }

  private static void boundary(
      NodeStatus node,
      Map<String, NodeStatus> byId,
      Map<String, NodeStatus> byName,
      Map<String, String> parents) {
    NodeStatus boundary = byId.get(node.boundaryId());
    if (boundary == null) {
      return;
    }
    parents.put(node.id(), boundary.id());
    if (node.name().startsWith(boundary.name())) {
      Matcher group = GROUP.matcher(node.name().substring(boundary.name().length()));
      NodeStatus step = group.find() ? byName.get(boundary.name() + group.group(1)) : null;
      if (step != null && step.type() == NodeType.Virtual.STEP_GROUP) {
        parents.put(node.id(), step.id());
      }
    }
  }

  /** Attempts and items: Argo's names tell them, also where it set no flag yet. */
  private static void members(
      NodeStatus node, Map<String, NodeStatus> byId, Map<String, String> parents) {
    boolean retry = node.type() == NodeType.Virtual.RETRY;
    if (!retry && node.type() != NodeType.Virtual.TASK_GROUP) {
      return;
    }
    for (String id : node.children()) {
      NodeStatus child = byId.get(id);
      if (child != null
          && (retry ? isAttempt(node, child) : child.name().startsWith(node.name() + '('))) {
        parents.put(id, node.id());
      }
    }
  }

  static boolean isAttempt(NodeStatus retry, NodeStatus child) {
    String name = child.name();
    int from = retry.name().length() + 1;
    return name.startsWith(retry.name() + '(')
        && name.length() > from + 1
        && name.endsWith(")")
        && name.substring(from, name.length() - 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A broken status must not keep anybody from looking at it. */
  private static void cutCycle(String id, Map<String, String> parents) {
    Set<String> seen = new HashSet<>();
    String at = id;
    while (at != null) {
      if (!seen.add(at)) {
        parents.remove(at);
        return;
      }
      at = parents.get(at);
    }
  }

  private static List<Loop> loops(
      List<NodeStatus> nodes, Map<String, NodeStatus> byId, Map<String, String> parents) {
    Map<String, Loop> found = new LinkedHashMap<>();
    for (NodeStatus node : nodes) {
      NodeStatus group = byId.get(parents.getOrDefault(node.id(), ""));
      if (group == null || group.type() != NodeType.Virtual.STEP_GROUP) {
        continue;
      }
      if (!node.name().startsWith(group.name() + '.')) {
        continue;
      }
      Matcher item = ITEM.matcher(node.name().substring(group.name().length() + 1));
      if (item.find()) {
        String step = item.group(1);
        found
            .computeIfAbsent(
                group.id() + ' ' + step, key -> new Loop(group.id(), step, new ArrayList<>()))
            .items()
            .add(node);
      }
    }
    return found.values().stream().filter(loop -> loop.items().size() > 1).toList();
  }

  boolean contains(String outer, String inner) {
    for (String at = parents.get(inner); at != null; at = parents.get(at)) {
      if (at.equals(outer)) {
        return true;
      }
    }
    return false;
  }
}
