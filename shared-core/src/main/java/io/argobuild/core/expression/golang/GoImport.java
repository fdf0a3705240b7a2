package io.argobuild.core.expression.golang;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes Go values of what Java code has: copies that may be changed. */
public final class GoImport {
  private GoImport() {}

  /**
   * The Go value.
   *
   * @param value text, number, truth value, list, map with texts as keys, JSON tree or Go value; a
   *     whole number of Java becomes an int
   * @param maxDepth nesting that is accepted
   */
  public static @Nullable Object value(@Nullable Object value, int maxDepth) {
    return value(value, 0, maxDepth);
  }

  private static @Nullable Object value(@Nullable Object value, int depth, int maxDepth) {
    if (depth > maxDepth) {
      throw new GoError("evaluation limit exceeded: value nested deeper than " + maxDepth);
    }
    if (value instanceof String text) {
      return GoText.isBroken(text) ? text : GoText.sanitize(text);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value == null
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof GoValue) {
      return value;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof JsonNode node) {
      return json(node, depth, maxDepth);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map, depth, maxDepth);
    }
    if (value instanceof Iterable<?> items) {
      return list(items, depth, maxDepth);
    }
    throw new IllegalArgumentException("no Go value: " + value.getClass().getName());
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private static List<Object> list(Iterable<?> items, int depth, int maxDepth) {
    List<Object> copy = new ArrayList<>();
    for (Object item : items) {
      copy.add(value(item, depth + 1, maxDepth));
    }
    return copy;
  }

  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  private static Map<String, Object> map(Map<?, ?> map, int depth, int maxDepth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      copy.put((String) entry.getKey(), value(entry.getValue(), depth + 1, maxDepth));
    }
    return copy;
  }

  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  private static @Nullable Object json(JsonNode node, int depth, int maxDepth) {
    if (node.isArray()) {
      return list(node, depth, maxDepth);
    }
    if (node.isObject()) {
      Map<String, Object> copy = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        copy.put(entry.getKey(), value(entry.getValue(), depth + 1, maxDepth));
      }
      return copy;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? GoText.sanitize(node.textValue()) : null;
  }
}
