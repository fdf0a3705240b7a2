package io.argobuild.core.retry;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.ArtifactState;
import java.util.List;

/**
 * What a manual retry will do; nothing has been done yet.
 *
 * @param workflow with the status that it goes on from
 * @param findings what was wrong in the status, and is mended before
 * @param nodes every node there was, with what becomes of it
 * @param pods names of pods to delete before
 * @param objects stored objects to delete before: of what runs again, or is taken out
 * @param first names of the nodes that will run first, or be decided on
 */
public record RetryPlan(
    Workflow workflow,
    List<StatusFinding> findings,
    List<Entry> nodes,
    List<String> pods,
    List<StoredObject> objects,
    List<String> first) {
  public RetryPlan {
    findings = List.copyOf(findings);
    nodes = List.copyOf(nodes);
    pods = List.copyOf(pods);
    objects = List.copyOf(objects);
    first = List.copyOf(first);
  }

  /**
   * What becomes of a node.
   *
   * @param type Argo's name of its kind
   * @param phase Argo's name of the phase it is in now
   * @param because name of the node that is the cause; may be empty
   */
  public record Entry(
      String nodeId,
      String name,
      String type,
      String phase,
      RetryFate fate,
      RetryReason reason,
      String because) {}

  /** What a node has stored, or may have. */
  public record StoredObject(String nodeId, String node, ArtifactState state) {}

  RetryPlan after(RepairedStatus repaired) {
    return new RetryPlan(workflow, repaired.findings(), nodes, pods, objects, first);
  }

  public List<Entry> with(RetryFate fate) {
    return nodes.stream().filter(entry -> entry.fate() == fate).toList();
  }

  /** The plan in a line. */
  public String summary() {
    return RetryPlanText.summary(this);
  }

  /** The plan in full. */
  public String toText() {
    return RetryPlanText.text(this);
  }

  /** The plan as a JSON object, without the workflow. */
  public String toJson() {
    return RetryPlanText.json(this).toString();
  }
}
