package io.argobuild.core.retry;

import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A retry in the making: what becomes of which node, and why. Used by one thread. */
final class RetryDraft {
  /** What happens to a node. */
  record Mark(RetryFate fate, RetryReason reason, String because) {}

  final NodeTree tree;
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final Map<String, Integer> order = new HashMap<>();

  RetryDraft(NodeTree tree) {
    this.tree = tree;
    tree.ids().forEach(id -> order.put(id, order.size()));
  }

  Mark mark(String id) {
    return marks.getOrDefault(id, new Mark(RetryFate.KEPT, RetryReason.KEPT, ""));
  }

  RetryFate fate(String id) {
    return mark(id).fate();
  }

  boolean isRemoved(String id) {
    return fate(id) == RetryFate.REMOVED;
  }

  /** Nodes with this fate, in the order of the status. */
  List<NodeStatus> with(RetryFate fate) {
    List<NodeStatus> found = new ArrayList<>();
    for (NodeStatus node : tree.all()) {
      if (fate(node.id()) == fate) {
        found.add(node);
      }
    }
    return found;
  }

  /** Takes the node out, with all that is in it, hooks on it, or came after it. */
  void remove(NodeStatus node, RetryReason reason) {
    if (isRemoved(node.id())) {
      return;
    }
    put(node.id(), RetryFate.REMOVED, reason, "");
    Set<String> inside = tree.inside(node);
    Deque<NodeStatus> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      NodeStatus next = open.remove();
      List<NodeStatus> others = new ArrayList<>(tree.members(next));
      others.addAll(tree.hooks(next));
      for (String child : next.children()) {
        NodeStatus after = tree.node(child);
        if (after != null) {
          others.add(after);
        }
      }
      for (NodeStatus other : others) {
        boolean part = inside.contains(other.id());
        if (!isRemoved(other.id())) {
          put(
              other.id(),
              RetryFate.REMOVED,
              part ? RetryReason.INSIDE : RetryReason.FOLLOWS,
              node.name());
          open.add(other);
        }
      }
    }
  }

  /** Takes the node out with all that is in it, and nothing that came after it. */
  void removeAlone(NodeStatus node, RetryReason reason, String because) {
    put(node.id(), RetryFate.REMOVED, reason, because);
    for (String id : tree.inside(node)) {
      if (!isRemoved(id)) {
        put(id, RetryFate.REMOVED, RetryReason.INSIDE, node.name());
      }
    }
  }

  /** Has the node run again in its place, or all that is in it; what came after it stays. */
  void again(NodeStatus node, RetryReason reason, String because) {
    if (fate(node.id()) == RetryFate.AGAIN || isRemoved(node.id())) {
      return;
    }
    switch (Renewal.of(node.type())) {
      case BEGINS_ANEW -> {
        if (node.type() != NodeType.Leaf.SKIPPED) {
          put(node.id(), RetryFate.AGAIN, reason, because);
          for (NodeStatus member : tree.members(node)) {
            put(member.id(), RetryFate.AGAIN, RetryReason.INSIDE, node.name());
          }
        }
      }
      case WITH_ITS_POD -> {
        NodeStatus pod = tree.owner(node);
        if (pod != null) {
          again(pod, reason, because);
        }
      }
      case GOES_ON, GOES_ON_WHERE_IT_MATTERS -> {
        reset(node, RetryReason.CONTAINS);
        tree.members(node).forEach(member -> again(member, reason, because));
      }
      case TRIES_AGAIN -> {
        reset(node, RetryReason.CONTAINS);
        List<NodeStatus> attempts = tree.attempts(node);
        if (!attempts.isEmpty()) {
          again(attempts.get(attempts.size() - 1), reason, because);
        }
      }
    }
  }

  void reset(NodeStatus node, RetryReason reason) {
    if (fate(node.id()) == RetryFate.KEPT) {
      put(node.id(), RetryFate.RESET, reason, "");
    }
  }

  private void put(String id, RetryFate fate, RetryReason reason, String because) {
    marks.put(id, new Mark(fate, reason, because));
  }

  /** Resets whatever is around something that runs again. */
  void resetOwners() {
    for (String id : List.copyOf(marks.keySet())) {
      NodeStatus node = tree.existing(id);
      if (tree.isHook(node) && isRemoved(id)) {
        // What it belonged to has been decided on already.
        continue;
      }
      for (NodeStatus owner = ownerAround(node); owner != null; owner = ownerAround(owner)) {
        reset(owner, RetryReason.CONTAINS);
      }
    }
  }

  /** Around a hook is what is around the node that it belongs to. */
  private @Nullable NodeStatus ownerAround(NodeStatus node) {
    NodeStatus owner = tree.owner(node);
    return owner != null && tree.isHook(node) ? tree.owner(owner) : owner;
  }

  /** What is reset ends again, so that its exit handler and hooks run again. */
  void removeHooksOfReset() {
    List<NodeStatus> ending = new ArrayList<>(with(RetryFate.RESET));
    ending.addAll(with(RetryFate.AGAIN));
    for (NodeStatus node : ending) {
      for (NodeStatus hook : tree.hooks(node)) {
        if (fate(hook.id()) == RetryFate.KEPT) {
          removeAlone(hook, RetryReason.HOOK, node.name());
        }
      }
    }
  }

  int changes() {
    return marks.size();
  }
}
