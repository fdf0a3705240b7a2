package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.util.List;

/**
 * Finds and mends what is wrong in a status of Argo 2.12 to 4.1, or ours: lost nodes, edges and
 * phases that contradict each other, such as a retry by Argo 3.5.6 leaves. It never makes a success
 * of anything; what is in doubt counts as failed, and can be retried.
 */
public final class StatusRepair {
  private final Workflow workflow;
  private final NodeRepair nodes;
  private WorkflowStatus status;

  private StatusRepair(Workflow workflow, ObjectNode raw) {
    this.workflow = workflow;
    this.status = StatusReader.workflow(raw);
    this.nodes = new NodeRepair(workflow.name(), raw);
  }

  /**
   * @param workflow with its status
   * @param now when it ended, if nothing tells
   * @throws io.argobuild.core.problem.ProblemException {@code STATUS_OFFLOADED}, {@code
   *     STATUS_UNREADABLE}; {@code STATUS_BEYOND_REPAIR} with what is wrong still
   */
  public static RepairedStatus repair(Workflow workflow, Instant now) {
    ObjectNode raw = PackedNodes.unpacked(workflow.name(), workflow.status());
    return new StatusRepair(workflow, raw).repaired(now);
  }

  private RepairedStatus repaired(Instant now) {
    if (PackedNodes.isCompressed(workflow.status())) {
      find(StatusFinding.Kind.PACKED, "its nodes were compressed");
    }
    nodes.mendStructure();
    endStuck();
    boolean failed =
        status.phase() == WorkflowPhase.FAILED || status.phase() == WorkflowPhase.ERROR;
    if (status.phase().isFulfilled()) {
      Instant end = status.finishedAt() == null ? nodes.lastEnd(now) : status.finishedAt();
      if (status.finishedAt() == null) {
        find(StatusFinding.Kind.NO_FINISH_TIME, "it has ended, and nothing told when");
        status = status.withTimes(status.startedAt(), end);
      }
      nodes.mendPhases(failed, end);
    }
    List<NodeStatus> mended = nodes.all();
    List<String> left = PlanCheck.reasons(workflow.name(), mended);
    if (!left.isEmpty()) {
      throw RetryProblems.beyondRepair(workflow.name(), left);
    }
    return new RepairedStatus(written(mended), nodes.findings());
  }

  /** A workflow that goes on, of which nothing runs nor waits, never ends by itself. */
  private void endStuck() {
    if (status.phase().isFulfilled() || !nodes.nothingRuns()) {
      return;
    }
    find(StatusFinding.Kind.NOTHING_TO_RUN, "it went on, and nothing of it was left to run");
    status = status.withPhase(WorkflowPhase.FAILED, "nothing of it was left to run");
  }

  private void find(StatusFinding.Kind kind, String text) {
    nodes.find(kind, workflow.name(), text);
  }

  private Workflow written(List<NodeStatus> mended) {
    ObjectNode metadata = StatusLabels.matching(workflow, status.phase(), nodes::find);
    if (nodes.findings().isEmpty()) {
      return workflow;
    }
    ObjectNode raw = workflow.raw().objectNode();
    raw.setAll(workflow.raw());
    raw.set("metadata", metadata);
    raw.set("status", StatusWriter.workflow(status, mended));
    return new Workflow(raw);
  }
}
