package io.argobuild.core.expression.jsonpath;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's strconv and {@code %v}, as far as paths need them. */
final class GoNumbers {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(?:"
              + DIGITS
              + "\\.?(?:"
              + DIGITS
              + ")?|\\."
              + DIGITS
              + ")(?:[eE][+-]?"
              + DIGITS
              + ")?");
  private static final String HEX_DIGITS = "[0-9a-fA-F](?:_?[0-9a-fA-F])*";
  private static final Pattern HEX =
      Pattern.compile(
          "[+-]?0[xX](?:_?"
              + HEX_DIGITS
              + "\\.?(?:"
              + HEX_DIGITS
              + ")?|\\."
              + HEX_DIGITS
              + ")[pP][+-]?"
              + DIGITS);

  private GoNumbers() {}

  /** {@code strconv.ParseInt(text, 10, 64)}; null on error. */
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

  /** {@code strconv.ParseFloat(text, 64)}; null on error. */
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
    return Double.isInfinite(value) ? null : value;
  }

  /** {@code strconv.ParseBool}; null on error. */
  static @Nullable Boolean parseBool(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> null;
    };
  }

  /** {@code fmt.Sprintf("%v", value)}. */
  static String print(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    print(value, out);
    return out.toString();
  }

  private static void print(@Nullable Object value, StringBuilder out) {
    if (value == null) {
      out.append("<nil>");
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> sorted = new TreeMap<>(GoValues::compareByCodePoint);
      map.forEach((key, member) -> sorted.put((String) key, member));
      String separator = "";
      out.append("map[");
      for (Map.Entry<String, Object> entry : sorted.entrySet()) {
        out.append(separator).append(entry.getKey()).append(':');
        print(entry.getValue(), out);
        separator = " ";
      }
      out.append(']');
    } else if (value instanceof List<?> list) {
      String separator = "";
      out.append('[');
      for (Object element : list) {
        out.append(separator);
        print(element, out);
        separator = " ";
      }
      out.append(']');
    } else if (value instanceof Double number) {
      out.append(printFloat(number));
    } else {
      out.append(value);
    }
  }

  /** {@code %v} of a float64: shortest digits, exponent below 1e-4 and from 1e6 on. */
  static String printFloat(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return digits.toPlainString();
    }
    String unscaled = digits.unscaledValue().abs().toString();
    String fraction = unscaled.length() > 1 ? "." + unscaled.substring(1) : "";
    String sign = value < 0 ? "-" : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return sign + unscaled.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
  }
}
