package io.argobuild.core.expression.jq;

import org.jspecify.annotations.Nullable;

/** An error inside a filter, on its way to a {@code try} or to the caller. */
final class JqError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    MESSAGE,
    VALUE,
    HALT,
    BREAK
  }

  private final Kind kind;
  private final transient @Nullable Object value;
  private final int tryEnds;

  private JqError(Kind kind, String message, @Nullable Object value, int tryEnds) {
    super(message, null, false, false);
    this.kind = kind;
    this.value = value;
    this.tryEnds = tryEnds;
  }

  static JqError of(String message) {
    return new JqError(Kind.MESSAGE, message, null, 0);
  }

  /** What {@code error(value)} raises. */
  static JqError ofValue(@Nullable Object value) {
    return new JqError(Kind.VALUE, "error: ", value, 0);
  }

  /** What {@code halt} and {@code halt_error} raise; no {@code try} catches it. */
  static JqError halt(@Nullable Object value) {
    return new JqError(Kind.HALT, "halt error: ", value, 0);
  }

  /** What {@code break} raises; the label is a value of the run. */
  static JqError breaking(String name, @Nullable Object label) {
    return new JqError(Kind.BREAK, "label not defined: " + name, label, 0);
  }

  /** The message; that of a value is made only here, for it may be long. */
  String text() {
    String message = String.valueOf(getMessage());
    return kind == Kind.VALUE || kind == Kind.HALT ? message + JqValues.text(value) : message;
  }

  /** Whether a {@code try} whose body this left may catch it. */
  boolean isCatchable() {
    return tryEnds == 0 && (kind == Kind.MESSAGE || kind == Kind.VALUE);
  }

  boolean breaksTo(Object label) {
    return tryEnds == 0 && kind == Kind.BREAK && value == label;
  }

  /** What {@code catch} gets. */
  @Nullable Object caught() {
    return kind == Kind.VALUE ? value : text();
  }

  /** The error after passing the end of a {@code try} body: it arose behind it. */
  JqError behindTry() {
    return new JqError(kind, String.valueOf(getMessage()), value, tryEnds + 1);
  }

  /** The error after passing the beginning of a {@code try} body. */
  JqError beforeTry() {
    return tryEnds == 0
        ? this
        : new JqError(kind, String.valueOf(getMessage()), value, tryEnds - 1);
  }
}
