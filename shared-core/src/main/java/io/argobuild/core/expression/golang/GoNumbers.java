package io.argobuild.core.expression.golang;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Go's {@code strconv} for numbers. Errors are {@link GoError}s with Go's texts. */
public final class GoNumbers {
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private GoNumbers() {}

  /**
   * {@code strconv.ParseInt(text, base, 64)}.
   *
   * @param base 0 to take it from the text's prefix, allowing underscores
   */
  public static long parseInt(String text, int base) {
    BigInteger value = parse("ParseInt", text, base, true);
    if (value.compareTo(MAX) > 0 || value.compareTo(MIN) < 0) {
      throw outOfRange("ParseInt", text);
    }
    return value.longValue();
  }

  /** {@code strconv.ParseUint(text, 10, 64)}; the result's bits. */
  public static long parseUint(String text) {
    BigInteger value = parse("ParseUint", text, 10, false);
    if (value.bitLength() > 64) {
      throw outOfRange("ParseUint", text);
    }
    return value.longValue();
  }

  private static BigInteger parse(String function, String text, int base, boolean signed) {
    String digits = text;
    boolean negative = false;
    if (signed && (digits.startsWith("+") || digits.startsWith("-"))) {
      negative = digits.startsWith("-");
      digits = digits.substring(1);
    }
    int actual = base;
    if (base == 0) {
      actual = prefixed(digits);
      digits = unprefixed(digits, actual, function, text);
    }
    if (digits.isEmpty()) {
      throw invalid(function, text);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > 'z' || Character.digit(digits.charAt(i), actual) < 0) {
        throw invalid(function, text);
      }
    }
    if (digits.length() > 400) {
      throw outOfRange(function, text);
    }
    BigInteger value = new BigInteger(digits, actual);
    return negative ? value.negate() : value;
  }

  private static int prefixed(String digits) {
    if (!digits.startsWith("0")) {
      return 10;
    }
    char second = digits.length() > 2 ? Character.toLowerCase(digits.charAt(1)) : 0;
    return switch (second) {
      case 'b' -> 2;
      case 'o' -> 8;
      case 'x' -> 16;
      default -> digits.equals("0") ? 10 : 8;
    };
  }

  private static String unprefixed(String digits, int base, String function, String text) {
    boolean hasLetter = digits.length() > 2 && Character.isLetter(digits.charAt(1));
    String rest = digits;
    if (base == 2 || base == 16 || (base == 8 && hasLetter)) {
      rest = digits.substring(2);
    }
    if (!hasGoodUnderscores(digits)) {
      throw invalid(function, text);
    }
    return rest.replace("_", "");
  }

  /** An underscore must stand between digits, or between the prefix and a digit. */
  private static boolean hasGoodUnderscores(String digits) {
    boolean prefix =
        digits.length() > 1
            && digits.charAt(0) == '0'
            && "box".indexOf(Character.toLowerCase(digits.charAt(1))) >= 0;
    int base = prefix && Character.toLowerCase(digits.charAt(1)) == 'x' ? 16 : 10;
    char previous = prefix ? '0' : '^';
    for (int i = prefix ? 2 : 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < 0x80 && Character.digit(c, base) >= 0) {
        previous = '0';
      } else if (c == '_' ? previous != '0' : previous == '_') {
        return false;
      } else {
        previous = c == '_' ? '_' : '!';
      }
    }
    return previous != '_';
  }

  /** {@code strconv.Atoi}, or null for its error. */
  public static @Nullable Long atoi(String text) {
    try {
      return parseInt(text, 10);
    } catch (GoError e) {
      return null;
    }
  }

  /** {@code strconv.ParseFloat(text, 64)}. */
  public static double parseFloat(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
    double sign = lower.startsWith("-") ? -1 : 1;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (!isFloat(unsigned) || !hasGoodUnderscores(unsigned)) {
      throw invalid("ParseFloat", text);
    }
    double value = sign * Double.parseDouble(unsigned.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw outOfRange("ParseFloat", text);
    }
    return value;
  }

  private static boolean isFloat(String text) {
    boolean hex = text.startsWith("0x");
    int at = hex ? 2 : 0;
    int digits = 0;
    boolean point = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.' && !point) {
        point = true;
      } else if (c < 0x80 && Character.digit(c, hex ? 16 : 10) >= 0) {
        digits++;
      } else if (c == '_') {
        continue;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return false;
    }
    boolean exponent = at < text.length() && text.charAt(at) == (hex ? 'p' : 'e');
    if (!exponent) {
      return at == text.length() && !hex;
    }
    at++;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > start && at == text.length();
  }

  private static GoError invalid(String function, String text) {
    return new GoError(
        "strconv." + function + ": parsing " + GoQuote.quote(text) + ": invalid syntax");
  }

  private static GoError outOfRange(String function, String text) {
    return new GoError(
        "strconv." + function + ": parsing " + GoQuote.quote(text) + ": value out of range");
  }
}
