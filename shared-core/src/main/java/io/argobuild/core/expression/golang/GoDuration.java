package io.argobuild.core.expression.golang;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Duration}, in nanoseconds. */
public record GoDuration(long nanos) implements GoValue {
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(63);
  private static final int MAX_DIGITS = 19;

  private static final Map<String, Double> UNITS =
      Map.of(
          "ns", 1.0,
          "us", 1e3,
          "\u00b5s", 1e3,
          "\u03bcs", 1e3,
          "ms", 1e6,
          "s", 1e9,
          "m", 60e9,
          "h", 3600e9);

  @Override
  public GoType type() {
    return GoType.DURATION;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    return TimeMethods.bind(this, name);
  }

  /** {@code time.ParseDuration}. */
  public static GoDuration parse(String text) {
    String rest = text;
    boolean negative = rest.startsWith("-");
    if (negative || rest.startsWith("+")) {
      rest = rest.substring(1);
    }
    if (rest.equals("0")) {
      return new GoDuration(0);
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    // Unsigned, since the smallest duration has no positive counterpart.
    long total = 0;
    int at = 0;
    while (at < rest.length()) {
      int point = afterDigits(rest, at);
      boolean hasPoint = point < rest.length() && rest.charAt(point) == '.';
      int unit = hasPoint ? afterDigits(rest, point + 1) : point;
      int end = unit;
      while (end < rest.length() && !isDigitOrPoint(rest.charAt(end))) {
        end++;
      }
      String fraction = hasPoint ? rest.substring(point + 1, unit) : "";
      long part = part(text, rest.substring(at, point), fraction, rest.substring(unit, end));
      total += part;
      if (Long.compareUnsigned(part, Long.MIN_VALUE) > 0
          || Long.compareUnsigned(total, Long.MIN_VALUE) > 0) {
        throw invalid(text);
      }
      at = end;
    }
    if (!negative && total < 0) {
      throw invalid(text);
    }
    return new GoDuration(negative ? -total : total);
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static boolean isDigitOrPoint(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static long part(String text, String whole, String fraction, String unit) {
    BigInteger number = number(text, whole);
    if ((whole.isEmpty() && fraction.isEmpty()) || number.compareTo(LARGEST) > 0) {
      throw invalid(text);
    }
    if (unit.isEmpty()) {
      throw new GoError("time: missing unit in duration " + quote(text));
    }
    Double size = UNITS.get(unit);
    if (size == null) {
      throw new GoError("time: unknown unit " + quote(unit) + " in duration " + quote(text));
    }
    BigInteger value = number.multiply(BigInteger.valueOf(size.longValue()));
    if (value.compareTo(LARGEST) > 0) {
      throw invalid(text);
    }
    return value.longValue() + fraction(fraction, size);
  }

  private static BigInteger number(String text, String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    if (significant.length() > MAX_DIGITS) {
      throw invalid(text);
    }
    return new BigInteger(significant.isEmpty() ? "0" : significant);
  }

  /** As many digits as fit are multiplied by the unit in Go's order of rounding. */
  private static long fraction(String digits, double unit) {
    long value = 0;
    double scale = 1;
    for (int i = 0; i < digits.length(); i++) {
      if (value > Long.MAX_VALUE / 10) {
        break;
      }
      long next = value * 10 + digits.charAt(i) - '0';
      if (Long.compareUnsigned(next, Long.MIN_VALUE) > 0) {
        break;
      }
      value = next;
      scale *= 10;
    }
    return (long) (value * (unit / scale));
  }

  /** Package time quotes in its own way: all bytes that are no printable ASCII in hexadecimal. */
  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : GoText.bytes(text)) {
      if (b == '"' || b == '\\') {
        out.append('\\').append((char) b);
      } else if (b < ' ') {
        out.append(String.format("\\x%02x", b));
      } else {
        out.append((char) b);
      }
    }
    return out.append('"').toString();
  }

  private static GoError invalid(String text) {
    return new GoError("time: invalid duration " + GoTimeParser.quote(text));
  }

  /** {@code d - d % unit}. */
  GoDuration truncate(long unit) {
    return unit <= 0 ? this : new GoDuration(nanos - nanos % unit);
  }

  /** To the nearest multiple of {@code unit}, halves away from zero. */
  public GoDuration round(long unit) {
    if (unit <= 0) {
      return this;
    }
    long rest = nanos % unit;
    long size = Math.abs(rest);
    boolean up = size + size >= unit || size + size < 0;
    long down = nanos - rest;
    if (!up) {
      return new GoDuration(down);
    }
    long result = nanos < 0 ? down - unit : down + unit;
    if (nanos < 0 != result < 0) {
      return new GoDuration(nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
    return new GoDuration(result);
  }

  /** In units of {@code unit} nanoseconds, as Go's Hours and Minutes compute it. */
  double in(long unit) {
    return (double) (nanos / unit) + (double) (nanos % unit) / unit;
  }

  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigInteger size = BigInteger.valueOf(nanos).abs();
    long low = size.mod(BigInteger.valueOf(1_000_000_000)).longValue();
    long seconds = size.divide(BigInteger.valueOf(1_000_000_000)).longValue();
    if (seconds == 0) {
      return sign + small(low);
    }
    StringBuilder out = new StringBuilder(sign);
    if (seconds >= 3600) {
      out.append(seconds / 3600).append('h');
    }
    if (seconds >= 60) {
      out.append(seconds / 60 % 60).append('m');
    }
    return out.append(seconds % 60).append(fraction(low, 9)).append('s').toString();
  }

  private static String small(long nanos) {
    if (nanos < 1000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return nanos / 1000 + fraction(nanos % 1000, 3) + "\u00b5s";
    }
    return nanos / 1_000_000 + fraction(nanos % 1_000_000, 6) + "ms";
  }

  private static String fraction(long rest, int width) {
    if (rest == 0) {
      return "";
    }
    String digits = String.format("%0" + width + "d", rest);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return "." + digits.substring(0, end);
  }
}
