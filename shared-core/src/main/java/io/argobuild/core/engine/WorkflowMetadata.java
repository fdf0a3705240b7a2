package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.template.ArgumentBinding;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code spec.workflowMetadata}: labels and annotations for the workflow itself (Argo 4.1.2). */
final class WorkflowMetadata {
  private static final String TEMPLATE = "workflows.argoproj.io/workflow-template";
  private static final String CLUSTER_TEMPLATE = "workflows.argoproj.io/cluster-workflow-template";

  private WorkflowMetadata() {}

  /**
   * The workflow's metadata, with those of its spec and of its WorkflowTemplate when it has not
   * begun yet.
   *
   * @param spec what runs
   * @throws TemplateException when a label can't be worked out
   */
  static ObjectNode applied(Workflow workflow, WorkflowSpec spec, Resources resources)
      throws TemplateException {
    if (StatusReader.workflow(workflow.status()).startedAt() != null) {
      return workflow.metadata();
    }
    ObjectNode wanted = Fields.objectOrNothing(spec.raw(), "workflowMetadata");
    ObjectNode metadata = workflow.metadata().objectNode();
    metadata.setAll(workflow.metadata());
    workflow
        .spec()
        .workflowTemplateRef()
        .ifPresent(
            ref ->
                merge(
                    metadata,
                    "labels",
                    Map.of(ref.clusterScope() ? CLUSTER_TEMPLATE : TEMPLATE, ref.name())));
    merge(metadata, "labels", Fields.textMap(wanted, "labels"));
    merge(metadata, "annotations", Fields.textMap(wanted, "annotations"));
    merge(metadata, "labels", computed(workflow.withMetadata(metadata), spec, wanted, resources));
    return metadata;
  }

  private static Map<String, String> computed(
      Workflow workflow, WorkflowSpec spec, ObjectNode wanted, Resources resources)
      throws TemplateException {
    ObjectNode from = Fields.objectOrNothing(wanted, "labelsFrom");
    Map<String, String> labels = new LinkedHashMap<>();
    if (from.isEmpty()) {
      return labels;
    }
    Map<String, String> variables = new LinkedHashMap<>(GlobalVariables.fixed(workflow, spec));
    GlobalVariables.addParameters(spec, new ArgumentBinding(resources), variables);
    for (var entry : from.properties()) {
      String expression = Fields.textOrEmpty(entry.getValue(), "expression");
      labels.put(entry.getKey(), ScopeExpressions.print(expression, Variables.of(variables)));
    }
    return labels;
  }

  private static void merge(ObjectNode metadata, String field, Map<String, String> added) {
    if (!added.isEmpty()) {
      ObjectNode all = metadata.objectNode();
      Fields.textMap(metadata, field).forEach(all::put);
      added.forEach(all::put);
      metadata.set(field, all);
    }
  }
}
