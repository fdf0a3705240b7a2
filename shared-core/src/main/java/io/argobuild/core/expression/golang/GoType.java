package io.argobuild.core.expression.golang;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Go type, as far as expressions meet it. Two are the same type when their texts are equal.
 *
 * @param text as {@code %T} prints it, such as {@code map[string]interface {}}
 * @param path import path and name of a type that has a name; empty for the predeclared ones
 * @param parts what it is made of: element; key and element; or parameters and then results
 * @param inputs number of parameters of a function
 * @param variadic whether the last parameter takes the rest of the arguments
 */
public record GoType(
    Kind kind, String text, String path, List<GoType> parts, int inputs, boolean variadic) {
  public static final GoType BOOL = plain(Kind.BOOL, "bool");
  public static final GoType INT = plain(Kind.INT, "int");
  public static final GoType INT32 = plain(Kind.INT32, "int32");
  public static final GoType INT64 = plain(Kind.INT64, "int64");
  public static final GoType UINT8 = plain(Kind.UINT8, "uint8");
  public static final GoType UINT32 = plain(Kind.UINT32, "uint32");
  public static final GoType UINT64 = plain(Kind.UINT64, "uint64");
  public static final GoType FLOAT64 = plain(Kind.FLOAT64, "float64");
  public static final GoType STRING = plain(Kind.STRING, "string");
  public static final GoType ANY = plain(Kind.INTERFACE, "interface {}");
  public static final GoType ERROR = plain(Kind.INTERFACE, "error");
  public static final GoType TIME = named(Kind.STRUCT, "time.Time");
  public static final GoType DURATION = named(Kind.INT64, "time.Duration");
  public static final GoType MONTH = named(Kind.INT, "time.Month");
  public static final GoType WEEKDAY = named(Kind.INT, "time.Weekday");
  public static final GoType LOCATION = pointerTo(named(Kind.STRUCT, "time.Location"));
  public static final GoType ANYS = sliceOf(ANY);
  public static final GoType INTS = sliceOf(INT);
  public static final GoType FLOATS = sliceOf(FLOAT64);
  public static final GoType STRINGS = sliceOf(STRING);
  public static final GoType BYTES = sliceOf(UINT8);
  public static final GoType PAIR = array(2, ANY);
  public static final GoType PAIRS = sliceOf(PAIR);
  public static final GoType STRING_MAP = mapOf(STRING, ANY);
  public static final GoType ANY_MAP = mapOf(ANY, ANY);
  public static final GoType GROUPS = mapOf(ANY, ANYS);
  public static final GoType TEXTS_MAP = mapOf(STRING, STRING);

  private static GoType plain(Kind kind, String text) {
    return new GoType(kind, text, "", List.of(), 0, false);
  }

  /** A type with a name of its own; {@code text} is its package's last word, a dot and the name. */
  public static GoType named(Kind kind, String text) {
    return new GoType(kind, text, text, List.of(), 0, false);
  }

  public static GoType sliceOf(GoType elem) {
    return new GoType(Kind.SLICE, "[]" + elem.text, "", List.of(elem), 0, false);
  }

  private static GoType array(int size, GoType elem) {
    return new GoType(Kind.ARRAY, "[" + size + "]" + elem.text, "", List.of(elem), 0, false);
  }

  public static GoType mapOf(GoType key, GoType elem) {
    String text = "map[" + key.text + "]" + elem.text;
    return new GoType(Kind.MAP, text, "", List.of(key, elem), 0, false);
  }

  public static GoType pointerTo(GoType elem) {
    return new GoType(Kind.PTR, "*" + elem.text, "", List.of(elem), 0, false);
  }

  /** The type of {@code value}; null for nil. */
  public static @Nullable GoType of(@Nullable Object value) {
    if (value instanceof String) {
      return STRING;
    }
    if (value instanceof Long) {
      return INT;
    }
    if (value instanceof Boolean) {
      return BOOL;
    }
    if (value instanceof Double) {
      return FLOAT64;
    }
    if (value instanceof GoValue typed) {
      return typed.type();
    }
    if (value instanceof List) {
      return ANYS;
    }
    if (value instanceof Map) {
      return STRING_MAP;
    }
    if (value == null) {
      return null;
    }
    throw new IllegalArgumentException("no Go value: " + value.getClass().getName());
  }

  /** As {@code %T} prints the type of {@code value}. */
  public static String textOf(@Nullable Object value) {
    GoType type = of(value);
    return type == null ? "<nil>" : type.text;
  }

  public static Kind kindOf(@Nullable Object value) {
    GoType type = of(value);
    return type == null ? Kind.INVALID : type.kind;
  }

  /** Element of a list, map or pointer. */
  public GoType elem() {
    return parts.get(parts.size() - 1);
  }

  /** Key of a map. */
  public GoType key() {
    return parts.get(0);
  }

  /** Parameter {@code i} of a function. */
  public GoType in(int i) {
    return parts.get(i);
  }

  /** What the argument at {@code i} must be; for the rest of a variadic function its element. */
  public GoType argument(int i) {
    return variadic && i >= inputs - 1 ? parts.get(inputs - 1).elem() : parts.get(i);
  }

  /** Result {@code i} of a function. */
  public GoType out(int i) {
    return parts.get(inputs + i);
  }

  public int outputs() {
    return parts.size() - inputs;
  }

  public boolean isAny() {
    return text.equals(ANY.text);
  }

  /** Whether the type was declared with a name, as {@code time.Duration} was. */
  public boolean isNamed() {
    return !path.isEmpty();
  }

  public boolean assignableTo(GoType other) {
    return other.isAny() || text.equals(other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GoType type && text.equals(type.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
