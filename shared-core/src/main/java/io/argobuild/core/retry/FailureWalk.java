package io.argobuild.core.retry;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what made a workflow fail, from its root down: in what failed, those members that failed or
 * never ended. A failure in something that ended well was dealt with, and stays as it is.
 */
final class FailureWalk {
  private final NodeTree tree;
  private final RetryDraft draft;

  FailureWalk(RetryDraft draft) {
    this.tree = draft.tree;
    this.draft = draft;
  }

  void visit(NodeStatus node) {
    if (NodeTree.isGood(node) || draft.isRemoved(node.id())) {
      return;
    }
    switch (Renewal.of(node.type())) {
      case BEGINS_ANEW -> {
        if (!node.phase().isTerminal() && leadsToSuccess(node)) {
          draft.again(node, RetryReason.UNFINISHED, "");
        } else {
          draft.remove(node, reason(node));
        }
      }
      case WITH_ITS_POD -> {
        NodeStatus pod = tree.owner(node);
        if (pod != null) {
          draft.remove(pod, reason(node));
        }
      }
      case GOES_ON -> {
        draft.reset(node, reason(node));
        tree.members(node).forEach(this::visit);
      }
      case GOES_ON_WHERE_IT_MATTERS -> {
        draft.reset(node, reason(node));
        visitTasks(node);
      }
      case TRIES_AGAIN -> {
        draft.reset(node, reason(node));
        visitAttempts(node);
      }
    }
  }

  /** Something that waits to run again in its place has had its success before. */
  private boolean leadsToSuccess(NodeStatus node) {
    Set<String> seen = new LinkedHashSet<>(tree.inside(node));
    Deque<String> open = new ArrayDeque<>(node.children());
    while (!open.isEmpty()) {
      String id = open.remove();
      NodeStatus child = tree.node(id);
      if (child != null && seen.add(id) && !draft.isRemoved(id)) {
        if (child.phase() == NodePhase.SUCCEEDED) {
          return true;
        }
        open.addAll(child.children());
      }
    }
    return false;
  }

  private static RetryReason reason(NodeStatus node) {
    return node.isFailedOrError() ? RetryReason.FAILED : RetryReason.UNFINISHED;
  }

  /** A group that was tried goes on in its last attempt, so that what is good in it is kept. */
  private void visitAttempts(NodeStatus retry) {
    List<NodeStatus> attempts = tree.attempts(retry);
    if (attempts.isEmpty()) {
      return;
    }
    NodeStatus last = attempts.get(attempts.size() - 1);
    if (NodeTree.isGood(last)) {
      return;
    }
    boolean goesOn = last.type() instanceof NodeType.Virtual && !tree.members(last).isEmpty();
    for (NodeStatus attempt : attempts) {
      if (goesOn && attempt != last) {
        draft.removeAlone(attempt, RetryReason.EARLIER_ATTEMPT, last.name());
      } else if (!goesOn) {
        draft.remove(attempt, reason(attempt));
      }
    }
    if (goesOn) {
      visit(last);
    }
  }

  private void visitTasks(NodeStatus dag) {
    List<NodeStatus> bad =
        tree.members(dag).stream().filter(task -> !NodeTree.isGood(task)).toList();
    List<NodeStatus> mattering = bad.stream().filter(task -> matters(dag, task)).toList();
    boolean unclear = mattering.isEmpty() && dag.isFailedOrError();
    (unclear ? bad : mattering).forEach(this::visit);
    // What was handled is not, once that which handled it is taken out.
    for (int before = -1; draft.changes() > before; ) {
      before = draft.changes();
      bad.stream().filter(task -> matters(dag, task)).forEach(this::visit);
    }
    for (NodeStatus task : tree.members(dag)) {
      if (isLeftOut(task) && next(dag, task).isEmpty()) {
        visitBefore(task, new LinkedHashSet<>());
      }
    }
  }

  private static boolean isLeftOut(NodeStatus task) {
    return task.phase() == NodePhase.OMITTED || task.phase() == NodePhase.SKIPPED;
  }

  /**
   * A last task that was left out takes the phase of what is before it, which may be in a group
   * that ended well.
   */
  private void visitBefore(NodeStatus task, Set<String> seen) {
    for (String id : tree.parents(task.id())) {
      NodeStatus before = tree.node(id);
      if (before == null || draft.isRemoved(id) || !seen.add(id)) {
        continue;
      }
      if (isLeftOut(before)) {
        visitBefore(before, seen);
      } else if (before.isFailedOrError() && before.type() instanceof NodeType.Leaf) {
        NodeStatus around = tree.owner(before);
        boolean attempt = around != null && around.type() == NodeType.Virtual.RETRY;
        draft.remove(around != null && attempt ? around : before, RetryReason.FAILED);
      }
    }
  }

  /**
   * Whether the DAG failed by a task: nothing after it succeeded, or something that would have
   * decided the DAG's end was left out because of it.
   */
  private boolean matters(NodeStatus dag, NodeStatus task) {
    Set<String> after = new LinkedHashSet<>();
    Deque<NodeStatus> open = new ArrayDeque<>(next(dag, task));
    boolean handled = false;
    while (!open.isEmpty()) {
      NodeStatus next = open.remove();
      if (after.add(next.id())) {
        handled |= next.phase() == NodePhase.SUCCEEDED;
        open.addAll(next(dag, next));
      }
    }
    return !handled || leavesOut(dag, task, new LinkedHashSet<>());
  }

  /** Whether the end of the DAG is a task that did not run because of this one. */
  private boolean leavesOut(NodeStatus dag, NodeStatus task, Set<String> seen) {
    List<NodeStatus> next = next(dag, task);
    if (next.isEmpty()) {
      return true;
    }
    return next.stream()
        .filter(FailureWalk::isLeftOut)
        .anyMatch(n -> seen.add(n.id()) && leavesOut(dag, n, seen));
  }

  /** The tasks of the DAG that come right after one and are not to be removed. */
  private List<NodeStatus> next(NodeStatus dag, NodeStatus task) {
    Set<NodeStatus> found = new LinkedHashSet<>();
    Set<String> within = new LinkedHashSet<>(tree.inside(task));
    within.add(task.id());
    for (String id : within) {
      for (String child : tree.existing(id).children()) {
        NodeStatus node = tree.node(child);
        if (node == null || within.contains(child) || draft.isRemoved(child)) {
          continue;
        }
        NodeStatus owner = tree.owner(node);
        if (owner == dag && !tree.isHook(node)) {
          found.add(node);
        }
      }
    }
    return List.copyOf(found);
  }
}
