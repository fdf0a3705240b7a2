package io.argobuild.core.gc;

import java.time.Duration;

/**
 * How hard a deletion is tried.
 *
 * @param batchSize keys a request, at most what the store takes
 * @param parallelRequests at least 1
 * @param attempts how often an object is tried, at least 1
 * @param firstWait before the second attempt; doubled before each further one
 * @param longestWait never waited longer
 */
public record GcOptions(
    int batchSize, int parallelRequests, int attempts, Duration firstWait, Duration longestWait) {
  public static final GcOptions DEFAULT =
      new GcOptions(1000, 4, 6, Duration.ofMillis(200), Duration.ofSeconds(10));

  public GcOptions {
    if (batchSize < 1 || parallelRequests < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "batchSize "
              + batchSize
              + ", parallelRequests "
              + parallelRequests
              + ", attempts "
              + attempts
              + ": each must be at least 1");
    }
  }

  /** The wait before an attempt, counted from 1; none before the first. */
  Duration waitBefore(int attempt) {
    Duration wait = attempt <= 1 ? Duration.ZERO : firstWait;
    for (int i = 2; i < attempt && wait.compareTo(longestWait) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
