package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.WorkflowPhase;
import java.util.List;
import java.util.Map;

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

  /** As Kubernetes matches a LabelSelector; an empty one matches everything. */
  private static boolean matches(ObjectNode selector, ObjectNode pod) {
    Map<String, String> labels = Fields.textMap(pod.path("metadata"), "labels");
    for (var wanted : Fields.textMap(selector, "matchLabels").entrySet()) {
      if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
        return false;
      }
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      if (!matchesExpression(expression, labels)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesExpression(JsonNode expression, Map<String, String> labels) {
    String value = labels.get(Fields.textOrEmpty(expression, "key"));
    List<String> values = Fields.texts(expression, "values");
    return switch (Fields.textOrEmpty(expression, "operator")) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
