package io.argobuild.core.retry;

/** Why a manual retry does to a node what it does. */
public enum RetryReason {
  FAILED("failed"),
  /** The workflow ended before it did. */
  UNFINISHED("did not end"),
  SELECTED("selected"),
  FOLLOWS("comes after what runs again"),
  INSIDE("is in what runs again"),
  /** It is around something that runs again. */
  CONTAINS("contains what runs again"),
  HOOK("belongs to the end of what goes on"),
  EXIT_HANDLER("the workflow will end again"),
  EARLIER_ATTEMPT("the last attempt goes on"),
  OUTPUT_GONE("its stored output is gone, and is needed"),
  DAEMON("is a daemon that others may need"),
  LIST_MAY_DIFFER("the loop's list may be another with these parameters"),
  DECIDED_AGAIN("did not run, which is decided again with these parameters"),
  KEPT("is kept");

  private final String text;

  RetryReason(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
