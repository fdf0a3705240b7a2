package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that paths of the expression dialect work on: null, Boolean, Double (Go's float64, all
 * numbers of JSON), Long (Go's int64, only from {@code length}), String, List and Map with String
 * keys.
 */
final class GoValues {
  /** Go compares strings by bytes, which is by code points. */
  private static final Comparator<String> BY_CODE_POINT = GoValues::compareByCodePoint;

  private GoValues() {}

  /** Go's {@code reflect.Kind} as it appears in messages. */
  static String kind(@Nullable Object value) {
    if (value == null) {
      return "nil";
    }
    if (value instanceof Map) {
      return "map";
    }
    if (value instanceof List) {
      return "slice";
    }
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    return value instanceof Double ? "float64" : "int64";
  }

  /** A whole number as such; null for anything else. */
  static @Nullable Long integer(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number && (number == Math.rint(number))) {
      // Beyond int64 the conversion gives the smallest number on the machines Argo runs on.
      return Math.abs(number) < 0x1p63 ? number.longValue() : Long.MIN_VALUE;
    }
    return null;
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
    keys.sort(BY_CODE_POINT);
    List<@Nullable Object> values = new ArrayList<>();
    keys.forEach(key -> values.add(map.get(key)));
    return values;
  }

  static int compareByCodePoint(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
        return sameKind ? Character.compare(a, b) : (Character.isSurrogate(a) ? 1 : -1);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
