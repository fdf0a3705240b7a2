package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.NodeStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets a node's outputs, and those of them that the workflow exports by {@code globalName}. */
final class GlobalOutputs {
  private GlobalOutputs() {}

  static void set(Pass pass, String nodeId, ObjectNode outputs) {
    NodeStatus node = pass.existing(nodeId);
    pass.put(node.toBuilder().outputs(outputs).build());
    export(pass, new Outputs(outputs));
  }

  /** Copies outputs with a {@code globalName} to the workflow; a later one of a name wins. */
  static void export(Pass pass, Outputs outputs) {
    ObjectNode exported = pass.status().outputs();
    ObjectNode next = exported;
    for (Parameter parameter : outputs.parameters()) {
      if (!parameter.globalName().isEmpty() && parameter.value().isPresent()) {
        ObjectNode copy = parameter.withValue(parameter.value().get()).raw();
        copy.remove(List.of("globalName", "default", "enum"));
        copy.put("name", parameter.globalName());
        next = with(next, "parameters", copy);
      }
    }
    for (Artifact artifact : outputs.artifacts()) {
      if (!artifact.globalName().isEmpty()) {
        ObjectNode copy = artifact.raw().objectNode();
        copy.setAll(artifact.raw());
        copy.remove(List.of("globalName", "path", "optional"));
        copy.put("name", artifact.globalName());
        next = with(next, "artifacts", copy);
      }
    }
    if (next != exported) {
      pass.status(pass.status().withOutputs(next));
    }
  }

  private static ObjectNode with(@Nullable ObjectNode outputs, String field, ObjectNode item) {
    ObjectNode next = item.objectNode();
    if (outputs != null) {
      next.setAll(outputs);
    }
    ArrayNode list = item.arrayNode();
    boolean replaced = false;
    for (JsonNode old : next.path(field)) {
      boolean same = old.path("name").equals(item.path("name"));
      list.add(same ? item : old);
      replaced |= same;
    }
    if (!replaced) {
      list.add(item);
    }
    next.set(field, list);
    return next;
  }
}
