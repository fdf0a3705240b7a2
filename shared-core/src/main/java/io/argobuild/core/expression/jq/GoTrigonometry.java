package io.argobuild.core.expression.jq;

/** Sines, tangents and their inverses, by the approximations of the Cephes library that Go uses. */
final class GoTrigonometry {
  private static final double MANY_TURNS = 1 << 29;
  private static final double[] SINE = {
    1.58962301576546568060e-10,
    -2.50507477628578072866e-8,
    2.75573136213857245213e-6,
    -1.98412698295895385996e-4,
    8.33333333332211858878e-3,
    -1.66666666666666307295e-1
  };
  private static final double[] COSINE = {
    -1.13585365213876817300e-11,
    2.08757008419747316778e-9,
    -2.75573141792967388112e-7,
    2.48015872888517045348e-5,
    -1.38888888888730564116e-3,
    4.16666666666665929218e-2
  };
  private static final double[] TANGENT_ABOVE = {
    -1.30936939181383777646e4, 1.15351664838587416140e6, -1.79565251976484877988e7
  };
  private static final double[] TANGENT_BELOW = {
    1,
    1.36812963470692954678e4,
    -1.32089234440210967447e6,
    2.50083801823357915839e7,
    -5.38695755929454629881e7
  };
  private static final double[] ARC_ABOVE = {
    -8.750608600031904122785e-01,
    -1.615753718733365076637e+01,
    -7.500855792314704667340e+01,
    -1.228866684490136173410e+02,
    -6.485021904942025371773e+01
  };
  private static final double[] ARC_BELOW = {
    1,
    2.485846490142306297962e+01,
    1.650270098316988542046e+02,
    4.328810604912902668951e+02,
    4.853903996359136964868e+02,
    1.945506571482613964425e+02
  };

  private GoTrigonometry() {}

  /** The eighth of the circle, made even, and the angle from its beginning. */
  private record Octant(long number, double angle) {
    static Octant of(double x) {
      long number = (long) (x * (4 / Math.PI));
      number += number & 1;
      double y = number;
      double angle =
          ((x - y * 7.85398125648498535156e-1) - y * 3.77489470793079817668e-8)
              - y * 2.69515142907905952645e-15;
      return new Octant(number & 7, angle);
    }

    double sine() {
      double square = angle * angle;
      return angle + angle * square * polynomial(square, SINE);
    }

    double cosine() {
      double square = angle * angle;
      return 1.0 - 0.5 * square + square * square * polynomial(square, COSINE);
    }
  }

  private static double polynomial(double x, double[] coefficients) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  /** Whether the angle is out of the range of {@link Octant}; Java reduces those as exactly. */
  private static boolean isFar(double x) {
    return !(Math.abs(x) < MANY_TURNS);
  }

  static double sin(double x) {
    if (x == 0 || isFar(x)) {
      return StrictMath.sin(x);
    }
    Octant octant = Octant.of(Math.abs(x));
    boolean lower = octant.number() > 3;
    double value = (octant.number() & 3) == 2 ? octant.cosine() : octant.sine();
    return lower == x < 0 ? value : -value;
  }

  static double cos(double x) {
    if (isFar(x)) {
      return StrictMath.cos(x);
    }
    Octant octant = Octant.of(Math.abs(x));
    double value = (octant.number() & 3) == 2 ? octant.sine() : octant.cosine();
    return octant.number() == 2 || octant.number() == 4 ? -value : value;
  }

  static double tan(double x) {
    if (x == 0 || isFar(x)) {
      return StrictMath.tan(x);
    }
    Octant octant = Octant.of(Math.abs(x));
    double z = octant.angle();
    double square = z * z;
    double value = z;
    if (square > 1e-14) {
      value =
          z + z * (square * polynomial(square, TANGENT_ABOVE) / polynomial(square, TANGENT_BELOW));
    }
    value = (octant.number() & 2) == 2 ? -1 / value : value;
    return x < 0 ? -value : value;
  }

  /** For angles from zero on. */
  private static double arc(double x) {
    if (x <= 0.66) {
      return series(x);
    }
    double more = 6.123233995736765886130e-17;
    if (x > 2.41421356237309504880) {
      return Math.PI / 2 - series(1 / x) + more;
    }
    return Math.PI / 4 + series((x - 1) / (x + 1)) + 0.5 * more;
  }

  private static double series(double x) {
    double z = x * x;
    z = z * polynomial(z, ARC_ABOVE) / polynomial(z, ARC_BELOW);
    return x * z + x;
  }

  static double atan(double x) {
    if (x == 0 || Double.isNaN(x)) {
      return x;
    }
    return x > 0 ? arc(x) : -arc(-x);
  }

  static double asin(double x) {
    double size = Math.abs(x);
    if (x == 0 || !(size <= 1)) {
      return x == 0 ? x : Double.NaN;
    }
    double other = Math.sqrt(1 - size * size);
    double value = size > 0.7 ? Math.PI / 2 - arc(other / size) : arc(size / other);
    return x < 0 ? -value : value;
  }

  static double acos(double x) {
    return Math.PI / 2 - asin(x);
  }

  static double atan2(double y, double x) {
    if (x == 0 || y == 0 || !Double.isFinite(x) || !Double.isFinite(y)) {
      return StrictMath.atan2(y, x);
    }
    double value = atan(y / x);
    if (x < 0) {
      return value <= 0 ? value + Math.PI : value - Math.PI;
    }
    return value;
  }
}
