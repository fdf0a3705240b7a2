package io.argobuild.core.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values a kubectl template works on: Go values, and one for none at all. */
final class KubectlValues {
  /** Go's zero {@code reflect.Value}: what a range over nothing, or over null, has as its value. */
  static final Object NOTHING = new Object();

  private KubectlValues() {}

  /** A document, decoded as Kubernetes does: integers are int64, other numbers float64. */
  static @Nullable Object of(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      node.properties()
          .forEach(entry -> map.put(GoText.sanitize(entry.getKey()), of(entry.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<@Nullable Object> list = new ArrayList<>();
      node.forEach(element -> list.add(of(element)));
      return list;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return GoInt.int64(node.longValue());
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isTextual() ? GoText.sanitize(node.textValue()) : null;
  }

  /**
   * Elements, values or bytes; empty for other values. Objects are walked in the order of their
   * keys.
   */
  static List<@Nullable Object> children(@Nullable Object value) {
    if (value instanceof String text) {
      List<@Nullable Object> bytes = new ArrayList<>();
      for (byte b : GoText.bytes(text)) {
        bytes.add(GoInt.uint8(b));
      }
      return bytes;
    }
    List<@Nullable Object> children = GoValues.children(value);
    return children == null ? List.of() : children;
  }
}
