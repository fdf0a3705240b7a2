package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.GoValue;
import org.jspecify.annotations.Nullable;

/** Go's type assertions and expr's conversions, with their panics. */
final class Cast {
  private Cast() {}

  /** Follows a pointer, as most operators and functions do with their operands. */
  static @Nullable Object dereferenced(@Nullable Object value) {
    return value instanceof GoValue typed ? typed.dereferenced() : value;
  }

  static String string(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw mismatch(value, "string");
  }

  static boolean bool(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw mismatch(value, "bool");
  }

  /** The panic of {@code value.(wanted)}. */
  static GoError mismatch(@Nullable Object value, String wanted) {
    String actual = value == null ? "nil" : GoType.textOf(value);
    return new GoError("interface conversion: interface {} is " + actual + ", not " + wanted);
  }

  static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof GoInt;
  }

  static boolean isNumber(@Nullable Object value) {
    return isInteger(value) || value instanceof Double;
  }

  /** The bits of an integer. */
  static long bits(Object value) {
    return value instanceof GoInt number ? number.bits() : (Long) value;
  }

  static double real(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    return value instanceof GoInt number ? number.toDouble() : (double) (long) (Long) value;
  }

  /** expr's conversion of numbers to int. */
  static long toInt(@Nullable Object value) {
    if (value instanceof Double number) {
      return GoFloat.toLong(number);
    }
    if (value != null && isInteger(value)) {
      return bits(value);
    }
    throw new GoError("invalid operation: int(" + GoType.textOf(value) + ")");
  }

  /** expr's conversion of numbers to float64. */
  static double toFloat(@Nullable Object value) {
    if (value != null && isNumber(value)) {
      return real(value);
    }
    throw new GoError("invalid operation: float(" + GoType.textOf(value) + ")");
  }
}
