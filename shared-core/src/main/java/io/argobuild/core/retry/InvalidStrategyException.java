package io.argobuild.core.retry;

/** A strategy can't be used; the message is Argo's. */
final class InvalidStrategyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;

  InvalidStrategyException(String what) {
    super(what);
    this.what = what;
  }

  String what() {
    return what;
  }
}
