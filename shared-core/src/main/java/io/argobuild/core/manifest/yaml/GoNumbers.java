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
public final class GoNumbers {
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

  /** Go's {@code FormatFloat(value, 'f', -1, 64)}: never an exponent. */
  public static String plain(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return shortest(value).stripTrailingZeros().toPlainString();
  }

  /** A number as Go's JSON has it: an exponent below 1e-6 and from 1e21 on. */
  public static String jsonText(JsonNode number) {
    if (!(number instanceof DoubleNode)) {
      return number.asText();
    }
    double size = Math.abs(number.doubleValue());
    if (size == 0 || size >= 1e-6 && size < FIRST_WITH_EXPONENT) {
      return plain(number.doubleValue());
    }
    String text = withExponent(shortest(number.doubleValue()).stripTrailingZeros());
    return text.replace("e-0", "e-");
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
    return withExponent(value);
  }

  private static String withExponent(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
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
