package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/** Numbers as Go writes them, in JSON and as text. */
final class GoNumbers {
  private static final double FIRST_WITH_EXPONENT = 1e21;
  private static final int MAX_DIGITS = 17;

  private GoNumbers() {}

  /** The node that reading a number's JSON text gives: a float without a fraction is an integer. */
  static JsonNode asReadFromJson(JsonNode number) {
    if (number instanceof DoubleNode) {
      double value = number.doubleValue();
      boolean integer = value == Math.rint(value) && Math.abs(value) < FIRST_WITH_EXPONENT;
      boolean negativeZero = value == 0 && 1 / value < 0;
      return integer && !negativeZero ? integer(shortest(value).toBigInteger()) : number;
    }
    return integer(number.bigIntegerValue());
  }

  static JsonNode integer(BigInteger value) {
    if (value.bitLength() < 32) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < 64
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }

  /** Go's {@code FormatFloat(value, 'g', -1, 32)}, and YAML's words for what is no number. */
  static String singlePrecision(double value) {
    float single = (float) value;
    if (Float.isNaN(single)) {
      return ".nan";
    }
    if (Float.isInfinite(single)) {
      return single > 0 ? ".inf" : "-.inf";
    }
    if (single == 0) {
      return 1 / single < 0 ? "-0" : "0";
    }
    BigDecimal digits = shortest(new BigDecimal(single), rounded -> rounded.floatValue() == single);
    return general(digits.stripTrailingZeros());
  }

  /** Go's {@code %v} of a finite number. */
  static String general(double value) {
    return value == 0 ? singlePrecision(value) : general(shortest(value).stripTrailingZeros());
  }

  /** With an exponent if that is below -4 or above 5. */
  private static String general(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= -4 && exponent <= 5) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    int size = Math.abs(exponent);
    return (value.signum() < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + (size < 10 ? "0" : "")
        + size;
  }

  static BigDecimal shortest(double value) {
    return shortest(new BigDecimal(value), rounded -> rounded.doubleValue() == value);
  }

  private static BigDecimal shortest(BigDecimal exact, Predicate<BigDecimal> same) {
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (same.test(rounded)) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }
}
