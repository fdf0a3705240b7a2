package io.argobuild.core.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads a run's logs. */
final class LogThread implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LogThread.class);
  private static final long INTERVAL_MILLIS = 50;

  private final LogPump pump;
  private volatile boolean stopped;

  LogThread(LogPump pump) {
    this.pump = pump;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        if (!pump.poll()) {
          TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      stopped = true;
    } catch (RuntimeException e) {
      LOG.warn("logs can't be followed any more", e);
    } finally {
      pump.close();
    }
  }

  /** Waits until all logs are read, or for so long. */
  void await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!stopped && !pump.isDrained() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
    }
  }
}
