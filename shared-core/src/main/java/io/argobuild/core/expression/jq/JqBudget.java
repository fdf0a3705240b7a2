package io.argobuild.core.expression.jq;

/**
 * Counts what a filter does and makes, so that none can run for ever or exhaust the memory. Steps,
 * not time, so that the same filter always has the same outcome.
 */
final class JqBudget {
  static final int MAX_FILTER_LENGTH = 64 * 1024;

  /** Nesting of a filter's text, and of values that are walked. */
  static final int MAX_NESTING = 1000;

  /** Pending continuations and choices. */
  static final int MAX_PENDING = 400_000;

  static final int ELEMENT_BYTES = 4;
  static final int ENTRY_BYTES = 48;
  private static final long MAX_STEPS = 20_000_000;
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private final long maxSteps;
  private final long maxBytes;
  private long steps;
  private long bytes;

  JqBudget() {
    this(MAX_STEPS, MAX_BYTES);
  }

  JqBudget(long maxSteps, long maxBytes) {
    this.maxSteps = maxSteps;
    this.maxBytes = maxBytes;
    this.steps = maxSteps;
    this.bytes = maxBytes;
  }

  /** Charges work; one step is about one visited value. */
  void work(long amount) {
    steps -= amount;
    if (steps < 0 || amount < 0) {
      throw limit("filter needs more than " + maxSteps + " steps");
    }
  }

  /** Charges memory, whether or not it can be freed again, and the work to fill it. */
  void allocate(long amount) {
    bytes -= amount;
    if (bytes < 0 || amount < 0) {
      throw limit("filter makes more than " + maxBytes + " bytes of values");
    }
    work(amount / 64);
  }

  static void nesting(int depth) {
    if (depth > MAX_NESTING) {
      throw limit("nested deeper than " + MAX_NESTING);
    }
  }

  static JqException limit(String message) {
    return new JqException(JqException.Stage.LIMIT, message);
  }
}
