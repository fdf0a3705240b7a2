package io.argobuild.core.run;

import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.gc.GcOptions;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcRecorder;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcRunner;
import io.argobuild.core.gc.GcUpdate;
import io.argobuild.core.gc.Pause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs artifact GC on a thread of its own, so that it can be cut off by an interruption while what
 * it records is written by the run's only writer, which must not be interrupted: that would close
 * the journal's file.
 */
final class GcThread {
  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** What the thread hands over to the writer. */
  private sealed interface Step {
    /** Updates to be recorded. */
    record Record(List<GcUpdate> updates, CompletableFuture<@Nullable Void> done) implements Step {}

    /** The end; without a report when it was cut off. */
    record End(@Nullable GcReport report, @Nullable RuntimeException failure) implements Step {}
  }

  GcThread(String run, ArtifactStore artifacts, GcPlan plan, Pause pause) {
    GcRunner runner = new GcRunner(artifacts, GcOptions.DEFAULT, pause);
    this.thread = new Thread(() -> work(runner, plan), "argo-gc-" + run);
    thread.setDaemon(true);
  }

  private void work(GcRunner runner, GcPlan plan) {
    try {
      steps.add(new Step.End(runner.run(plan, this::handOver), null));
    } catch (InterruptedException e) {
      steps.add(new Step.End(null, null));
    } catch (RuntimeException e) {
      steps.add(new Step.End(null, e));
    }
  }

  private void handOver(List<GcUpdate> updates) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    steps.add(new Step.Record(updates, done));
    // An interruption does not end this wait, and counts at the next one that it may end.
    done.join();
  }

  /** Has it end soon; what was deleted by then is recorded. */
  void cutOff() {
    thread.interrupt();
  }

  /**
   * Runs it to its end; called by the writer's thread.
   *
   * @return empty when it was cut off
   */
  Optional<GcReport> run(GcRecorder recorder) {
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          Step step = steps.take();
          if (step instanceof Step.Record update) {
            record(update, recorder);
          } else if (step instanceof Step.End end) {
            if (end.failure() != null) {
              throw end.failure();
            }
            return Optional.ofNullable(end.report());
          }
        } catch (InterruptedException e) {
          interrupted = true;
          cutOff();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void record(Step.Record update, GcRecorder recorder) {
    try {
      recorder.record(update.updates());
      update.done().complete(null);
    } catch (RuntimeException | Error e) {
      update.done().completeExceptionally(e);
      throw e;
    }
  }
}
