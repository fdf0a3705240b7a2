package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.Condition;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a retry makes of the workflow itself (Argo 4.1.2). */
final class WorkflowReset {
  private static final String PREFIX = "workflows.argoproj.io/";

  private WorkflowReset() {}

  static Workflow of(
      Workflow workflow,
      WorkflowStatus status,
      Map<String, String> parameters,
      List<NodeStatus> nodes,
      Instant now) {
    List<Condition> conditions = new ArrayList<>();
    for (Condition condition : status.conditions()) {
      // What artifact GC met with was of the end before; it runs again at the next.
      if (!Set.of("Completed", "ArtifactGCError").contains(condition.type())) {
        conditions.add(condition);
      }
    }
    conditions.add(new Condition("Completed", "False", ""));
    WorkflowStatus next =
        new WorkflowStatus(
            WorkflowPhase.UNKNOWN,
            "",
            now,
            null,
            status.progress(),
            status.outputs(),
            List.copyOf(conditions),
            status.storedTemplates(),
            rest(status.rest(), parameters, nodes));
    ObjectNode raw = workflow.raw().objectNode();
    raw.setAll(workflow.raw());
    raw.set("metadata", metadata(workflow));
    raw.set("spec", spec(workflow.spec().raw(), parameters));
    raw.set("status", StatusWriter.workflow(next, nodes));
    return new Workflow(raw);
  }

  private static ObjectNode metadata(Workflow workflow) {
    ObjectNode metadata = copy(workflow.metadata());
    if (metadata.get("labels") instanceof ObjectNode labels) {
      ObjectNode left = copy(labels);
      left.remove(List.of(PREFIX + "completed", PREFIX + "workflow-archiving-status"));
      metadata.set("labels", left);
    }
    return metadata;
  }

  static ObjectNode spec(ObjectNode spec, Map<String, String> parameters) {
    ObjectNode next = copy(spec);
    next.remove("shutdown");
    JsonNode deadline = next.path("activeDeadlineSeconds");
    if (deadline.isNumber() && deadline.asLong() == 0) {
      next.remove("activeDeadlineSeconds");
    }
    if (!parameters.isEmpty()) {
      ObjectNode arguments = copy(Fields.objectOrNothing(spec, "arguments"));
      arguments.set("parameters", overridden(arguments, parameters));
      next.set("arguments", arguments);
    }
    return next;
  }

  /** Overridden ones come first and lose what else is said of them (Argo 4.1.2). */
  private static ArrayNode overridden(ObjectNode arguments, Map<String, String> values) {
    ArrayNode all = arguments.arrayNode();
    values.forEach((name, value) -> all.add(Parameter.of(name, value).raw()));
    for (JsonNode parameter : arguments.path("parameters")) {
      if (!values.containsKey(Fields.textOrEmpty(parameter, "name"))) {
        all.add(parameter);
      }
    }
    return all;
  }

  private static @Nullable ObjectNode rest(
      @Nullable ObjectNode rest, Map<String, String> parameters, List<NodeStatus> nodes) {
    if (rest == null) {
      return null;
    }
    ObjectNode next = copy(rest);
    next.remove("persistentVolumeClaims");
    // Artifact GC has still to do what the retried run leaves.
    if (next.get("artifactGCStatus") instanceof ObjectNode gc) {
      ObjectNode left = copy(gc);
      left.remove(List.of("strategiesProcessed", "podsRecouped"));
      next.set("artifactGCStatus", left);
      if (left.isEmpty()) {
        next.remove("artifactGCStatus");
      }
    }
    if (next.get("taskResultsCompletionStatus") instanceof ObjectNode results) {
      Set<String> left = nodes.stream().map(NodeStatus::id).collect(Collectors.toSet());
      ObjectNode of = results.objectNode();
      results
          .properties()
          .forEach(
              entry -> {
                if (left.contains(entry.getKey())) {
                  of.set(entry.getKey(), entry.getValue());
                }
              });
      next.set("taskResultsCompletionStatus", of);
    }
    if (next.get("storedWorkflowTemplateSpec") instanceof ObjectNode stored) {
      next.set("storedWorkflowTemplateSpec", spec(stored, parameters));
    }
    return next;
  }

  private static ObjectNode copy(ObjectNode object) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    return copy;
  }
}
