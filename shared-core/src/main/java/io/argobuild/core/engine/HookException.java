package io.argobuild.core.engine;

/** A hook's condition can't be evaluated; the message is Argo's. */
final class HookException extends Exception {
  private static final long serialVersionUID = 1L;

  HookException(String message) {
    super(message);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
