package io.argobuild.core.expression.jsonpath;

/** Counts the work of one query, so that no path can run for ever. */
final class PathBudget {
  static final int MAX_PATH_LENGTH = 64 * 1024;
  static final int MAX_DEPTH = 1500;
  private static final long MAX_STEPS = 2_000_000;

  private long left = MAX_STEPS;
  private int depth;

  /** Charges work; one step is about one visited value. */
  void charge(long steps) {
    left -= steps;
    if (left < 0) {
      throw limit("path needs more than " + MAX_STEPS + " steps");
    }
  }

  /** Enters one more level of a path, an expression or a document; {@link #leave} must follow. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw limit("path is nested deeper than " + MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  static JsonPathException limit(String message) {
    return new JsonPathException(JsonPathException.Stage.LIMIT, message);
  }
}
