package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What paths of both dialects need to know of values. */
final class GoValues {
  private GoValues() {}

  /** Go's {@code reflect.Kind} as it appears in messages. */
  static String kind(@Nullable Object value) {
    return value == null ? "nil" : GoType.kindOf(value).text();
  }

  /** A whole number as such; null for anything else. */
  static @Nullable Long integer(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof GoInt number) {
      return number.bits();
    }
    return value instanceof Double number && number == Math.rint(number)
        ? (Long) GoFloat.toLong(number)
        : null;
  }

  /** The elements of a list, or an object's values sorted by key; null for other values. */
  static @Nullable List<@Nullable Object> children(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    List<String> keys = new ArrayList<>();
    map.keySet().forEach(key -> keys.add((String) key));
    keys.sort(GoText::compare);
    List<@Nullable Object> values = new ArrayList<>();
    keys.forEach(key -> values.add(map.get(key)));
    return values;
  }
}
