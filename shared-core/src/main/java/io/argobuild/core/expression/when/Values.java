package io.argobuild.core.expression.when;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoFloat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Go prints and compares them. */
final class Values {
  private Values() {}

  /** Go's {@code %v}. */
  static String print(@Nullable Object value) {
    if (value == null) {
      return "<nil>";
    }
    if (value instanceof Double number) {
      return GoFloat.print(number);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Values::print).collect(Collectors.joining(" ", "[", "]"));
    }
    if (value instanceof Pattern pattern) {
      return pattern.pattern();
    }
    return value.toString();
  }

  /** Go's reflect.DeepEqual: a number that is not one equals nothing, and 0 equals -0. */
  static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!equal(a.get(i), b.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (left instanceof Pattern a && right instanceof Pattern b) {
      return a.pattern().equals(b.pattern());
    }
    return left == null ? right == null : left.equals(right);
  }
}
