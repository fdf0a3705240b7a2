package io.argobuild.core.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A workflow's outcome in the form in which outcomes of the real controller were recorded. */
final class RecordedTree {
  private final Normalizer words;
  private final Map<String, String> nameOf = new HashMap<>();

  private RecordedTree(String workflowName) {
    words = new Normalizer(workflowName);
  }

  static ObjectNode of(Workflow workflow) {
    return new RecordedTree(workflow.name()).tree(workflow);
  }

  private ObjectNode tree(Workflow workflow) {
    List<NodeStatus> nodes = StatusReader.nodes(workflow.status());
    nodes.forEach(node -> nameOf.put(node.id(), node.name()));
    WorkflowStatus status = StatusReader.workflow(workflow.status());
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("phase", status.phase().argoName());
    tree.put("message", status.message().isEmpty() ? null : words.text(status.message()));
    Map<String, ObjectNode> byName = new TreeMap<>();
    nodes.forEach(node -> byName.put(words.text(node.name()), record(node)));
    ObjectNode all = tree.putObject("nodes");
    byName.forEach(all::set);
    ObjectNode outputs = tree.putObject("outputs");
    if (status.outputs() != null) {
      values(outputs, new Outputs(status.outputs()).parameters());
    }
    return tree;
  }

  private ObjectNode record(NodeStatus node) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("type", node.type().argoName());
    record.put("phase", node.phase().argoName());
    if (!node.boundaryId().isEmpty()) {
      record.put("boundary", name(node.boundaryId()));
    }
    String template =
        node.templateRef() == null
            ? node.templateName()
            : node.templateRef().path("template").asText();
    text(record, "template", template);
    text(record, "message", words.text(node.message()));
    if (!node.children().isEmpty()) {
      TreeSet<String> names = new TreeSet<>();
      node.children().forEach(child -> names.add(name(child)));
      names.forEach(record.withArray("children")::add);
    }
    if (node.isHooked() || node.isRetried()) {
      ObjectNode flag = record.putObject("flag");
      if (node.isHooked()) {
        flag.put("hooked", true);
      }
      if (node.isRetried()) {
        flag.put("retried", true);
      }
    }
    if (node.inputs() != null) {
      Inputs inputs = new Inputs(node.inputs());
      values(record, "inputs", inputs.parameters());
      artifacts(record, "inputArtifacts", inputs.artifacts());
    }
    if (node.outputs() != null) {
      Outputs outputs = new Outputs(node.outputs());
      values(record, "outputs", outputs.parameters());
      artifacts(record, "outputArtifacts", outputs.artifacts());
      outputs.result().ifPresent(result -> text(record, "result", words.text(result)));
      outputs.exitCode().ifPresent(code -> record.put("exitCode", code));
    }
    return record;
  }

  private String name(String id) {
    String name = nameOf.get(id);
    return name == null ? "DANGLING" : words.text(name);
  }

  private void values(ObjectNode record, String field, List<Parameter> parameters) {
    if (!parameters.isEmpty()) {
      values(record.putObject(field), parameters);
    }
  }

  private void values(ObjectNode target, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      target.put(parameter.name(), parameter.value().map(words::text).orElse(null));
    }
  }

  private static void artifacts(ObjectNode record, String field, List<Artifact> artifacts) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    artifacts.stream()
        .map(Artifact::name)
        .filter(name -> !name.equals("main-logs"))
        .sorted()
        .forEach(names::add);
    if (!names.isEmpty()) {
      record.set(field, names);
    }
  }

  private static void text(ObjectNode record, String field, String value) {
    if (!value.isEmpty()) {
      record.put(field, value);
    }
  }
}
