package io.argobuild.core.expression.expr;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Precedence of operators. */
final class Operators {
  private static final Map<String, Integer> UNARY = Map.of("not", 50, "!", 50, "-", 90, "+", 90);
  private static final Map<String, Integer> BINARY =
      Map.ofEntries(
          Map.entry("|", 0),
          Map.entry("or", 10),
          Map.entry("||", 10),
          Map.entry("and", 15),
          Map.entry("&&", 15),
          Map.entry("==", 20),
          Map.entry("!=", 20),
          Map.entry("<", 20),
          Map.entry(">", 20),
          Map.entry(">=", 20),
          Map.entry("<=", 20),
          Map.entry("in", 20),
          Map.entry("matches", 20),
          Map.entry("contains", 20),
          Map.entry("startsWith", 20),
          Map.entry("endsWith", 20),
          Map.entry("..", 25),
          Map.entry("+", 30),
          Map.entry("-", 30),
          Map.entry("*", 60),
          Map.entry("/", 60),
          Map.entry("%", 60),
          Map.entry("**", 100),
          Map.entry("^", 100),
          Map.entry("??", 500));
  private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=");
  private static final Set<String> NEGATABLE =
      Set.of("contains", "matches", "startsWith", "endsWith", "in");

  private Operators() {}

  /** Null when there is no such operator. */
  static @Nullable Integer unary(String operator) {
    return UNARY.get(operator);
  }

  /** Null when there is no such operator. */
  static @Nullable Integer binary(String operator) {
    return BINARY.get(operator);
  }

  static boolean isRightAssociative(String operator) {
    return operator.equals("**") || operator.equals("^");
  }

  static boolean isComparison(String operator) {
    return COMPARISONS.contains(operator);
  }

  static boolean isNegatable(String operator) {
    return NEGATABLE.contains(operator);
  }

  static boolean isAnd(String operator) {
    return operator.equals("and") || operator.equals("&&");
  }

  static boolean isOr(String operator) {
    return operator.equals("or") || operator.equals("||");
  }

  static boolean isBoolean(String operator) {
    return isAnd(operator) || isOr(operator);
  }
}
