package io.argobuild.core.expression.golang;

/** An error or a panic of Go code, with Go's own text. Carries no stack trace: it is a result. */
public final class GoError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GoError(String message) {
    super(message, null, false, false);
  }

  /** The text; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
