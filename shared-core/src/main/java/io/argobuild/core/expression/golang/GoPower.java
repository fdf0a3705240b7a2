package io.argobuild.core.expression.golang;

/** Go's {@code math.Pow} on amd64, whose last digit often differs from Java's. */
public final class GoPower {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_UPPER = 0.693147180559662956511601805686950683593750;
  private static final double LN2_LOWER = 0.28235290563031577122588448175013436025525412068e-12;

  /** Of the series of exp: 1/8!, 1/7!, ... 1/1!. */
  private static final double[] FACTORIALS = {
    2.4801587301587301587e-5,
    1.9841269841269841270e-4,
    1.3888888888888888889e-3,
    8.3333333333333333333e-3,
    4.1666666666666666667e-2,
    1.6666666666666666667e-1,
    0.5,
    1.0
  };

  /** Of the polynomial that fdlibm approximates log with. */
  private static final double[] EVEN = {
    1.479819860511658591e-01,
    1.818357216161805012e-01,
    2.857142874366239149e-01,
    6.666666666666735130e-01
  };

  private static final double[] ODD = {
    1.531383769920937332e-01, 2.222219843214978396e-01, 3.999999999940941908e-01
  };

  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_REST = 1.90821492927058770002e-10;

  private GoPower() {}

  /** {@code x} to the power of {@code y}. */
  public static double pow(double x, double y) {
    if (y == 0 || x == 1 || (x == -1 && Double.isInfinite(y))) {
      return 1;
    }
    double size = Math.abs(y);
    boolean special =
        x == 0 || Double.isNaN(x) || Double.isNaN(y) || Double.isInfinite(x) || size >= 0x1p63;
    if (size == 0.5 && !special) {
      return y > 0 ? Math.sqrt(x) : 1 / Math.sqrt(x);
    }
    if (special || y == 1 || (x < 0 && size != Math.rint(size))) {
      return Math.pow(x, y);
    }
    return bySquaring(x, size, y < 0);
  }

  /** Mantissas and exponents are kept apart, so that nothing overflows on the way. */
  private static double bySquaring(double x, double size, boolean inverse) {
    double whole = Math.floor(size);
    double fraction = size - whole;
    double mantissa = 1;
    long exponent = 0;
    if (fraction != 0) {
      if (fraction > 0.5) {
        fraction--;
        whole++;
      }
      mantissa = exp(fraction * log(x));
    }
    // x is base * 2^scale, with base from 0.5 to 1.
    long scale = exponentOf(x);
    double base = Math.scalb(x, (int) -scale);
    for (long left = (long) whole; left != 0; left >>= 1) {
      if (scale < -4096 || scale > 4096) {
        // The result is 0 or infinite anyway.
        exponent += scale;
        break;
      }
      if ((left & 1) == 1) {
        mantissa *= base;
        exponent += scale;
      }
      base *= base;
      scale <<= 1;
      if (base < 0.5) {
        base += base;
        scale--;
      }
    }
    double result = inverse ? 1 / mantissa : mantissa;
    long shift = inverse ? -exponent : exponent;
    return Math.scalb(result, (int) Math.max(-5000, Math.min(5000, shift)));
  }

  /** The exponent with which the mantissa is from 0.5 to 1. */
  private static long exponentOf(double x) {
    int exponent = Math.getExponent(x);
    return exponent >= -1022 ? exponent + 1L : Math.getExponent(x * 0x1p54) - 54 + 1L;
  }

  /** Reduces by ln 2 and by 16, adds a series up, and squares four times. */
  private static double exp(double x) {
    if (x > 7.09782712893384e+02) {
      return Double.POSITIVE_INFINITY;
    }
    double exponent = Math.rint(x * LOG2_E);
    double rest = Math.fma(-exponent, LN2_UPPER, x);
    rest = Math.fma(-exponent, LN2_LOWER, rest) * 0.0625;
    double sum = FACTORIALS[0];
    for (int i = 1; i < FACTORIALS.length; i++) {
      sum = Math.fma(sum, rest, FACTORIALS[i]);
    }
    // Without the 1, so that squaring loses nothing: (1+r)^2 - 1 = r * (r + 2).
    double less = rest * sum;
    for (int i = 0; i < 3; i++) {
      less *= less + 2;
    }
    double result = Math.fma(less, less + 2, 1);
    return Math.scalb(result, (int) Math.max(-5000, exponent));
  }

  /** fdlibm's method; {@code x} must be positive. */
  private static double log(double x) {
    long exponent = exponentOf(x);
    double mantissa = Math.scalb(x, (int) -exponent);
    if (mantissa < Math.sqrt(2) / 2) {
      exponent--;
      mantissa *= 2;
    }
    double f = mantissa - 1;
    double s = f / (2 + f);
    double s2 = s * s;
    double s4 = s2 * s2;
    double r = s2 * polynomial(EVEN, s4) + s4 * polynomial(ODD, s4);
    double half = 0.5 * f * f;
    return exponent * LN2_HIGH - ((half - (s * (half + r) + exponent * LN2_REST)) - f);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
