package io.argobuild.core.engine;

import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The phase of a DAG by those of its nodes (Argo 4.1.2 {@code assessDAGPhase}, argo-spec 02 section
 * 6.2). Skipped targets take the phase of the node before them on their branch. A target that no
 * branch leads to counts with its own phase; Argo would wait for it for ever.
 */
final class DagAssessment {
  private final Function<String, @Nullable NodeStatus> nodes;
  private final Map<String, NodePhase> branchPhases = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final Deque<Visit> queue = new ArrayDeque<>();
  private boolean running;

  /** What the names of nodes in the DAG begin with. */
  private final String inside;

  private DagAssessment(NodeStatus dag, Function<String, @Nullable NodeStatus> nodes) {
    this.inside = dag.name() + '.';
    this.nodes = nodes;
  }

  private record Visit(String id, NodePhase branch) {}

  /** A task that decides: its node, and which failures don't count. */
  record Target(String nodeId, boolean continuesOnFailed, boolean continuesOnError) {}

  /**
   * @param targets in order
   * @return RUNNING while it is open, else SUCCEEDED, FAILED or ERROR
   */
  static NodePhase assess(
      NodeStatus dag,
      List<Target> targets,
      boolean failFast,
      Function<String, @Nullable NodeStatus> nodes) {
    DagAssessment assessment = new DagAssessment(dag, nodes);
    assessment.walk(dag, targets);
    if (assessment.running) {
      return NodePhase.RUNNING;
    }
    NodePhase result = NodePhase.SUCCEEDED;
    for (Target target : targets) {
      NodePhase phase = assessment.phaseOf(target);
      if (phase == NodePhase.RUNNING) {
        result = NodePhase.RUNNING;
      } else if (phase.isFailedOrError() && !covers(target, phase)) {
        result = phase;
        if (failFast) {
          return result;
        }
      }
    }
    return result;
  }

  private static boolean covers(Target target, NodePhase phase) {
    return phase == NodePhase.FAILED ? target.continuesOnFailed() : target.continuesOnError();
  }

  private void walk(NodeStatus dag, List<Target> targets) {
    Set<String> targetIds = new HashSet<>();
    targets.forEach(target -> targetIds.add(target.nodeId()));
    dag.children().forEach(child -> queue.add(new Visit(child, NodePhase.SUCCEEDED)));
    while (!queue.isEmpty() && !running) {
      visit(queue.poll(), targetIds);
    }
  }

  private void visit(Visit visit, Set<String> targetIds) {
    NodeStatus node = nodes.apply(visit.id());
    // After a retry by hand, what comes after the DAG may be there and open already.
    if (node == null || !node.name().startsWith(inside)) {
      return;
    }
    if (!node.isFulfilled()) {
      running = true;
      return;
    }
    NodePhase branch = node.phase().isCompleted() ? node.phase() : visit.branch();
    if (targetIds.contains(node.id())) {
      NodePhase before = branchPhases.get(node.id());
      if (before == null || !before.isFailedOrError()) {
        branchPhases.put(node.id(), branch);
      }
    }
    if (!visited.add(node.id() + branch)) {
      return;
    }
    if (node.type() == NodeType.Virtual.RETRY) {
      queueAfterRetry(node, branch);
    } else {
      node.children().forEach(child -> queue.add(new Visit(child, branch)));
    }
  }

  /** What follows a retried node hangs at its last attempt; attempts themselves don't count. */
  private void queueAfterRetry(NodeStatus retry, NodePhase branch) {
    for (String id : retry.children()) {
      NodeStatus child = nodes.apply(id);
      if (child != null && child.isRetried() && child.name().startsWith(retry.name() + '(')) {
        child.children().forEach(next -> queue.add(new Visit(next, branch)));
      } else {
        queue.add(new Visit(id, branch));
      }
    }
  }

  private NodePhase phaseOf(Target target) {
    NodePhase branch = branchPhases.get(target.nodeId());
    if (branch != null) {
      return branch;
    }
    NodeStatus node = nodes.apply(target.nodeId());
    return node == null || !node.isFulfilled() ? NodePhase.RUNNING : node.phase();
  }
}
