package io.argobuild.core.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something cost the thread that did it. Unlike the time on a clock, it is the same on a busy
 * machine.
 *
 * @param nanos of a processor
 * @param bytes allocated, whether or not they were free again soon
 */
record Cost(long nanos, long bytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What no input may exceed. */
  static final Cost LIMIT = new Cost(1_000_000_000L, 64L << 20);

  /** What this thread has spent until now. */
  static Cost untilNow() {
    return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
  }

  /** The processor time that another thread has spent; nothing once it has ended. */
  static long nanosOf(Thread thread) {
    return Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
  }

  Cost since(Cost before) {
    return new Cost(nanos - before.nanos, bytes - before.bytes);
  }

  boolean exceeds(Cost limit) {
    return nanos > limit.nanos || bytes > limit.bytes;
  }

  Cost max(Cost other) {
    return new Cost(Math.max(nanos, other.nanos), Math.max(bytes, other.bytes));
  }

  @Override
  public String toString() {
    return nanos / 1_000_000 + " ms, " + bytes / 1024 + " KB";
  }
}
