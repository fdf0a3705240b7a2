package io.argobuild.core.engine;

/** What came of driving a call. */
sealed interface CallResult {
  CallResult STARTED = new Started();
  CallResult BLOCKED = new Blocked();

  /** Its node exists, running or done. */
  record Started() implements CallResult {}

  /** A limit keeps it back; there is no node yet. */
  record Blocked() implements CallResult {}

  /**
   * It can't be executed; its node, if any, is marked.
   *
   * @param message Argo's words, for the parent to wrap
   */
  record Errored(String message) implements CallResult {}

  /** Its time was up before it began to run, which also ends its parent. */
  record TimedOut() implements CallResult {}
}
