package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoType;
import java.util.List;
import java.util.Set;

/**
 * The function types that expr calls directly. Wrong arguments give another error there than in the
 * call by reflection that all other functions get, and nil isn't turned into a zero value.
 */
final class TypedCalls {
  private static final Set<String> TYPES =
      Set.of(
          "func() time.Duration",
          "func() time.Month",
          "func() time.Time",
          "func() time.Weekday",
          "func() bool",
          "func() float64",
          "func() int",
          "func() int64",
          "func() string",
          "func(time.Duration) time.Duration",
          "func(time.Duration) time.Time",
          "func(time.Time) time.Duration",
          "func(time.Time) bool",
          "func(interface {}) interface {}",
          "func(interface {}) string",
          "func(string) string",
          "func(string, string) string");

  private TypedCalls() {}

  static boolean contains(GoType type) {
    return TYPES.contains(type.text());
  }

  static void check(GoType function, List<Object> arguments) {
    for (int i = arguments.size() - 1; i >= 0; i--) {
      GoType wanted = function.in(i);
      GoType actual = GoType.of(arguments.get(i));
      if (!wanted.isAny() && !wanted.equals(actual)) {
        throw Cast.mismatch(arguments.get(i), wanted.text());
      }
    }
  }
}
