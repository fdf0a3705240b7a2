package io.argobuild.core.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outputs of a loop's items joined to lists (Argo 4.1.2, Argo 4.1.2).
 *
 * @param result JSON list of the items' results
 * @param parameters JSON list of one object for each item
 * @param byName for each output parameter the JSON list of its values
 */
record LoopOutputs(String result, String parameters, Map<String, String> byName) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  static LoopOutputs of(List<NodeStatus> items) throws TemplateException {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    List<Map<String, String>> parameters = new ArrayList<>();
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (NodeStatus item : items) {
      if (item.outputs() == null || item.phase() != NodePhase.SUCCEEDED) {
        continue;
      }
      Outputs outputs = new Outputs(item.outputs());
      if (outputs.result().filter(result -> !result.isEmpty()).isPresent()) {
        results.add(parse(outputs.result().get()));
      }
      Map<String, String> values = new TreeMap<>();
      for (Parameter parameter : outputs.parameters()) {
        String value = parameter.value().orElse("");
        values.put(parameter.name(), value);
        byName.computeIfAbsent(parameter.name(), name -> new ArrayList<>()).add(value);
      }
      if (!values.isEmpty()) {
        parameters.add(values);
      }
    }
    Map<String, String> joined = new LinkedHashMap<>();
    for (var entry : byName.entrySet()) {
      joined.put(entry.getKey(), write(values(entry.getValue())));
    }
    return new LoopOutputs(write(results), write(parameters), joined);
  }

  private static JsonNode parse(String result) throws TemplateException {
    try {
      return JSON.readTree(result);
    } catch (JsonProcessingException e) {
      throw new TemplateException(GoJsonErrors.describe(result));
    }
  }

  /** Texts, unless all of them are JSON objects or lists. */
  private static ArrayNode values(List<String> values) {
    ArrayNode trees = JsonNodeFactory.instance.arrayNode();
    for (String value : values) {
      JsonNode tree = container(value);
      if (tree == null) {
        ArrayNode texts = JsonNodeFactory.instance.arrayNode();
        values.forEach(texts::add);
        return texts;
      }
      trees.add(tree);
    }
    return trees;
  }

  private static @org.jspecify.annotations.Nullable JsonNode container(String value) {
    String start = value.strip();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return null;
    }
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      // Not JSON, so it stays a text.
      return null;
    }
  }

  private static String write(Object value) throws TemplateException {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new TemplateException("outputs can't be written as JSON: " + e.getMessage());
    }
  }
}
