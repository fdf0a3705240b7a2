package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoPower;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import org.jspecify.annotations.Nullable;

/** Operators on values whose types are known only now. Integers of all sizes count as int. */
final class Arithmetic {
  private Arithmetic() {}

  private static GoError undefined(@Nullable Object a, String operator, @Nullable Object b) {
    return new GoError(
        "invalid operation: " + GoType.textOf(a) + " " + operator + " " + GoType.textOf(b));
  }

  static Object add(@Nullable Object a, @Nullable Object b, Meter meter) {
    if (a instanceof Long x && b instanceof Long y) {
      return x + y;
    }
    if (a instanceof String x && b instanceof String y) {
      meter.grow((long) x.length() + y.length());
      return GoText.concat(x, y);
    }
    if (a instanceof GoTime time && b instanceof GoDuration duration) {
      return time.plus(duration.nanos());
    }
    if (a instanceof GoDuration duration && b instanceof GoTime time) {
      return time.plus(duration.nanos());
    }
    if (a instanceof GoDuration x && b instanceof GoDuration y) {
      return new GoDuration(x.nanos() + y.nanos());
    }
    if (a == null || b == null || !Cast.isNumber(a) || !Cast.isNumber(b)) {
      throw undefined(a, "+", b);
    }
    if (Cast.isInteger(a) && Cast.isInteger(b)) {
      return Cast.bits(a) + Cast.bits(b);
    }
    return Cast.real(a) + Cast.real(b);
  }

  static Object subtract(@Nullable Object a, @Nullable Object b) {
    if (a instanceof GoTime x && b instanceof GoTime y) {
      return x.minus(y);
    }
    if (a instanceof GoTime time && b instanceof GoDuration duration) {
      return time.plus(-duration.nanos());
    }
    if (a instanceof GoDuration x && b instanceof GoDuration y) {
      return new GoDuration(x.nanos() - y.nanos());
    }
    if (a == null || b == null || !Cast.isNumber(a) || !Cast.isNumber(b)) {
      throw undefined(a, "-", b);
    }
    if (Cast.isInteger(a) && Cast.isInteger(b)) {
      return Cast.bits(a) - Cast.bits(b);
    }
    return Cast.real(a) - Cast.real(b);
  }

  static Object multiply(@Nullable Object a, @Nullable Object b) {
    Object x = a instanceof GoDuration duration ? (Object) duration.nanos() : a;
    Object y = b instanceof GoDuration duration ? (Object) duration.nanos() : b;
    if (x == null || y == null || !Cast.isNumber(x) || !Cast.isNumber(y)) {
      throw undefined(a, "*", b);
    }
    if (!Cast.isInteger(x) || !Cast.isInteger(y)) {
      return Cast.real(x) * Cast.real(y);
    }
    long product = Cast.bits(x) * Cast.bits(y);
    boolean duration = a instanceof GoDuration || b instanceof GoDuration;
    return duration ? new GoDuration(product) : (Object) product;
  }

  static double divide(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null || !Cast.isNumber(a) || !Cast.isNumber(b)) {
      throw undefined(a, "/", b);
    }
    return Cast.real(a) / Cast.real(b);
  }

  static long modulo(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null || !Cast.isInteger(a) || !Cast.isInteger(b)) {
      throw undefined(a, "%", b);
    }
    if (Cast.bits(b) == 0) {
      throw new GoError("runtime error: integer divide by zero");
    }
    return Cast.bits(a) % Cast.bits(b);
  }

  static double power(@Nullable Object a, @Nullable Object b) {
    return GoPower.pow(Cast.toFloat(a), Cast.toFloat(b));
  }

  static Object negate(@Nullable Object value) {
    if (value instanceof Long number) {
      return -number;
    }
    if (value instanceof Double number) {
      return -number;
    }
    if (value instanceof GoInt number) {
      long bits = -number.bits();
      return new GoInt(number.type(), number.type().equals(GoType.UINT8) ? bits & 0xff : bits);
    }
    throw new GoError("invalid operation: - " + GoType.textOf(value));
  }

  static boolean less(@Nullable Object a, @Nullable Object b) {
    return compare(a, "<", b, -1, -1);
  }

  static boolean more(@Nullable Object a, @Nullable Object b) {
    return compare(a, ">", b, 1, 1);
  }

  static boolean lessOrEqual(@Nullable Object a, @Nullable Object b) {
    return compare(a, "<=", b, -1, 0);
  }

  static boolean moreOrEqual(@Nullable Object a, @Nullable Object b) {
    return compare(a, ">=", b, 1, 0);
  }

  /** Whether the order of the two is one of two signs. */
  private static boolean compare(
      @Nullable Object a, String operator, @Nullable Object b, int sign, int other) {
    int order;
    if (a instanceof String x && b instanceof String y) {
      order = GoText.compare(x, y);
    } else if (a instanceof GoTime x && b instanceof GoTime y) {
      order = x.instant().compareTo(y.instant());
    } else if (a instanceof GoDuration x && b instanceof GoDuration y) {
      order = Long.compare(x.nanos(), y.nanos());
    } else if (a == null || b == null || !Cast.isNumber(a) || !Cast.isNumber(b)) {
      throw undefined(a, operator, b);
    } else if (Cast.isInteger(a) && Cast.isInteger(b)) {
      order = Long.compare(Cast.bits(a), Cast.bits(b));
    } else {
      double x = Cast.real(a);
      double y = Cast.real(b);
      if (Double.isNaN(x) || Double.isNaN(y)) {
        return false;
      }
      order = x < y ? -1 : x > y ? 1 : 0;
    }
    int actual = Integer.signum(order);
    return actual == sign || actual == other;
  }
}
