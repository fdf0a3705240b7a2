package io.argobuild.core.expression.jq;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The variables of one call of a function, and of the functions around it. */
final class Frame {
  private final @Nullable Frame outer;
  private final @Nullable Object[] slots;

  /** How many frames this one keeps alive one behind the other, arguments included. */
  private final int depth;

  /**
   * @param caller the frame that the arguments belong to; null when there are none
   */
  Frame(@Nullable Frame outer, @Nullable Frame caller, int size) {
    this.outer = outer;
    this.slots = new Object[size];
    this.depth = 1 + Math.max(outer == null ? 0 : outer.depth, caller == null ? 0 : caller.depth);
    if (depth > JqBudget.MAX_PENDING) {
      throw JqBudget.limit("filter passes arguments on deeper than " + JqBudget.MAX_PENDING);
    }
  }

  /** The frame that many functions further out. */
  Frame up(int levels) {
    Frame frame = this;
    for (int i = 0; i < levels; i++) {
      frame = Objects.requireNonNull(frame.outer);
    }
    return frame;
  }

  @Nullable Object get(int slot) {
    return slots[slot];
  }

  void set(int slot, @Nullable Object value) {
    slots[slot] = value;
  }
}
