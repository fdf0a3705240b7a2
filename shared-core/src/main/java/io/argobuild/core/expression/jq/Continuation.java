package io.argobuild.core.expression.jq;

import org.jspecify.annotations.Nullable;

/** What is to be done with a result. */
abstract class Continuation {
  final @Nullable Continuation next;
  private final int depth;

  Continuation(@Nullable Continuation next) {
    this.next = next;
    this.depth = next == null ? 0 : next.depth + 1;
    if (depth > JqBudget.MAX_PENDING) {
      throw JqBudget.limit("filter calls nested deeper than " + JqBudget.MAX_PENDING);
    }
  }

  /** Takes the machine's current value; the machine's continuation is already the next one. */
  abstract void resume(Machine m);
}
