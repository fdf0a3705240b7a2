package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looking up what keys, positions and slices lead to. */
final class JqAccess {
  private static final String ARRAY = "an array";
  private static final String STRING = "a string";

  private JqAccess() {}

  /** {@code container[key]}. */
  static @Nullable Object index(Machine m, @Nullable Object container, @Nullable Object key) {
    if (key instanceof String name) {
      return member(container, name);
    }
    Long position = JqNumbers.toInt(key);
    if (position != null) {
      return element(m, container, position);
    }
    List<@Nullable Object> part = JqValues.asList(key);
    if (part != null) {
      return container == null ? null : indices(m, requireList(container), part);
    }
    Map<String, @Nullable Object> slice = JqValues.asMap(key);
    if (slice == null) {
      throw wrongKey(container, key);
    }
    if (container == null) {
      return null;
    }
    if (!slice.containsKey("start") || !slice.containsKey("end")) {
      throw JqErrors.noBounds(slice);
    }
    return slice(m, container, slice.get("end"), slice.get("start"));
  }

  private static JqError wrongKey(@Nullable Object container, @Nullable Object key) {
    if (container instanceof List) {
      return JqErrors.indexNotNumber(ARRAY, key);
    }
    return container instanceof String
        ? JqErrors.indexNotNumber(STRING, key)
        : JqErrors.keyNotString(key);
  }

  private static @Nullable Object member(@Nullable Object container, String name) {
    Map<String, @Nullable Object> map = JqValues.asMap(container);
    if (map == null && container != null) {
      throw JqErrors.expectedObject(container);
    }
    return map == null ? null : map.get(name);
  }

  private static @Nullable Object element(Machine m, @Nullable Object container, long position) {
    if (container == null) {
      return null;
    }
    if (container instanceof String text) {
      m.budget.work(text.length() / 16);
      int length = text.codePointCount(0, text.length());
      long at = clamp(position, -1, length);
      if (at < 0 || at >= length) {
        return null;
      }
      int start = text.offsetByCodePoints(0, (int) at);
      int c = text.codePointAt(start);
      // Half of a character is not given out as such.
      return Character.toString(
          c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c);
    }
    List<@Nullable Object> list = requireList(container);
    long at = clamp(position, -1, list.size());
    return at < 0 || at >= list.size() ? null : list.get((int) at);
  }

  static List<@Nullable Object> requireList(@Nullable Object value) {
    List<@Nullable Object> list = JqValues.asList(value);
    if (list == null) {
      throw JqErrors.expectedArray(value);
    }
    return list;
  }

  /** Counts a negative index from the end, and keeps it within bounds. */
  static long clamp(long index, long minimum, long maximum) {
    long at = index < 0 ? index + maximum : index;
    return Math.max(minimum, Math.min(at, maximum));
  }

  /** {@code container[start:end]}. */
  static @Nullable Object slice(
      Machine m, @Nullable Object container, @Nullable Object end, @Nullable Object start) {
    if (container == null) {
      return null;
    }
    if (container instanceof String text) {
      int length = text.codePointCount(0, text.length());
      m.budget.allocate(text.length());
      Bounds bounds = Bounds.of(start, end, length, STRING);
      return text.substring(
          text.offsetByCodePoints(0, bounds.start()), text.offsetByCodePoints(0, bounds.end()));
    }
    List<@Nullable Object> list = requireList(container);
    Bounds bounds = Bounds.of(start, end, list.size(), ARRAY);
    if (bounds.start() == 0 && bounds.end() == list.size()) {
      return list;
    }
    return JqValues.copyOf(list.subList(bounds.start(), bounds.end()), 0, m.budget);
  }

  /** The part of a list or string that a slice stands for. */
  record Bounds(int start, int end) {
    static Bounds of(@Nullable Object start, @Nullable Object end, int length) {
      return of(start, end, length, ARRAY);
    }

    private static Bounds of(
        @Nullable Object start, @Nullable Object end, int length, String container) {
      long from = 0;
      if (start != null) {
        Long given = JqNumbers.toInt(start);
        if (given == null) {
          throw JqErrors.indexNotNumber(container, start);
        }
        from = clamp(given, 0, length);
      }
      long to = length;
      if (end != null) {
        Long given = JqNumbers.toIntCeil(end);
        if (given == null) {
          throw JqErrors.indexNotNumber(container, end);
        }
        to = clamp(given, from, length);
      }
      return new Bounds((int) from, (int) to);
    }
  }

  /** Where one list stands within another. */
  static List<@Nullable Object> indices(
      Machine m, List<@Nullable Object> list, List<@Nullable Object> part) {
    List<@Nullable Object> found = new ArrayList<>();
    if (part.isEmpty()) {
      return found;
    }
    for (int i = 0; i + part.size() <= list.size(); i++) {
      if (m.order.equal(list.subList(i, i + part.size()), part)) {
        found.add((long) i);
      }
    }
    return found;
  }

  /** {@code getpath}. */
  static @Nullable Object getPath(Machine m, @Nullable Object value, @Nullable Object path) {
    List<@Nullable Object> keys = JqValues.asList(path);
    if (keys == null) {
      throw JqErrors.cannotApply("getpath", value, path);
    }
    Object at = value;
    for (Object key : keys) {
      m.budget.work(1);
      if (at != null && !(at instanceof List) && !(at instanceof Map)) {
        throw JqErrors.cannotApply("getpath", value, path);
      }
      try {
        at = index(m, at, key);
      } catch (JqError error) {
        throw JqErrors.failed("getpath", value, error.text(), path);
      }
    }
    return at;
  }
}
