package io.argobuild.core.retry;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Foretells where a retried workflow begins. */
final class First {
  private First() {}

  /**
   * @param nodes those to go on with
   * @param draft what became of those there were
   */
  static List<String> of(String workflow, List<NodeStatus> nodes, RetryDraft draft) {
    NodeTree next = new NodeTree(workflow, nodes);
    NodeTree old = draft.tree;
    if (next.root() == null) {
      return List.of(workflow);
    }
    Set<String> first = new LinkedHashSet<>();
    draft.with(RetryFate.AGAIN).stream()
        .filter(node -> node.type() != NodeType.Leaf.CONTAINER)
        .forEach(node -> first.add(node.name()));
    Set<String> later = after(old, draft.with(RetryFate.AGAIN));
    for (NodeStatus node : draft.with(RetryFate.REMOVED)) {
      if (begins(node, old, draft) && !later.contains(node.id())) {
        first.add(node.name());
      }
    }
    if (first.isEmpty()) {
      first.addAll(decided(next, draft));
    }
    if (first.isEmpty() && next.root() != null && NodeTree.isGood(next.existing(workflow))) {
      first.add(workflow + ".onExit");
    }
    return List.copyOf(first);
  }

  /** Whatever comes after these nodes. */
  private static Set<String> after(NodeTree tree, List<NodeStatus> nodes) {
    Set<String> after = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    nodes.forEach(node -> open.addAll(node.children()));
    while (!open.isEmpty()) {
      String id = open.remove();
      NodeStatus node = tree.node(id);
      if (node != null && after.add(id)) {
        open.addAll(node.children());
      }
    }
    return after;
  }

  /** Taken out for its own sake, and nothing that it comes after is. */
  private static boolean begins(NodeStatus node, NodeTree old, RetryDraft draft) {
    RetryReason reason = draft.mark(node.id()).reason();
    boolean own =
        switch (reason) {
          case FAILED, UNFINISHED, SELECTED, DECIDED_AGAIN, LIST_MAY_DIFFER -> true;
          default -> false;
        };
    return own && old.parents(node.id()).stream().noneMatch(draft::isRemoved);
  }

  /** Groups that are only worked out again, the innermost of each. */
  private static List<String> decided(NodeTree next, RetryDraft draft) {
    List<String> names = new ArrayList<>();
    for (NodeStatus node : draft.with(RetryFate.RESET)) {
      boolean inner =
          next.members(next.existing(node.id())).stream()
              .noneMatch(member -> draft.fate(member.id()) == RetryFate.RESET);
      if (inner) {
        names.add(node.name());
      }
    }
    return names;
  }
}
