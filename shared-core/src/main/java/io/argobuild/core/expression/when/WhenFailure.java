package io.argobuild.core.expression.when;

/** An error text of the expression library, before Argo's words are put around it. */
final class WhenFailure extends Exception {
  private static final long serialVersionUID = 1L;

  WhenFailure(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
