package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.expression.selector.LabelSelector;
import io.argobuild.core.expression.selector.SelectorException;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.WorkflowPhase;

/**
 * Which pods go when a workflow has ended: as {@code podGC} says. Where the manifest is silent,
 * they go when it has succeeded and stay for inspection when it has not; Argo leaves them always.
 */
final class PodCleanup {
  private PodCleanup() {}

  static boolean isDeleted(ObjectNode pod, WorkflowSpec spec, WorkflowPhase phase) {
    boolean succeeded = phase == WorkflowPhase.SUCCEEDED;
    ObjectNode podGc = spec.podGc().orElse(Fields.NOTHING);
    String strategy = Fields.textOrEmpty(podGc, "strategy");
    if (strategy.isEmpty()) {
      return succeeded;
    }
    if (!matches(Fields.objectOrNothing(podGc, "labelSelector"), pod)) {
      return false;
    }
    return switch (strategy) {
      case "OnPodCompletion", "OnWorkflowCompletion" -> true;
      case "OnWorkflowSuccess" -> succeeded;
      case "OnPodSuccess" -> Pods.phase(pod).equals("Succeeded");
      default -> false;
    };
  }

  /** A selector that Kubernetes would refuse selects nothing, so that nothing is lost. */
  private static boolean matches(ObjectNode selector, ObjectNode pod) {
    try {
      return LabelSelector.of(selector).matches(Fields.textMap(pod.path("metadata"), "labels"));
    } catch (SelectorException malformed) {
      return false;
    }
  }
}
