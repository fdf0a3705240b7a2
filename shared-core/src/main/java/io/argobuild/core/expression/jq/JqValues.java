package io.argobuild.core.expression.jq;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What holds for values of all types. */
final class JqValues {
  private static final int PREVIEW_LENGTH = 30;

  private JqValues() {}

  /** A document, with all numbers as float64, as Argo decodes it. */
  static @Nullable Object of(JsonNode node, JqBudget budget, int depth) {
    JqBudget.nesting(depth);
    budget.work(1);
    if (node.isObject()) {
      SortedMap<String, @Nullable Object> map = newMap();
      node.properties()
          .forEach(
              entry ->
                  map.put(
                      GoText.sanitize(entry.getKey()), of(entry.getValue(), budget, depth + 1)));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>(node.size());
      node.forEach(element -> list.add(of(element, budget, depth + 1)));
      return list;
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? GoText.sanitize(node.textValue()) : null;
  }

  static SortedMap<String, @Nullable Object> newMap() {
    return new TreeMap<>(GoText::compare);
  }

  /** A copy that may be changed until it is handed on. */
  static SortedMap<String, @Nullable Object> copyOf(
      Map<String, @Nullable Object> map, JqBudget budget) {
    budget.allocate((long) map.size() * JqBudget.ENTRY_BYTES);
    SortedMap<String, @Nullable Object> copy = newMap();
    copy.putAll(map);
    return copy;
  }

  static List<@Nullable Object> copyOf(
      Collection<? extends @Nullable Object> list, int room, JqBudget budget) {
    budget.allocate((long) (list.size() + room) * JqBudget.ELEMENT_BYTES);
    List<@Nullable Object> copy = new ArrayList<>(list.size() + room);
    copy.addAll(list);
    return copy;
  }

  @SuppressWarnings("unchecked")
  static @Nullable List<@Nullable Object> asList(@Nullable Object value) {
    return value instanceof List ? (List<@Nullable Object>) value : null;
  }

  @SuppressWarnings("unchecked")
  static @Nullable Map<String, @Nullable Object> asMap(@Nullable Object value) {
    return value instanceof Map ? (Map<String, @Nullable Object>) value : null;
  }

  /** Elements of a list or values of an object; null for other values. */
  static @Nullable Collection<@Nullable Object> elements(@Nullable Object value) {
    List<@Nullable Object> list = asList(value);
    if (list != null) {
      return list;
    }
    Map<String, @Nullable Object> map = asMap(value);
    return map == null ? null : Collections.unmodifiableCollection(map.values());
  }

  static boolean isTruthy(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value);
  }

  static String type(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof List) {
      return "array";
    }
    return value instanceof Map ? "object" : "number";
  }

  /** {@code tostring}. */
  static String text(@Nullable Object value) {
    return value instanceof String text ? text : JqJson.encode(value);
  }

  /** Type and preview, as messages show a value. */
  static String described(@Nullable Object value) {
    return value == null ? "null" : type(value) + " (" + preview(value) + ")";
  }

  /** The start of the JSON form, at most 30 bytes long. */
  static String preview(@Nullable Object value) {
    byte[] bytes = GoText.bytes(JqJson.encodeStart(value, 2 * PREVIEW_LENGTH));
    if (bytes.length <= PREVIEW_LENGTH) {
      return GoText.of(bytes);
    }
    String trailing = trailing(value);
    int end = Math.min(bytes.length, PREVIEW_LENGTH + 2);
    while (end > PREVIEW_LENGTH - trailing.length()) {
      end = lastCharacterStart(bytes, end);
    }
    return GoText.of(bytes, 0, end) + trailing;
  }

  private static String trailing(@Nullable Object value) {
    if (value instanceof String) {
      return " ...\"";
    }
    if (value instanceof List) {
      return " ...]";
    }
    return value instanceof Map ? " ...}" : " ...";
  }

  /**
   * Where the last whole character before {@code end} begins; broken ones count as single bytes.
   */
  private static int lastCharacterStart(byte[] bytes, int end) {
    for (int start = end - 1; start >= Math.max(0, end - 4); start--) {
      if ((bytes[start] & 0xC0) != 0x80) {
        boolean whole =
            GoText.of(bytes, start, end).codePointCount(0, GoText.of(bytes, start, end).length())
                == 1;
        return whole ? start : end - 1;
      }
    }
    return end - 1;
  }
}
