package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoText;
import org.jspecify.annotations.Nullable;

/** The comparisons of Go's text/template, which kubectl's filters use. */
final class KubectlComparison {
  private KubectlComparison() {}

  /** Whether the operator holds; {@link KubectlError} when the values cannot be compared by it. */
  static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case "==" -> equal(left, right);
      case "!=" -> !equal(left, right);
      case "<" -> less(left, right);
      case ">=" -> !less(left, right);
      case "<=" -> less(left, right) || equal(left, right);
      case ">" -> !(less(left, right) || equal(left, right));
      default -> throw new KubectlError("unrecognized filter operator " + operator);
    };
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right) {
    requireComparable(left, right);
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    return isInteger(left) ? integer(left) == integer(right) : left != null && left.equals(right);
  }

  private static boolean less(@Nullable Object left, @Nullable Object right) {
    requireComparable(left, right);
    if (left instanceof Double a && right instanceof Double b) {
      return a < b;
    }
    if (left instanceof String a && right instanceof String b) {
      return GoText.compare(a, b) < 0;
    }
    if (isInteger(left)) {
      return integer(left) < integer(right);
    }
    throw new KubectlError("invalid type for comparison");
  }

  private static void requireComparable(@Nullable Object left, @Nullable Object right) {
    if (!isBasic(left) || !isBasic(right)) {
      throw new KubectlError("invalid type for comparison");
    }
    boolean sameKind =
        isInteger(left)
            ? isInteger(right)
            : left != null && right != null && left.getClass() == right.getClass();
    if (!sameKind) {
      throw new KubectlError("incompatible types for comparison");
    }
  }

  private static boolean isBasic(@Nullable Object value) {
    return value instanceof Boolean
        || value instanceof Double
        || value instanceof String
        || isInteger(value);
  }

  private static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof GoInt;
  }

  /** Unsigned integers are only ever single bytes, so that int64 holds them all. */
  private static long integer(@Nullable Object value) {
    return value instanceof GoInt number ? number.bits() : value instanceof Long plain ? plain : 0;
  }
}
