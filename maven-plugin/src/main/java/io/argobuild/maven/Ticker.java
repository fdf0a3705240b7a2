package io.argobuild.maven;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Calls something once a second. */
final class Ticker implements AutoCloseable {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "argo-ticker");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> ticks;

  Ticker(Runnable tick) {
    ticks = executor.scheduleAtFixedRate(tick, 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    ticks.cancel(false);
    executor.shutdown();
  }
}
