package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoPower;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Functions of numbers, which work on float64. Of gojq's the gamma, error and Bessel functions are
 * left out.
 */
final class MathFunctions {
  private MathFunctions() {}

  static void addTo(Library library) {
    addTrigonometry(library);
    addPowers(library);
    addRounding(library);
    addBinary(library);
    addTests(library);
    library.add("frexp", 0, (m, v, a) -> frexp(real("frexp", v)));
    library.add("modf", 0, (m, v, a) -> modf(real("modf", v)));
    library.add(
        "fma",
        3,
        (m, v, a) -> Math.fma(real("fma", a.get(0)), real("fma", a.get(1)), real("fma", a.get(2))));
  }

  private static void addTrigonometry(Library library) {
    add(library, "sin", GoTrigonometry::sin);
    add(library, "cos", GoTrigonometry::cos);
    add(library, "tan", GoTrigonometry::tan);
    add(library, "asin", GoTrigonometry::asin);
    add(library, "acos", GoTrigonometry::acos);
    add(library, "atan", GoTrigonometry::atan);
    add(library, "sinh", GoMath::sinh);
    add(library, "cosh", GoMath::cosh);
    add(library, "tanh", GoMath::tanh);
    add(library, "asinh", GoMath::asinh);
    add(library, "acosh", GoMath::acosh);
    add(library, "atanh", GoMath::atanh);
  }

  private static void addPowers(Library library) {
    add(library, "sqrt", Math::sqrt);
    add(library, "cbrt", GoMath::cbrt);
    add(library, "exp", GoMath::exp);
    add(library, "exp2", GoMath::exp2);
    add(library, "exp10", x -> GoPower.pow(10, x));
    add(library, "expm1", StrictMath::expm1);
    add(library, "log", GoMath::log);
    add(library, "log2", GoMath::log2);
    add(library, "log10", GoMath::log10);
    add(library, "log1p", StrictMath::log1p);
    add(library, "logb", GoMath::logb);
    add(library, "significand", x -> GoMath.fraction(x) * 2);
  }

  private static void addRounding(Library library) {
    add(library, "floor", Math::floor);
    add(library, "ceil", Math::ceil);
    add(library, "round", GoFloat::round);
    add(library, "nearbyint", Math::rint);
    add(library, "rint", Math::rint);
    add(library, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
    add(library, "fabs", Math::abs);
  }

  private static void addBinary(Library library) {
    add(library, "atan2", GoTrigonometry::atan2);
    add(library, "copysign", Math::copySign);
    add(library, "drem", MathFunctions::drem);
    add(library, "remainder", Math::IEEEremainder);
    add(library, "fdim", (x, y) -> x - y <= 0 ? 0 : x - y);
    add(library, "fmax", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y));
    add(library, "fmin", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y));
    add(library, "fmod", (x, y) -> x % y);
    add(library, "hypot", GoMath::hypot);
    add(library, "nextafter", Math::nextAfter);
    add(library, "nexttoward", Math::nextAfter);
    add(library, "ldexp", MathFunctions::ldexp);
    add(library, "scalb", MathFunctions::ldexp);
    add(library, "scalbln", MathFunctions::ldexp);
    add(library, "pow", GoPower::pow);
  }

  private static void addTests(Library library) {
    library.add("infinite", 0, (m, v, a) -> Double.POSITIVE_INFINITY);
    library.add("nan", 0, (m, v, a) -> Double.NaN);
    library.add("isfinite", 0, (m, v, a) -> number(v) != null && !isInfinite(number(v)));
    library.add("isinfinite", 0, (m, v, a) -> isInfinite(number(v)));
    library.add("isnormal", 0, (m, v, a) -> isNormal(number(v)));
    library.add("isnan", 0, (m, v, a) -> v != null && Double.isNaN(real("isnan", v)));
  }

  private static void add(Library library, String name, DoubleUnaryOperator function) {
    library.add(name, 0, (m, v, a) -> function.applyAsDouble(real(name, v)));
  }

  private static void add(Library library, String name, DoubleBinaryOperator function) {
    library.add(
        name, 2, (m, v, a) -> function.applyAsDouble(real(name, a.get(0)), real(name, a.get(1))));
  }

  private static @Nullable Double number(@Nullable Object value) {
    return JqNumbers.toFloat(value);
  }

  private static double real(String name, @Nullable Object value) {
    Double number = number(value);
    if (number == null) {
      throw JqErrors.cannotApply(name, value);
    }
    return number;
  }

  private static boolean isInfinite(@Nullable Double number) {
    return number != null && number.isInfinite();
  }

  private static boolean isNormal(@Nullable Double number) {
    return number != null && Double.isFinite(number) && Math.abs(number) >= Double.MIN_NORMAL;
  }

  private static double drem(double x, double y) {
    double rest = Math.IEEEremainder(x, y);
    return rest == 0 ? Math.copySign(rest, x) : rest;
  }

  private static double ldexp(double x, double exponent) {
    long clamped = Math.max(-5000, Math.min(GoFloat.toLong(exponent), 5000));
    return Math.scalb(x, (int) clamped);
  }

  private static Object frexp(double x) {
    return pair(GoMath.fraction(x), (long) GoMath.exponent(x));
  }

  private static Object modf(double x) {
    if (Double.isInfinite(x)) {
      return pair(Math.copySign(0.0, x), x);
    }
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    return pair(Math.copySign(x - whole, x), whole);
  }

  private static List<@Nullable Object> pair(Object first, Object second) {
    List<@Nullable Object> pair = new ArrayList<>();
    pair.add(first);
    pair.add(second);
    return pair;
  }
}
