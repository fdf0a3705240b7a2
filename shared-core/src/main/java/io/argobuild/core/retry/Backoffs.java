package io.argobuild.core.retry;

import io.argobuild.core.expression.ArgoDuration;
import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of a back-off (Argo 4.1.2). */
final class Backoffs {
  private Backoffs() {}

  /** When the last attempt has to be over; null without {@code maxDuration}. */
  static @Nullable Instant deadline(RetryStrategy.Backoff backoff, Instant firstStartedAt)
      throws InvalidStrategyException {
    return backoff.maxDuration().isEmpty()
        ? null
        : firstStartedAt.plus(parse(backoff.maxDuration()));
  }

  /**
   * The wait after a number of attempts.
   *
   * @param attempts from 1: the first wait is the duration itself
   */
  static Duration wait(RetryStrategy.Backoff backoff, int attempts)
      throws InvalidStrategyException {
    if (backoff.duration().isEmpty()) {
      throw new InvalidStrategyException("no base duration specified for retryStrategy");
    }
    Duration wait = parse(backoff.duration());
    if (!backoff.factor().isEmpty()) {
      int factor = GoInts.int32(backoff.factor());
      if (factor > 0) {
        wait = multiplied(wait, Math.pow(factor, attempts - 1));
      }
    }
    if (!backoff.cap().isEmpty()) {
      Duration cap = parse(backoff.cap());
      wait = wait.compareTo(cap) > 0 ? cap : wait;
    }
    return wait;
  }

  private static Duration multiplied(Duration wait, double power) {
    try {
      // A double that is too large becomes the largest long.
      return Duration.ofNanos(Math.multiplyExact(wait.toNanos(), (long) power));
    } catch (ArithmeticException e) {
      return wait.isNegative() ? ArgoDuration.LONGEST.negated() : ArgoDuration.LONGEST;
    }
  }

  private static Duration parse(String text) throws InvalidStrategyException {
    try {
      return ArgoDuration.parse(text);
    } catch (ProblemException e) {
      throw new InvalidStrategyException(e.problem().message());
    }
  }
}
