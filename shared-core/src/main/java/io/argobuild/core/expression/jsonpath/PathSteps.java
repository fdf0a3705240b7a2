package io.argobuild.core.expression.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of a path from one of them on. */
record PathSteps(List<PathToken> tokens, int at) {
  static final PathSteps NONE = new PathSteps(List.of(), 0);

  static PathSteps of(List<PathToken> tokens) {
    return new PathSteps(List.copyOf(tokens), 0);
  }

  boolean isEmpty() {
    return at >= tokens.size();
  }

  PathToken first() {
    return tokens.get(at);
  }

  PathSteps rest() {
    return new PathSteps(tokens, at + 1);
  }

  /** Whether the next step picks from the list of results instead of from each of them. */
  boolean startWithIndex() {
    return !isEmpty() && first() instanceof PathToken.Index;
  }

  /** The value these steps lead to. */
  @Nullable Object applyTo(PathBudget budget, @Nullable Object root, @Nullable Object current) {
    budget.charge(1);
    if (isEmpty()) {
      return current;
    }
    budget.enter();
    try {
      return first().apply(budget, root, current, rest());
    } finally {
      budget.leave();
    }
  }

  /** The same, where a step that does not fit gives null. */
  @Nullable Object tryApplyTo(PathBudget budget, @Nullable Object root, @Nullable Object current) {
    try {
      return applyTo(budget, root, current);
    } catch (PathError dropped) {
      return null;
    }
  }
}
