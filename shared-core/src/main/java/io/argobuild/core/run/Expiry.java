package io.argobuild.core.run;

import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.RunSummary;
import io.argobuild.core.store.WorkflowStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes finished runs at the end of their time to live, as long as the service lives. */
final class Expiry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);

  /** A run that has just ended is looked at by whoever ran it. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofMinutes(10);
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final WorkflowStore store;
  private final InstantSource clock;
  private final Deletion deletion;
  private final Map<String, Instant> failed = new HashMap<>();
  private final ScheduledThreadPoolExecutor executor;
  private @Nullable ScheduledFuture<?> look;

  /** Deletes a run with all there is of it. */
  interface Deletion {
    /** Returns whether nothing is left. */
    boolean delete(String run) throws InterruptedException;
  }

  Expiry(WorkflowStore store, InstantSource clock, Deletion deletion) {
    this.store = store;
    this.clock = clock;
    this.deletion = deletion;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "argo-expiry");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Deletes what is due, and sees to what will be. */
  void begin() {
    lookAgain();
  }

  /** A run has ended. */
  void ended() {
    schedule(clock.instant());
  }

  private void lookAgain() {
    try {
      sweep().ifPresent(this::schedule);
    } catch (InterruptedException e) {
      // The service is being closed; the next one goes on.
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      LOG.warn("runs whose time is over can't be looked for: {}", e.problem().text());
    }
  }

  private synchronized void schedule(Instant at) {
    if (executor.isShutdown()) {
      return;
    }
    long wait = Math.max(SOON.toMillis(), Duration.between(clock.instant(), at).toMillis());
    ScheduledFuture<?> waiting = look;
    if (waiting != null && waiting.getDelay(TimeUnit.MILLISECONDS) > wait) {
      waiting.cancel(false);
      waiting = null;
    }
    if (waiting == null || waiting.isDone()) {
      look = executor.schedule(this::lookAgain, wait, TimeUnit.MILLISECONDS);
    }
  }

  /** Deletes what is due; returns when something will be, if anything will. */
  Optional<Instant> sweep() throws InterruptedException {
    Instant now = clock.instant();
    Instant next = null;
    for (RunSummary run : store.list()) {
      Instant end = end(run);
      if (end != null && !end.isAfter(now)) {
        end = delete(run.name(), now);
      }
      next = end != null && (next == null || end.isBefore(next)) ? end : next;
    }
    return Optional.ofNullable(next);
  }

  private @Nullable Instant end(RunSummary run) {
    if (run.status() == null || run.spec() == null || run.owner() != null) {
      return null;
    }
    Instant end = TimeToLive.end(run.spec(), run.status()).orElse(null);
    Instant again = failed.get(run.name());
    return end != null && again != null && again.isAfter(end) ? again : end;
  }

  /** Returns when to try again; null when it is gone. */
  private @Nullable Instant delete(String run, Instant now) throws InterruptedException {
    String why;
    try {
      if (deletion.delete(run)) {
        failed.remove(run);
        LOG.info("run {} was deleted, as its time to live is over", run);
        return null;
      }
      why = "some of its artifacts could not be deleted";
    } catch (ProblemException e) {
      why = e.problem().text();
    }
    LOG.warn("run {}, whose time to live is over, could not be deleted: {}", run, why);
    Instant again = now.plus(RETRY);
    failed.put(run, again);
    return again;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        LOG.info("the next service goes on with deleting runs whose time to live is over");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
