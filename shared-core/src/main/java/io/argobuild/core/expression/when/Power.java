package io.argobuild.core.expression.when;

/** Go's {@code math.Pow}, whose last digits differ from Java's. */
final class Power {
  private Power() {}

  static double of(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    double size = Math.abs(exponent);
    boolean simple = base == 0 || !Double.isFinite(base) || size == 0 || size == 1;
    if (simple || !(size < 0x1p63) || (base < 0 && size != Math.rint(size))) {
      return Math.pow(base, exponent);
    }
    if (size == 0.5) {
      return exponent > 0 ? Math.sqrt(base) : 1 / Math.sqrt(base);
    }
    double whole = Math.floor(size);
    double fraction = size - whole;
    if (fraction > 0.5) {
      fraction--;
      whole++;
    }
    double start = fraction == 0 ? 1 : Math.exp(fraction * Math.log(base));
    return squarings(start, base, (long) whole, exponent < 0);
  }

  /** Go multiplies the squares of the mantissa and keeps the powers of two apart. */
  private static double squarings(double start, double base, long exponent, boolean inverse) {
    boolean subnormal = Math.abs(base) < Double.MIN_NORMAL;
    int power = subnormal ? Math.getExponent(base * 0x1p52) - 51 : Math.getExponent(base) + 1;
    double square = Math.scalb(base, -power);
    double result = start;
    int resultPower = 0;
    for (long bits = exponent; bits != 0; bits >>= 1) {
      if (Math.abs(power) > 1 << 12) {
        // Too large or too small in any case; the power must not overflow.
        resultPower += power;
        break;
      }
      if ((bits & 1) == 1) {
        result *= square;
        resultPower += power;
      }
      square *= square;
      power <<= 1;
      if (square < 0.5) {
        square += square;
        power--;
      }
    }
    return inverse ? Math.scalb(1 / result, -resultPower) : Math.scalb(result, resultPower);
  }
}
