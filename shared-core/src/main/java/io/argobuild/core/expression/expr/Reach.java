package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoEquality;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoStruct;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.GoValue;
import io.argobuild.core.expression.golang.GoZero;
import io.argobuild.core.expression.golang.Kind;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Elements, members, parts and lengths of values. */
final class Reach {
  private Reach() {}

  /** {@code from[key]} and {@code from.key}; fails where there is no such thing, but in maps. */
  static @Nullable Object fetch(@Nullable Object from, @Nullable Object key, Meter meter) {
    if (from instanceof GoValue value && key instanceof String name) {
      Object method = value.method(name);
      if (method != null) {
        return method;
      }
    }
    if (from instanceof List || from instanceof String) {
      long length = length(from);
      long index = Cast.toInt(key);
      index = index < 0 ? length + index : index;
      if (index < 0 || index >= length) {
        throw new GoError("index out of range: " + index + " (array length is " + length + ")");
      }
      return element(from, (int) index);
    }
    if (from instanceof Map<?, ?> map) {
      Object found = lookUp(map, key);
      return found == MISSING ? zero(map) : found;
    }
    if (isStruct(from)) {
      String name = Cast.string(key);
      if (from instanceof GoStruct struct && struct.fields().containsKey(name)) {
        return struct.fields().get(name);
      }
    }
    throw new GoError("cannot fetch " + GoPrint.print(key, meter) + " from " + GoType.textOf(from));
  }

  /** Whether it is a struct, or points to one. */
  private static boolean isStruct(@Nullable Object value) {
    Kind kind = GoType.kindOf(value);
    return kind == Kind.STRUCT || kind == Kind.PTR;
  }

  private static final Object MISSING = new Object();

  private static @Nullable Object lookUp(Map<?, ?> map, @Nullable Object key) {
    GoType type = GoType.of(map);
    GoType wanted = type == null ? GoType.ANY : type.key();
    if (key == null) {
      Object zero = GoZero.of(wanted);
      return map.containsKey(zero) ? map.get(zero) : MISSING;
    }
    GoType actual = GoType.of(key);
    if (actual == null || !actual.assignableTo(wanted)) {
      throw new GoError(
          "reflect.Value.MapIndex: value of type "
              + actual
              + " is not assignable to type "
              + wanted);
    }
    Object lookedUp = wanted.isAny() ? GoEquality.lookedUp(map, key) : key;
    return map.containsKey(lookedUp) ? map.get(lookedUp) : MISSING;
  }

  private static @Nullable Object zero(Map<?, ?> map) {
    GoType type = GoType.of(map);
    return type == null ? null : GoZero.of(type.elem());
  }

  /** Length in bytes or elements of what has one. */
  private static int length(Object value) {
    return value instanceof String text ? GoText.length(text) : ((List<?>) value).size();
  }

  private static @Nullable Object element(Object value, int index) {
    if (value instanceof String text) {
      return GoText.isAscii(text)
          ? GoInt.uint8(text.charAt(index))
          : GoInt.uint8(GoText.bytes(text)[index]);
    }
    return ((List<?>) value).get(index);
  }

  /** The function {@code get}: nil where {@link #fetch} fails. */
  static @Nullable Object get(@Nullable Object from, @Nullable Object key) {
    if (from instanceof GoValue value && key instanceof String name) {
      Object method = value.method(name);
      if (method != null) {
        return method;
      }
    }
    if (from instanceof List || from instanceof String) {
      long length = length(from);
      long index = Cast.toInt(key);
      index = index < 0 ? length + index : index;
      return index >= 0 && index < length ? element(from, (int) index) : null;
    }
    if (from instanceof Map<?, ?> map) {
      Object found = lookUp(map, key);
      return found == MISSING ? null : found;
    }
    if (isStruct(from)) {
      String name = Cast.string(key);
      return from instanceof GoStruct struct ? struct.fields().get(name) : null;
    }
    return null;
  }

  /** The length that an open slice ends at. */
  static long sliceLength(@Nullable Object value) {
    if (value instanceof String || value instanceof List) {
      return length(value);
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    throw new GoError("invalid argument for len (type " + GoType.textOf(value) + ")");
  }

  static Object slice(
      @Nullable Object value, @Nullable Object from, @Nullable Object to, Meter meter) {
    if (!(value instanceof String) && !(value instanceof List)) {
      throw new GoError("cannot slice " + GoPrint.print(from, meter));
    }
    int length = length(value);
    long start = Cast.toInt(from);
    long end = Cast.toInt(to);
    start = Math.max(0, start < 0 ? length + start : start);
    end = Math.min(length, Math.max(0, end < 0 ? length + end : end));
    start = Math.min(start, end);
    if (value instanceof String text) {
      meter.work(length);
      return GoText.slice(text, (int) start, (int) end);
    }
    if (value instanceof TypedList list) {
      return list.slice((int) start, (int) end);
    }
    return ((List<?>) value).subList((int) start, (int) end);
  }

  static boolean in(@Nullable Object needle, @Nullable Object value, Meter meter) {
    if (value == null) {
      return false;
    }
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (Equality.equal(item, needle, meter)) {
          return true;
        }
      }
      return false;
    }
    if (value instanceof Map<?, ?> map) {
      return lookUp(map, needle) != MISSING;
    }
    if (value instanceof KeySet keys) {
      return keys.contains(needle);
    }
    if (GoType.kindOf(value) == Kind.STRUCT) {
      if (needle instanceof String) {
        return value instanceof GoStruct struct && struct.fields().containsKey(needle);
      }
      throw new GoError(
          "cannot use " + GoType.textOf(needle) + " as field name of " + GoType.textOf(value));
    }
    throw new GoError("operator \"in\" not defined on " + GoType.textOf(value));
  }

  /** What the optimizer makes of a list of literals behind {@code in}: keys of one type. */
  record KeySet(GoType elem, Set<Object> keys) implements GoValue {
    boolean contains(@Nullable Object needle) {
      Object key = needle == null ? GoZero.of(elem) : needle;
      GoType actual = GoType.of(key);
      if (key == null || actual == null || !actual.assignableTo(elem)) {
        throw new GoError(
            "reflect.Value.MapIndex: value of type "
                + actual
                + " is not assignable to type "
                + elem);
      }
      return keys.contains(key);
    }

    @Override
    public GoType type() {
      return GoType.mapOf(elem, GoType.named(Kind.STRUCT, "struct {}"));
    }
  }
}
