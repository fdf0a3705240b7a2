package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of expr without a closure.
 *
 * @param types what it can be called with, where there is no validator
 * @param validator decides on the types of the arguments; may be null
 * @param body gets the arguments as they are: the types may not hold, where one is unknown
 */
record BuiltinFunction(
    String name, List<GoType> types, @Nullable Validator validator, GoFunction.Body body) {
  private static final GoType GENERAL =
      GoFunction.of("func(...any) (any, error)", call -> null).type();

  /** Decides on the static types of the arguments, which are null for nil. */
  @FunctionalInterface
  interface Validator {
    GoType result(List<@Nullable GoType> arguments);
  }

  /** Its type as a value. */
  GoType type() {
    return types.isEmpty() ? GENERAL : types.get(0);
  }
}
