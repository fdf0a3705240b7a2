package io.argobuild.core.expression.jsonpath;

import org.jspecify.annotations.Nullable;

/** An expression inside a path: what stands in {@code ?(…)} and {@code (…)}. */
record Script(String expression, @Nullable Operation operation) {

  /** Reads an expression given as bytes. */
  static Script compile(String expression, PathReader paths, PathBudget budget) {
    return new Script(
        GoBytes.toText(expression), new ScriptReader(paths, budget).operation(expression));
  }

  void refuseEmpty() {
    if (expression.isEmpty()) {
      throw PathError.emptyExpression();
    }
  }

  /** The value; {@link PathError} when there is none. */
  @Nullable Object evaluate(PathBudget budget, @Nullable Object root, @Nullable Object current) {
    refuseEmpty();
    ScriptScope scope = new ScriptScope(budget, root, current);
    if (operation != null) {
      return scope.evaluate(operation);
    }
    if (scope.names(expression)) {
      return scope.valueOf(expression);
    }
    Double number = PathNumbers.parseFloat(expression);
    if (number != null) {
      return number;
    }
    Boolean bool = PathNumbers.parseBool(expression);
    return bool != null ? bool : expression;
  }

  /** The value as an argument of a token; errors tell that they come from an expression. */
  @Nullable Object argument(PathBudget budget, @Nullable Object root, @Nullable Object current) {
    try {
      return evaluate(budget, root, current);
    } catch (PathError error) {
      throw error.inExpression();
    }
  }
}
