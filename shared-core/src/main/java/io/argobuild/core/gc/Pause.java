package io.argobuild.core.gc;

import java.time.Duration;

/** Lets time pass between attempts. */
@FunctionalInterface
public interface Pause {
  void pause(Duration duration) throws InterruptedException;

  /** Sleeps. */
  static Pause sleeping() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
