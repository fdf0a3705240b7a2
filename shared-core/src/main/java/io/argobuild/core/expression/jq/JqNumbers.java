package io.argobuild.core.expression.jq;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as gojq has them: Go's int, float64, big integers, and unread text. */
final class JqNumbers {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** Longer integers take too long to read. */
  private static final int MAX_DIGITS = 20_000;

  private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private JqNumbers() {}

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof BigInteger
        || value instanceof NumberText;
  }

  /** Whether {@code tonumber} reads the text. */
  static boolean isNumeral(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** The value of a numeral: an integer if it is written as one, else the nearest float64. */
  static Object parse(String numeral) {
    if (numeral.indexOf('.') >= 0 || numeral.indexOf('e') >= 0 || numeral.indexOf('E') >= 0) {
      return Double.parseDouble(numeral);
    }
    if (numeral.length() > MAX_DIGITS) {
      throw JqBudget.limit("number has more than " + MAX_DIGITS + " digits");
    }
    return normal(new BigInteger(numeral.startsWith("+") ? numeral.substring(1) : numeral));
  }

  /** The same number as an int where it is one. */
  static Object normal(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  /** Reads a number that is still text; other values stay as they are. */
  static @Nullable Object read(@Nullable Object value) {
    return value instanceof NumberText text ? parse(text.text()) : value;
  }

  /** As Go's int, saturated; null when it is no number. */
  static @Nullable Long toInt(@Nullable Object value) {
    Object number = read(value);
    if (number instanceof Long integer) {
      return integer;
    }
    if (number instanceof Double real) {
      return toInt(real.doubleValue());
    }
    if (number instanceof BigInteger big) {
      return big.max(MIN_LONG).min(MAX_LONG).longValue();
    }
    return null;
  }

  /** Truncated and saturated; not-a-number becomes the smallest integer, as in gojq. */
  static long toInt(double value) {
    return Double.isNaN(value) ? Long.MIN_VALUE : (long) value;
  }

  /** As {@link #toInt(Object)}, rounding up. */
  static @Nullable Long toIntCeil(@Nullable Object value) {
    return value instanceof Double real ? (Long) toInt(Math.ceil(real)) : toInt(value);
  }

  /** As float64; null when it is no number. */
  static @Nullable Double toFloat(@Nullable Object value) {
    if (value instanceof NumberText text) {
      double number = Double.parseDouble(text.text());
      return Double.isInfinite(number) ? null : (Double) number;
    }
    if (value instanceof Double real) {
      return real;
    }
    if (value instanceof Long integer) {
      return (double) integer;
    }
    return value instanceof BigInteger big ? (Double) big.doubleValue() : null;
  }
}
