package io.argobuild.core.expression;

import io.argobuild.core.expression.golang.Meter;

/**
 * What one evaluation may use. Beyond it, it fails with an {@link ExpressionException}.
 *
 * @param steps operations and elements looked at
 * @param size characters and elements made, over the whole evaluation
 * @param memoryBudget expr's own budget of elements (Argo 4.1.2 has its default of 1e6)
 * @param sourceLength characters of the expression
 * @param nodes nodes of the syntax tree (expr's default is 1e4)
 * @param treeDepth nesting of the expression, where operators side by side don't count; expr has no
 *     such limit, but a bounded stack needs one
 * @param valueDepth nesting of values that are compared, printed or read from JSON
 */
public record Limits(
    long steps,
    long size,
    long memoryBudget,
    int sourceLength,
    int nodes,
    int treeDepth,
    int valueDepth) {
  public static final Limits DEFAULT =
      new Limits(10_000_000, 64_000_000, 1_000_000, 4_000_000, 10_000, 200, 500);

  Meter meter() {
    return new Meter(steps, size, memoryBudget, valueDepth);
  }
}
