package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowStatus;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Everything that is known of one run; a value, so that any earlier state can be kept.
 *
 * @param workflow the manifest without its status, its name set
 * @param status the workflow's status without its nodes
 * @param nodes nodes by ID
 * @param plan what the reconciler has worked out of the manifest so far; can be derived again
 */
public record WorkflowState(
    Workflow workflow, WorkflowStatus status, PMap<String, NodeStatus> nodes, RunPlan plan) {

  /** A run that starts, or goes on from the status in the manifest. */
  public static WorkflowState of(Workflow workflow) {
    ObjectNode bare = workflow.raw().objectNode();
    bare.setAll(workflow.raw());
    bare.remove("status");
    PMap<String, NodeStatus> nodes = HashTreePMap.empty();
    for (NodeStatus node : StatusReader.nodes(workflow.status())) {
      nodes = nodes.plus(node.id(), node);
    }
    WorkflowStatus status = StatusReader.workflow(workflow.status());
    return new WorkflowState(new Workflow(bare), status, nodes, RunPlan.EMPTY);
  }

  public String name() {
    return workflow.name();
  }

  public @Nullable NodeStatus node(String id) {
    return nodes.get(id);
  }

  public Collection<NodeStatus> allNodes() {
    return nodes.values();
  }

  /** The spec that runs: the workflow's own over that of its WorkflowTemplate. */
  public WorkflowSpec effectiveSpec() {
    return status.storedSpec().orElse(workflow.spec());
  }

  public boolean isFinished() {
    return status.phase().isFulfilled();
  }

  /** The manifest with {@code status}, as Argo has it. */
  public Workflow withStatus() {
    ObjectNode whole = workflow.raw().objectNode();
    whole.setAll(workflow.raw());
    whole.set("status", StatusWriter.workflow(status, nodes.values()));
    return new Workflow(whole);
  }
}
