package io.argobuild.core.run;

import java.time.Duration;

/** How long to wait before trying again what failed for a while only. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Tries in all, about a minute and a half. */
  static final int MAX_ATTEMPTS = 14;

  private Backoff() {}

  /**
   * @param attempts how often it was tried, at least once
   */
  static Duration after(int attempts) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(attempts - 1, 20));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
