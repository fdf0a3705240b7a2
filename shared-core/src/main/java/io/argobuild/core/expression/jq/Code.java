package io.argobuild.core.expression.jq;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a function or of an argument; it is set after the functions in it were compiled. */
final class Code {
  /**
   * Where values of parameters that begin with a dollar sign go; parallel to the parameters, -1 for
   * others.
   */
  private final int[] valueSlots;

  private @Nullable Node body;
  private int slots;

  Code(int[] valueSlots) {
    this.valueSlots = valueSlots;
  }

  void complete(Node compiled, int size) {
    this.body = compiled;
    this.slots = size;
  }

  Node body() {
    return Objects.requireNonNull(body);
  }

  Frame newFrame(@Nullable Frame outer) {
    return new Frame(outer, null, slots);
  }

  /** For a call with arguments, which keep the caller's frame. */
  Frame newFrame(@Nullable Frame outer, Frame caller) {
    return new Frame(outer, caller, slots);
  }

  /** The next parameter from {@code from} on that takes a value; -1 when there is none. */
  int nextValueParameter(int from) {
    for (int i = from; i < valueSlots.length; i++) {
      if (valueSlots[i] >= 0) {
        return i;
      }
    }
    return -1;
  }

  int valueSlot(int parameter) {
    return valueSlots[parameter];
  }

  /** An argument with the variables around it. */
  record Closure(Code code, @Nullable Frame frame) {}
}
