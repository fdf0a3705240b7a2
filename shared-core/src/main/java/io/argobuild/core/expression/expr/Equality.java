package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoEquality;
import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.GoZero;
import io.argobuild.core.expression.golang.Kind;
import io.argobuild.core.expression.golang.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** expr's {@code ==}: 1 equals 1.0, also inside lists, but not inside maps. */
final class Equality {
  private Equality() {}

  static boolean equal(@Nullable Object a, @Nullable Object b, Meter meter) {
    return equal(a, b, 0, meter);
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b, int depth, Meter meter) {
    meter.depth(depth);
    meter.step();
    if (a != null && b != null && Cast.isNumber(a) && Cast.isNumber(b)) {
      return Cast.isInteger(a) && Cast.isInteger(b)
          ? Cast.bits(a) == Cast.bits(b)
          : Cast.real(a) == Cast.real(b);
    }
    if (a instanceof String x && b instanceof String y) {
      return x.equals(y);
    }
    if (a instanceof GoTime x && b instanceof GoTime y) {
      return x.instant().equals(y.instant());
    }
    if (a instanceof GoDuration x && b instanceof GoDuration y) {
      return x.nanos() == y.nanos();
    }
    if (a instanceof List<?> x && b instanceof List<?> y && isComparable(x, y)) {
      return lists(x, y, depth, meter);
    }
    if (GoZero.isNil(a) && GoZero.isNil(b)) {
      return true;
    }
    return GoEquality.deepEqual(a, b, meter);
  }

  /** Lists of the same simple elements, or one of anything with such a one. */
  private static boolean isComparable(List<?> a, List<?> b) {
    GoType x = GoType.of(a);
    GoType y = GoType.of(b);
    if (x == null || y == null) {
      return false;
    }
    boolean anyX = x.equals(GoType.ANYS);
    boolean anyY = y.equals(GoType.ANYS);
    if (anyX || anyY) {
      return (anyX || isSimple(x)) && (anyY || isSimple(y));
    }
    return x.equals(y) && isSimple(x);
  }

  private static boolean isSimple(GoType list) {
    Kind elem = list.elem().kind();
    return list.kind() == Kind.SLICE && (elem == Kind.STRING || elem.integer() || elem.floating());
  }

  private static boolean lists(List<?> a, List<?> b, int depth, Meter meter) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i), depth + 1, meter)) {
        return false;
      }
    }
    return true;
  }
}
