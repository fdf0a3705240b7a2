package io.argobuild.core.expression.jq;

/**
 * Functions of Go's math package on amd64 that differ from Java's in the last digit. The
 * approximations are the published ones that Go names as its sources: Cephes, FreeBSD's msun, and
 * SLEEF for exp.
 */
final class GoMath {
  private static final double LN2 = 6.93147180559945286227e-01;
  private static final double LOG2_E = 1.44269504088896340735992468100189214;
  private static final double LOG10_E = 0.43429448190325182765112891891660508;
  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final double SQRT_HALF = 7.07106781186547524401e-01;
  private static final double LARGE = 1 << 28;
  private static final double[] EXP_SERIES = {
    2.4801587301587301587e-5,
    1.9841269841269841270e-4,
    1.3888888888888888889e-3,
    8.3333333333333333333e-3,
    4.1666666666666666667e-2,
    1.6666666666666666667e-1,
    0.5,
    1.0
  };

  private GoMath() {}

  /** The fraction of {@code frexp}: between a half and one, or the number itself. */
  static double fraction(double x) {
    return x == 0 || !Double.isFinite(x) ? x : Math.scalb(x, -exponent(x));
  }

  /** The exponent of {@code frexp}. */
  static int exponent(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return 0;
    }
    return Math.abs(x) < Double.MIN_NORMAL
        ? Math.getExponent(x * 0x1p54) - 53
        : Math.getExponent(x) + 1;
  }

  static double logb(double x) {
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return Double.isFinite(x) ? exponent(x) - 1 : Math.abs(x);
  }

  static double exp(double x) {
    if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY || x > 7.09782712893384e+02) {
      return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
    }
    if (x < -800) {
      return 0;
    }
    int power = (int) Math.rint(LOG2_E * x);
    double rest = Math.fma(-0.69314718055966295651160180568695068359375, (double) power, x);
    rest = Math.fma(-0.28235290563031577122588448175013436025525412068e-12, (double) power, rest);
    rest *= 0.0625;
    double sum = EXP_SERIES[0];
    for (int i = 1; i < EXP_SERIES.length; i++) {
      sum = Math.fma(sum, rest, EXP_SERIES[i]);
    }
    double value = sum * rest;
    for (int i = 0; i < 3; i++) {
      value *= value + 2;
    }
    value = Math.fma(value + 2, value, 1);
    return scale(value, power);
  }

  /** The last step of exp, which rounds small numbers twice. */
  private static double scale(double value, int power) {
    if (power > -1023) {
      return power > 1023 ? Double.POSITIVE_INFINITY : Math.scalb(value, power);
    }
    if (power < -1074) {
      return 0;
    }
    return value * Math.scalb(1.0, power + 1022) * Double.MIN_NORMAL;
  }

  static double exp2(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x > 1.0239999999999999e+03) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < -1.0740e+03) {
      return 0;
    }
    int power = (int) (x + (x > 0 ? 0.5 : x < 0 ? -0.5 : 0));
    double t = x - power;
    double high = t * LN2_HIGH;
    double low = -t * LN2_LOW;
    double r = high - low;
    double square = r * r;
    double c =
        r
            - square
                * polynomial(
                    square,
                    4.13813679705723846039e-08,
                    -1.65339022054652515390e-06,
                    6.61375632143793436117e-05,
                    -2.77777777770155933842e-03,
                    1.66666666666666657415e-01);
    return Math.scalb(1 - ((low - (r * c) / (2 - c)) - high), power);
  }

  /** Horner's scheme, the highest coefficient first. */
  private static double polynomial(double x, double... coefficients) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  static double log(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    double fraction = fraction(x);
    double power = exponent(x);
    if (fraction < SQRT_HALF) {
      fraction *= 2;
      power--;
    }
    double f = fraction - 1;
    double s = f / (2 + f);
    double s2 = s * s;
    double s4 = s2 * s2;
    double odd =
        s2
            * polynomial(
                s4,
                1.479819860511658591e-01,
                1.818357216161805012e-01,
                2.857142874366239149e-01,
                6.666666666666735130e-01);
    double even =
        s4
            * polynomial(
                s4, 1.531383769920937332e-01, 2.222219843214978396e-01, 3.999999999940941908e-01);
    double half = 0.5 * f * f;
    return power * LN2_HIGH - ((half - (s * (half + (odd + even)) + power * LN2_LOW)) - f);
  }

  static double log2(double x) {
    double fraction = fraction(x);
    return fraction == 0.5 ? exponent(x) - 1 : log(fraction) * LOG2_E + exponent(x);
  }

  static double log10(double x) {
    return log(x) * LOG10_E;
  }

  static double cbrt(double x) {
    if (x == 0 || !Double.isFinite(x)) {
      return x;
    }
    double size = Math.abs(x);
    double t =
        size < Double.MIN_NORMAL
            ? Double.longBitsToDouble(bits(size * 0x1p54) / 3 + (696219795L << 32))
            : Double.longBitsToDouble(bits(size) / 3 + (715094163L << 32));
    double s = 5.42857142857142815906e-01 + t * t / size * t;
    t *=
        3.57142857142857150787e-01
            + 1.60714285714285720630e+00
                / (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
    // Cut to 22 bits, so that the square is exact.
    t = Double.longBitsToDouble((bits(t) & (0xFFFFFFFFCL << 28)) + (1L << 30));
    double rest = size / (t * t);
    rest = (rest - t) / (t + t + rest);
    return Math.copySign(t + t * rest, x);
  }

  private static long bits(double x) {
    return Double.doubleToRawLongBits(x);
  }

  static double hypot(double x, double y) {
    double larger = Math.max(Math.abs(x), Math.abs(y));
    double smaller = Math.min(Math.abs(x), Math.abs(y));
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return Double.POSITIVE_INFINITY;
    }
    if (larger == 0) {
      return 0;
    }
    double ratio = smaller / larger;
    return larger * Math.sqrt(1 + ratio * ratio);
  }

  static double sinh(double x) {
    double size = Math.abs(x);
    if (size > 21) {
      return Math.copySign(exp(size) * 0.5, x);
    }
    if (size > 0.5) {
      double power = exp(size);
      return Math.copySign((power - 1 / power) * 0.5, x);
    }
    double square = size * size;
    double above =
        polynomial(
                square,
                -0.2630563213397497062819489e+2,
                -0.2894211355989563807284660366e+4,
                -0.8991272022039509355398013511e+5,
                -0.6307673640497716991184787251e+6)
            * size;
    double below =
        polynomial(
            square,
            1,
            -0.173678953558233699533450911e+3,
            0.1521517378790019070696485176e+5,
            -0.6307673640497716991212077277e+6);
    return Math.copySign(above / below, x);
  }

  static double cosh(double x) {
    double power = exp(Math.abs(x));
    return Math.abs(x) > 21 ? power * 0.5 : (power + 1 / power) * 0.5;
  }

  static double tanh(double x) {
    double size = Math.abs(x);
    if (size > 0.5 * 8.8029691931113054295988e+01) {
      return Math.copySign(1, x);
    }
    if (size >= 0.625) {
      return Math.copySign(1 - 2 / (exp(2 * size) + 1), x);
    }
    if (x == 0) {
      return x;
    }
    double s = x * x;
    double above =
        polynomial(
            s, -9.64399179425052238628e-1, -9.92877231001918586564e1, -1.61468768441708447952e3);
    double below =
        polynomial(
            s, 1, 1.12811678491631932401e2, 2.23548839060100448583e3, 4.84406305325125486048e3);
    return x + x * s * above / below;
  }

  static double asinh(double x) {
    double size = Math.abs(x);
    if (!Double.isFinite(x) || size < 1 / LARGE) {
      return x;
    }
    double value;
    if (size > LARGE) {
      value = log(size) + LN2;
    } else if (size > 2) {
      value = log(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
    } else {
      value = StrictMath.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
    }
    return Math.copySign(value, x);
  }

  static double acosh(double x) {
    if (!(x >= 1)) {
      return Double.NaN;
    }
    if (x >= LARGE) {
      return log(x) + LN2;
    }
    if (x > 2) {
      return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return StrictMath.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    double size = Math.abs(x);
    if (!(size < 1)) {
      return size == 1 ? Math.copySign(Double.POSITIVE_INFINITY, x) : Double.NaN;
    }
    if (size < 1 / LARGE) {
      return x;
    }
    double twice = size + size;
    double inside = size < 0.5 ? twice + twice * size / (1 - size) : twice / (1 - size);
    return Math.copySign(0.5 * StrictMath.log1p(inside), x);
  }
}
