package io.argobuild.core.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import java.util.List;

/**
 * Inputs of a suspended node. One whose value is JSON with an {@code enum} takes it as what a user
 * may choose from, the first of it by default (Argo 4.1.2).
 */
final class SuspendInputs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SuspendInputs() {}

  static Template resolved(Template template) {
    Inputs inputs = template.inputs();
    if (inputs.parameters().stream().noneMatch(input -> !offered(input).isEmpty())) {
      return template;
    }
    ObjectNode raw = template.raw().objectNode();
    raw.setAll(template.raw());
    ObjectNode resolved = raw.objectNode();
    resolved.setAll(inputs.raw());
    ArrayNode parameters = resolved.putArray("parameters");
    inputs.parameters().forEach(input -> parameters.add(resolved(input)));
    raw.set("inputs", resolved);
    return new Template(raw);
  }

  private static ObjectNode resolved(Parameter input) {
    List<String> offered = offered(input);
    if (offered.isEmpty()) {
      return input.raw();
    }
    ObjectNode raw = input.raw().objectNode();
    raw.setAll(input.raw());
    ArrayNode choice = raw.putArray("enum");
    offered.forEach(choice::add);
    if (!raw.hasNonNull("default")) {
      raw.put("default", offered.get(0));
    }
    return raw;
  }

  private static List<String> offered(Parameter input) {
    String value = input.value().orElse("");
    if (!value.contains("\"enum\"")) {
      return List.of();
    }
    try {
      JsonNode json = JSON.readTree(value);
      return json instanceof ObjectNode object ? Fields.texts(object, "enum") : List.of();
    } catch (JsonProcessingException notMeant) {
      // A text like any other.
      return List.of();
    }
  }
}
