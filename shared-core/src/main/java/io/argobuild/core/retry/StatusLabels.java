package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.WorkflowPhase;

/** The labels that Argo selects workflows by, which repeat what the status says. */
final class StatusLabels {
  private static final String PHASE = "workflows.argoproj.io/phase";
  private static final String COMPLETED = "workflows.argoproj.io/completed";

  private StatusLabels() {}

  /** Takes what was wrong. */
  interface Findings {
    void find(StatusFinding.Kind kind, String node, String text);
  }

  /** The metadata with labels as the phase wants them; labels that aren't there stay away. */
  static ObjectNode matching(Workflow workflow, WorkflowPhase phase, Findings findings) {
    if (!(workflow.metadata().get("labels") instanceof ObjectNode labels)) {
      return workflow.metadata();
    }
    ObjectNode next = labels.objectNode();
    next.setAll(labels);
    set(next, PHASE, phase.argoName(), workflow.name(), findings);
    set(next, COMPLETED, String.valueOf(phase.isFulfilled()), workflow.name(), findings);
    ObjectNode metadata = workflow.metadata().objectNode();
    metadata.setAll(workflow.metadata());
    metadata.set("labels", next);
    return metadata;
  }

  private static void set(
      ObjectNode labels, String name, String value, String workflow, Findings findings) {
    String present = labels.path(name).asText("");
    if (!present.isEmpty() && !present.equals(value)) {
      String text = "label " + name + " was '" + present + "', its status says '" + value + "'";
      findings.find(StatusFinding.Kind.WRONG_LABEL, workflow, text);
      labels.put(name, value);
    }
  }
}
