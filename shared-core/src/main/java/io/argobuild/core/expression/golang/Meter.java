package io.argobuild.core.expression.golang;

/**
 * Counts what one evaluation uses and stops it with a {@link GoError} at its limits. Not for
 * several threads.
 */
public final class Meter {
  private final long maxSteps;
  private final long maxSize;
  private final long memoryBudget;
  private final int maxDepth;
  private long steps;
  private long size;
  private long memory;

  /**
   * @param maxSteps units of work, about one for each operation or element looked at
   * @param maxSize characters and elements made, over the whole evaluation
   * @param memoryBudget expr's own budget, counted as expr counts it
   * @param maxDepth nesting of values that are walked
   */
  public Meter(long maxSteps, long maxSize, long memoryBudget, int maxDepth) {
    this.maxSteps = maxSteps;
    this.maxSize = maxSize;
    this.memoryBudget = memoryBudget;
    this.maxDepth = maxDepth;
  }

  public void step() {
    work(1);
  }

  /** Counts {@code amount} units of work. */
  public void work(long amount) {
    steps += amount;
    if (steps > maxSteps || steps < 0) {
      throw new GoError("evaluation limit exceeded: more than " + maxSteps + " steps");
    }
  }

  /** Counts {@code amount} characters or elements; to be called before they are made. */
  public void grow(long amount) {
    size += Math.max(0, amount);
    if (size > maxSize || size < 0) {
      throw new GoError("evaluation limit exceeded: more than " + maxSize + " characters made");
    }
  }

  /** As {@link #grow}, for {@code count} times {@code each}. */
  public void grow(long count, long each) {
    if (each > 0 && count > maxSize / each) {
      grow(maxSize + 1);
    }
    grow(count * each);
  }

  /** Counts {@code amount} elements as expr's virtual machine does. */
  public void memory(long amount) {
    memory += amount;
    if (memory >= memoryBudget) {
      throw new GoError("memory budget exceeded");
    }
    grow(amount);
  }

  /** Checks the nesting of a value that is being walked. */
  public void depth(int depth) {
    if (depth > maxDepth) {
      throw new GoError("evaluation limit exceeded: value nested deeper than " + maxDepth);
    }
  }
}
