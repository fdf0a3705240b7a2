package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads fields of a kept tree; absent, null and fields of another kind read as absent. */
public final class Fields {
  /** Never written to. */
  public static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

  private Fields() {}

  /** The text of a scalar field; numbers and booleans as their text. */
  public static Optional<String> text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null || !value.isValueNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(value.asText());
  }

  /** The text of a scalar field, or empty text. */
  public static String textOrEmpty(JsonNode object, String field) {
    return text(object, field).orElse("");
  }

  public static boolean flag(JsonNode object, String field) {
    return object.path(field).asBoolean(false);
  }

  public static Optional<Boolean> optionalFlag(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null || !value.isBoolean()
        ? Optional.empty()
        : Optional.of(value.booleanValue());
  }

  public static Optional<Long> number(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null || !value.isNumber() ? Optional.empty() : Optional.of(value.longValue());
  }

  public static Optional<ObjectNode> object(JsonNode object, String field) {
    return object.get(field) instanceof ObjectNode value ? Optional.of(value) : Optional.empty();
  }

  /** The object in the field, or {@link #NOTHING}. */
  public static ObjectNode objectOrNothing(JsonNode object, String field) {
    return object.get(field) instanceof ObjectNode value ? value : NOTHING;
  }

  /** Views of the objects in a list field; null, or anything else, is an object without fields. */
  public static <T> List<T> objects(
      JsonNode object, String field, Function<? super ObjectNode, ? extends T> view) {
    JsonNode list = object.get(field);
    if (list == null || !list.isArray() || list.isEmpty()) {
      return List.of();
    }
    List<T> views = new ArrayList<>(list.size());
    for (JsonNode element : list) {
      views.add(view.apply(element instanceof ObjectNode value ? value : NOTHING.objectNode()));
    }
    return Collections.unmodifiableList(views);
  }

  public static List<String> texts(JsonNode object, String field) {
    JsonNode list = object.get(field);
    if (list == null || !list.isArray() || list.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(list.size());
    list.forEach(element -> texts.add(element.asText()));
    return Collections.unmodifiableList(texts);
  }

  /** A map of scalars, in the order written. */
  public static Map<String, String> textMap(JsonNode object, String field) {
    JsonNode map = object.get(field);
    if (map == null || !map.isObject() || map.isEmpty()) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    map.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return Collections.unmodifiableMap(texts);
  }
}
