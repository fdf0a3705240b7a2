package io.argobuild.core.expression.golang;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** How Go writes and converts float64. */
public final class GoFloat {
  private GoFloat() {}

  /** As {@code %v}: the shortest digits, with an exponent from 1e+06 on and below 1e-4. */
  public static String print(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    Digits digits = Digits.of(Math.abs(value));
    String sign = sign(value);
    int exponent = digits.point - 1;
    if (exponent < -4 || exponent >= 6) {
      return sign + digits.withExponent(2);
    }
    return sign + digits.plain();
  }

  /** As {@code encoding/json} writes a number; the value must be finite. */
  public static String json(double value) {
    Digits digits = Digits.of(Math.abs(value));
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-6 || size >= 1e21)) {
      return sign(value) + digits.withExponent(1);
    }
    return sign(value) + digits.plain();
  }

  private static @Nullable String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return null;
  }

  private static String sign(double value) {
    return value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
  }

  /** {@code int64(value)} on amd64: whatever doesn't fit is the smallest integer. */
  public static long toLong(double value) {
    if (value >= -0x1p63 && value < 0x1p63) {
      return (long) value;
    }
    return Long.MIN_VALUE;
  }

  /** {@code math.Round}: half away from zero. */
  public static double round(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return value;
    }
    double whole = Math.floor(Math.abs(value));
    double rounded = Math.abs(value) - whole >= 0.5 ? whole + 1 : whole;
    return Math.copySign(rounded, value);
  }

  /** The shortest digits that read back as the same value: 0.digits times ten to the point. */
  private record Digits(String digits, int point) {

    static Digits of(double value) {
      if (value == 0) {
        return new Digits("0", 1);
      }
      BigDecimal exact = new BigDecimal(value);
      int low = 1;
      int high = 17;
      BigDecimal best = exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
      while (low <= high) {
        int middle = (low + high) >>> 1;
        BigDecimal found = rounded(exact, value, middle);
        if (found == null) {
          low = middle + 1;
        } else {
          best = found;
          high = middle - 1;
        }
      }
      String all = best.unscaledValue().toString();
      int point = all.length() - best.scale();
      int end = all.length();
      while (end > 1 && all.charAt(end - 1) == '0') {
        end--;
      }
      return new Digits(all.substring(0, end), point);
    }

    /** The nearest of the values with that many digits that reads back as {@code value}. */
    private static @Nullable BigDecimal rounded(BigDecimal exact, double value, int precision) {
      BigDecimal near = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (near.doubleValue() == value) {
        return near;
      }
      BigDecimal down = exact.round(new MathContext(precision, RoundingMode.DOWN));
      if (down.doubleValue() == value) {
        return down;
      }
      BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
      return up.doubleValue() == value ? up : null;
    }

    String plain() {
      if (point <= 0) {
        return "0." + "0".repeat(-point) + digits;
      }
      if (point >= digits.length()) {
        return digits + "0".repeat(point - digits.length());
      }
      return digits.substring(0, point) + "." + digits.substring(point);
    }

    String withExponent(int minimumDigits) {
      StringBuilder out = new StringBuilder(digits.substring(0, 1));
      if (digits.length() > 1) {
        out.append('.').append(digits, 1, digits.length());
      }
      int exponent = point - 1;
      out.append('e').append(exponent < 0 ? '-' : '+');
      String shown = Integer.toString(Math.abs(exponent));
      return out.append("0".repeat(Math.max(0, minimumDigits - shown.length())))
          .append(shown)
          .toString();
    }
  }
}
