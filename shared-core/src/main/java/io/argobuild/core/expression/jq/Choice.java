package io.argobuild.core.expression.jq;

import org.jspecify.annotations.Nullable;

/** A place to come back to when there are no more results ahead; it keeps the machine's state. */
abstract class Choice {
  final @Nullable Frame frame;
  final @Nullable Object value;
  final @Nullable TrackedPath path;
  final @Nullable Continuation continuation;

  Choice(Machine m) {
    this.frame = m.frame;
    this.value = m.value;
    this.path = m.path;
    this.continuation = m.continuation;
  }

  /** Goes on from here, the state being restored; false when there is nothing more to try. */
  abstract boolean retry(Machine m);

  /**
   * Takes an error on its way.
   *
   * @return the error to hand on, or null when the machine goes on from here
   */
  @Nullable JqError fail(Machine m, JqError error) {
    return error;
  }

  void restore(Machine m) {
    m.frame = frame;
    m.value = value;
    m.path = path;
    m.continuation = continuation;
  }
}
