package io.argobuild.core.artifact.s3;

import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tries again what failed for a passing reason, after waits that double and of which chance takes a
 * part, so that many who were turned away don't come back at once.
 *
 * @param attempts in all, at least 1
 * @param firstWait at most, before the second attempt
 * @param longestWait never waited longer
 */
public record S3Retry(
    int attempts, Duration firstWait, Duration longestWait, RandomGenerator random, Sleep sleep) {

  /** Lets time pass. */
  @FunctionalInterface
  public interface Sleep {
    void sleep(Duration duration) throws InterruptedException;
  }

  static S3Retry usual(RandomGenerator random) {
    return new S3Retry(
        5,
        Duration.ofMillis(400),
        Duration.ofSeconds(5),
        random,
        duration -> Thread.sleep(duration.toMillis()));
  }

  <T> T call(Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (ProblemException e) {
        if (e.problem().kind() != ProblemClass.TRANSIENT || attempt >= attempts) {
          throw e;
        }
        pause(attempt, e);
      }
    }
  }

  /** Half of the wait is sure, the other half is chance. */
  Duration waitAfter(int attempt) {
    long longest = longestWait.toMillis();
    long wait = Math.min(longest, firstWait.toMillis() << Math.min(attempt - 1, 20));
    return Duration.ofMillis(wait / 2 + (long) (random.nextDouble() * (wait - wait / 2)));
  }

  private void pause(int attempt, ProblemException failure) {
    try {
      sleep.sleep(waitAfter(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
