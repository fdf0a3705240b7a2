package io.argobuild.core.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowStatus;
import java.util.Map;

/**
 * A run as it was found.
 *
 * @param manifest what it was started with
 * @param content how far it is
 * @param sequence number of the last tick recorded; 0 before the first
 */
public record StoredRun(RunManifest manifest, Content content, long sequence) {

  /**
   * The state of a run.
   *
   * @param workflow without its status
   * @param status the workflow's status without its nodes
   * @param nodes by ID, in the order in which they first came; not to be changed
   */
  public record Content(Workflow workflow, WorkflowStatus status, Map<String, NodeStatus> nodes) {}

  /** The workflow with its status, as Argo has it. */
  public Workflow workflowWithStatus() {
    ObjectNode raw = content.workflow().raw();
    ObjectNode whole = raw.objectNode();
    whole.setAll(raw);
    whole.set("status", StatusWriter.workflow(content.status(), content.nodes().values()));
    return new Workflow(whole);
  }
}
