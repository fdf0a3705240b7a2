package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order of all values: null, false, true, numbers, strings, arrays, objects. */
final class JqOrder {
  private final JqBudget budget;

  JqOrder(JqBudget budget) {
    this.budget = budget;
  }

  boolean equal(@Nullable Object left, @Nullable Object right) {
    return compare(left, right) == 0;
  }

  int compare(@Nullable Object left, @Nullable Object right) {
    return compare(left, right, 0);
  }

  private int compare(@Nullable Object left, @Nullable Object right, int depth) {
    budget.work(1);
    JqBudget.nesting(depth);
    int byType = Integer.compare(rank(left), rank(right));
    if (byType != 0) {
      return byType;
    }
    if (JqNumbers.isNumber(left)) {
      return numbers(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      budget.work(Math.min(a.length(), b.length()) / 64);
      return Integer.signum(GoText.compare(a, b));
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return lists(a, b, depth);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      int byKeys = lists(new ArrayList<>(a.keySet()), new ArrayList<>(b.keySet()), depth);
      return byKeys != 0
          ? byKeys
          : lists(new ArrayList<>(a.values()), new ArrayList<>(b.values()), depth);
    }
    return 0;
  }

  private int lists(List<?> left, List<?> right, int depth) {
    Iterator<?> rights = right.iterator();
    for (Object element : left) {
      if (!rights.hasNext()) {
        break;
      }
      int order = compare(element, rights.next(), depth + 1);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private int numbers(@Nullable Object left, @Nullable Object right) {
    Object a = JqNumbers.read(left);
    Object b = JqNumbers.read(right);
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Double || b instanceof Double) {
      return floats(JqArithmetic.real(a), JqArithmetic.real(b));
    }
    BigInteger x = JqArithmetic.big(a);
    budget.work(x.bitLength() / 1024);
    return x.compareTo(JqArithmetic.big(b));
  }

  /** Not-a-number is less than everything, itself included. */
  private static int floats(double left, double right) {
    if (left < right || Double.isNaN(left)) {
      return -1;
    }
    return left == right ? 0 : 1;
  }

  private static int rank(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Boolean bool) {
      return bool ? 2 : 1;
    }
    if (value instanceof String) {
      return 4;
    }
    if (value instanceof List) {
      return 5;
    }
    return value instanceof Map ? 6 : 3;
  }
}
