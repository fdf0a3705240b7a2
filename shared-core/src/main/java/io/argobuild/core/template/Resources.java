package io.argobuild.core.template;

import io.argobuild.core.manifest.WorkflowSpec;
import java.util.Map;
import java.util.Optional;

/** What a workflow may refer to outside itself. Answers are the same during one reconciliation. */
public interface Resources {
  Resources NONE = new Resources() {};

  /** The spec of a WorkflowTemplate in the workflow's namespace. */
  default Optional<WorkflowSpec> workflowTemplate(String name) {
    return Optional.empty();
  }

  default Optional<WorkflowSpec> clusterWorkflowTemplate(String name) {
    return Optional.empty();
  }

  /** The data of a ConfigMap, such as one with the limits of semaphores. */
  default Optional<Map<String, String>> configMap(String name) {
    return Optional.empty();
  }

  /**
   * The data of a ConfigMap that parameters may come from: in Argo 4.1.2 only those labelled {@code
   * workflows.argoproj.io/configmap-type: Parameter}.
   */
  default Optional<Map<String, String>> parameterConfigMap(String name) {
    return Optional.empty();
  }
}
