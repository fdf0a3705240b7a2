package io.argobuild.core.expression.jsonpath;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's strconv as far as paths need it, with null for errors. */
final class PathNumbers {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final String DIGITS = "[0-9]++(?:_[0-9]++)*+";
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(?:"
              + DIGITS
              + "(?:\\.(?:"
              + DIGITS
              + ")?)?|\\."
              + DIGITS
              + ")(?:[eE][+-]?"
              + DIGITS
              + ")?");
  private static final String HEX_DIGITS = "[0-9a-fA-F]++(?:_[0-9a-fA-F]++)*+";
  private static final Pattern HEX =
      Pattern.compile(
          "[+-]?0[xX](?:_?"
              + HEX_DIGITS
              + "(?:\\.(?:"
              + HEX_DIGITS
              + ")?)?|\\."
              + HEX_DIGITS
              + ")[pP][+-]?"
              + DIGITS);

  private PathNumbers() {}

  /** {@code strconv.ParseInt(text, 10, 64)}. */
  static @Nullable Long parseInt(String text) {
    if (!INTEGER.matcher(text).matches()) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException outOfRange) {
      return null;
    }
  }

  /** {@code strconv.ParseFloat(text, 64)}. */
  static @Nullable Double parseFloat(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan":
        return Double.NaN;
      case "inf", "+inf", "infinity", "+infinity":
        return Double.POSITIVE_INFINITY;
      case "-inf", "-infinity":
        return Double.NEGATIVE_INFINITY;
      default:
        break;
    }
    if (!DECIMAL.matcher(text).matches() && !HEX.matcher(text).matches()) {
      return null;
    }
    double value = Double.parseDouble(text.replace("_", ""));
    return Double.isInfinite(value) ? null : (Double) value;
  }

  /** {@code strconv.ParseBool}. */
  static @Nullable Boolean parseBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> null;
    };
  }
}
