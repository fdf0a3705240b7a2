package io.argobuild.core.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowStatus;
import io.argobuild.core.template.ArgumentBinding;
import io.argobuild.core.template.TemplateException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variables of the workflow (Argo 4.1.2, Argo 4.1.2). */
final class GlobalVariables {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> TIME_FORMATS =
      Map.ofEntries(
          Map.entry("A", "EEEE"),
          Map.entry("a", "EEE"),
          Map.entry("B", "MMMM"),
          Map.entry("b", "MMM"),
          Map.entry("m", "MM"),
          Map.entry("d", "dd"),
          Map.entry("H", "HH"),
          Map.entry("I", "hh"),
          Map.entry("M", "mm"),
          Map.entry("S", "ss"),
          Map.entry("Y", "yyyy"),
          Map.entry("y", "yy"),
          Map.entry("p", "a"),
          Map.entry("Z", "'UTC'"),
          Map.entry("z", "xx"),
          Map.entry("L", ".SSS"));

  private GlobalVariables() {}

  /** Those that don't change while the workflow runs, but for its parameters. */
  static Map<String, String> fixed(Workflow workflow, WorkflowSpec spec) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("workflow.name", workflow.name());
    variables.put("workflow.namespace", workflow.namespace());
    variables.put("workflow.uid", workflow.uid());
    variables.put("workflow.mainEntrypoint", spec.entrypoint());
    variables.put("workflow.serviceAccountName", spec.serviceAccountName());
    spec.priority().ifPresent(priority -> variables.put("workflow.priority", priority.toString()));
    String scheduled = workflow.annotations().get("workflows.argoproj.io/scheduled-time");
    if (scheduled != null) {
      variables.put("workflow.scheduledTime", scheduled);
    }
    addCreation(workflow, variables);
    addMap("labels", workflow.labels(), variables);
    addMap("annotations", workflow.annotations(), variables);
    return variables;
  }

  /** Those that change, as they are now. */
  static Map<String, String> changing(WorkflowStatus status, String phase, Instant now) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("workflow.status", phase);
    if (status.startedAt() != null) {
      double seconds = Duration.between(status.startedAt(), now).toMillis() / 1000.0;
      variables.put("workflow.duration", String.format(Locale.ROOT, "%f", seconds));
    }
    if (status.outputs() != null) {
      for (Parameter parameter : new Outputs(status.outputs()).parameters()) {
        parameter
            .value()
            .ifPresent(
                value -> variables.put("workflow.outputs.parameters." + parameter.name(), value));
      }
    }
    return variables;
  }

  /** Every failed node, as JSON inside of a JSON string. */
  static String failures(String workflowName, Collection<NodeStatus> nodes) {
    ArrayNode failures = JsonNodeFactory.instance.arrayNode();
    Map<String, NodeStatus> byName = new TreeMap<>();
    for (NodeStatus node : nodes) {
      if (node.isFailedOrError()) {
        byName.put(node.name(), node);
      }
    }
    for (NodeStatus node : byName.values()) {
      ObjectNode failure = failures.addObject();
      failure.put("displayName", node.displayName());
      failure.put("message", node.message());
      failure.put("templateName", node.templateName());
      failure.put("phase", node.phase().argoName());
      failure.put("podName", NodeId.podName(workflowName, node));
      if (node.finishedAt() == null) {
        failure.putNull("finishedAt");
      } else {
        failure.put("finishedAt", node.finishedAt().toString());
      }
    }
    return failures.isEmpty()
        ? "\"null\""
        : json(JsonNodeFactory.instance.textNode(json(failures)));
  }

  /**
   * @throws TemplateException when a parameter of the workflow has no value
   */
  static void addParameters(
      WorkflowSpec spec, ArgumentBinding binding, Map<String, String> variables)
      throws TemplateException {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Parameter parameter : spec.arguments().parameters()) {
      String value = value(parameter, binding);
      variables.put("workflow.parameters." + parameter.name(), value);
      ObjectNode item = parameter.raw().objectNode();
      item.setAll(parameter.raw());
      all.add(item.put("value", value));
    }
    String json = json(all);
    variables.put("workflow.parameters", json);
    variables.put("workflow.parameters.json", json);
  }

  private static String value(Parameter parameter, ArgumentBinding binding)
      throws TemplateException {
    Optional<ObjectNode> ref =
        parameter.valueFrom().flatMap(from -> Fields.object(from, "configMapKeyRef"));
    if (ref.isPresent()) {
      Optional<String> found = binding.configMapValue(ref.get()).or(parameter::valueFromDefault);
      return found.orElseThrow(
          () ->
              new TemplateException(
                  "failed to set global parameter "
                      + parameter.name()
                      + " from configmap with name "
                      + Fields.textOrEmpty(ref.get(), "name")
                      + " and key "
                      + Fields.textOrEmpty(ref.get(), "key")
                      + ": "
                      + binding.configMapProblem(ref.get())));
    }
    return parameter
        .value()
        .or(parameter::defaultValue)
        .orElseThrow(
            () ->
                new TemplateException(
                    "either value or valueFrom must be specified in order to set global parameter "
                        + parameter.name()));
  }

  private static void addMap(String name, Map<String, String> map, Map<String, String> variables) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(map).forEach(all::put);
    map.forEach((key, value) -> variables.put("workflow." + name + "." + key, value));
    variables.put("workflow." + name, json(all));
    variables.put("workflow." + name + ".json", json(all));
  }

  private static void addCreation(Workflow workflow, Map<String, String> variables) {
    String text = Fields.textOrEmpty(workflow.metadata(), "creationTimestamp");
    if (text.isEmpty()) {
      return;
    }
    ZonedDateTime time;
    try {
      time = OffsetDateTime.parse(text).atZoneSameInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      // Not a time that Kubernetes would have written; then there is nothing to format.
      return;
    }
    String prefix = "workflow.creationTimestamp";
    variables.put(prefix, time.format(DateTimeFormatter.ISO_INSTANT));
    variables.put(prefix + ".RFC3339", time.format(DateTimeFormatter.ISO_INSTANT));
    variables.put(prefix + ".s", Long.toString(time.toEpochSecond()));
    TIME_FORMATS.forEach(
        (letter, pattern) ->
            variables.put(
                prefix + "." + letter,
                time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))));
  }

  private static String json(JsonNode tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can always be written", e);
    }
  }
}
