package io.argobuild.core.retry;

/** What a manual retry does to a node. */
public enum RetryFate {
  KEPT("kept"),
  /** It waits for its members once more, and its own result is worked out again. */
  RESET("reset"),
  /** It runs again in its place; what came after it stays. */
  AGAIN("runs again"),
  /** It is taken out; the workflow gets there again, or not. */
  REMOVED("removed");

  private final String text;

  RetryFate(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
