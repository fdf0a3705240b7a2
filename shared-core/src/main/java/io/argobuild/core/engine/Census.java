package io.argobuild.core.engine;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Counts over all nodes, kept up with each change.
 *
 * @param done executable nodes that succeeded
 * @param total executable nodes
 * @param activePods pods that are pending or run
 * @param suspended nodes that wait for a user
 * @param activeIn for each Steps or DAG node how many of its pods, Steps and DAGs are active
 * @param failedIn Steps and DAG nodes of which such a member failed
 * @param daemons IDs of nodes whose daemon is up
 * @param waiting IDs of nodes that are to run again, or to go on, and have not begun to
 */
record Census(
    int done,
    int total,
    int activePods,
    int suspended,
    PMap<String, Integer> activeIn,
    PSet<String> failedIn,
    PSet<String> daemons,
    PSet<String> waiting) {
  static final Census EMPTY =
      new Census(
          0,
          0,
          0,
          0,
          HashTreePMap.empty(),
          HashTreePSet.empty(),
          HashTreePSet.empty(),
          HashTreePSet.empty());

  /** With a node that was added or has changed. */
  Census after(@Nullable NodeStatus old, NodeStatus next) {
    boolean executable = next.type() instanceof NodeType.Leaf leaf && leaf.isExecutable();
    int nowDone = executable ? change(isDone(old), isDone(next)) : 0;
    int pods = next.type() == NodeType.Leaf.POD ? change(isActive(old), isActive(next)) : 0;
    return new Census(
        done + nowDone,
        total + (executable && old == null ? 1 : 0),
        activePods + pods,
        suspended + change(old != null && old.isActiveSuspend(), next.isActiveSuspend()),
        isLimited(next) ? activeAfter(old, next) : activeIn,
        isFailedMember(next) ? failedIn.plus(next.boundaryId()) : failedIn,
        next.daemoned() ? daemons.plus(next.id()) : daemons.minus(next.id()),
        isWaiting(next) ? waiting.plus(next.id()) : waiting.minus(next.id()));
  }

  /** With nodes that were there before. */
  Census withAll(Iterable<NodeStatus> nodes) {
    Census all = this;
    for (NodeStatus node : nodes) {
      all = all.after(null, node);
    }
    return all;
  }

  int activeIn(String boundaryId) {
    return activeIn.getOrDefault(boundaryId, 0);
  }

  /** As {@code N/M}; empty when there is nothing to count. */
  String progress() {
    return total == 0 ? "" : done + "/" + total;
  }

  private PMap<String, Integer> activeAfter(@Nullable NodeStatus old, NodeStatus next) {
    int change = change(isActive(old), isActive(next));
    return change == 0
        ? activeIn
        : activeIn.plus(next.boundaryId(), activeIn(next.boundaryId()) + change);
  }

  /** Containers begin with their pod. */
  private static boolean isWaiting(NodeStatus node) {
    return node.startedAt() == null
        && !node.phase().isTerminal()
        && node.type() != NodeType.Leaf.CONTAINER;
  }

  /** Those that a template's {@code parallelism} and {@code failFast} look at. */
  private static boolean isLimited(NodeStatus node) {
    return !node.boundaryId().isEmpty()
        && (node.type() == NodeType.Leaf.POD
            || node.type() == NodeType.Virtual.STEPS
            || node.type() == NodeType.Virtual.DAG);
  }

  /** Argo counts failed attempts too, also when a later one succeeds; here the end counts. */
  private static boolean isFailedMember(NodeStatus node) {
    return !node.boundaryId().isEmpty()
        && node.isFailedOrError()
        && !node.isRetried()
        && !node.isHooked()
        && node.type() != NodeType.Virtual.STEP_GROUP
        && node.type() != NodeType.Virtual.TASK_GROUP;
  }

  private static int change(boolean before, boolean after) {
    return (after ? 1 : 0) - (before ? 1 : 0);
  }

  private static boolean isDone(@Nullable NodeStatus node) {
    return node != null && node.phase() == NodePhase.SUCCEEDED;
  }

  /** One that has not begun waits for its turn to run again, and takes no place. */
  private static boolean isActive(@Nullable NodeStatus node) {
    return node != null
        && node.startedAt() != null
        && node.waitingFor().isEmpty()
        && (node.phase() == NodePhase.PENDING || node.phase() == NodePhase.RUNNING);
  }
}
