package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.artifact.KeyScope;
import io.argobuild.core.artifact.PrefixGuard;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Carries out a plan: deletes in batches, some at a time, tries again what is worth it, and looks
 * afterwards whether the objects are gone. A failure with one object stops no other.
 */
public final class GcRunner {
  private final ArtifactStore store;
  private final GcOptions options;
  private final Pause pause;

  public GcRunner(ArtifactStore store, GcOptions options, Pause pause) {
    this.store = store;
    this.options = options;
    this.pause = pause;
  }

  /**
   * Runs a plan to its end; running it again, or a plan made from what was recorded, is safe.
   *
   * @throws InterruptedException what was recorded until then stands
   */
  public GcReport run(GcPlan plan, GcRecorder recorder) throws InterruptedException {
    GcProgress progress = new GcProgress(plan, recorder);
    ArtifactStore guarded = new PrefixGuard(store, scope(plan));
    ExecutorService threads =
        Executors.newFixedThreadPool(options.parallelRequests(), GcRunner::thread);
    try {
      for (int attempt = 1; attempt <= options.attempts() && !progress.isDone(); attempt++) {
        pause.pause(options.waitBefore(attempt));
        progress.begin();
        expand(guarded, progress);
        deletePending(guarded, threads, progress);
        new Verification(guarded, plan.workflow()).verify(progress);
      }
      UnfinishedUploads.abort(plan, guarded, progress);
    } finally {
      threads.shutdownNow();
    }
    progress.end();
    return progress.report();
  }

  private static KeyScope scope(GcPlan plan) {
    Set<String> keys = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (GcPlan.Deletion deletion : plan.deletions()) {
      String key = deletion.key().text();
      switch (deletion.extent()) {
        case OBJECT -> keys.add(key);
        case FOLDER -> folders.add(key);
        case OBJECT_OR_FOLDER -> {
          keys.add(key);
          folders.add(key + "/");
        }
      }
    }
    return new KeyScope(keys, folders);
  }

  /** Finds out which objects a folder has. */
  private static void expand(ArtifactStore store, GcProgress progress) {
    for (GcProgress.Work work : progress.toExpand()) {
      try {
        progress.expanded(work, Expansion.of(work.deletion(), store));
      } catch (ProblemException e) {
        progress.notExpanded(work, e.problem());
      }
    }
  }

  private void deletePending(ArtifactStore guarded, ExecutorService threads, GcProgress progress)
      throws InterruptedException {
    CompletionService<List<DeleteOutcome>> requests = new ExecutorCompletionService<>(threads);
    int size = Math.min(options.batchSize(), guarded.maxDeleteBatch());
    List<ArtifactKey> pending = progress.pending();
    int sent = 0;
    for (int from = 0; from < pending.size(); from += size) {
      List<ArtifactKey> batch = pending.subList(from, Math.min(pending.size(), from + size));
      requests.submit(request(guarded, batch));
      sent++;
    }
    for (int i = 0; i < sent; i++) {
      try {
        progress.outcomes(requests.take().get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a store failed in a way it must not", e.getCause());
      }
    }
  }

  private static Callable<List<DeleteOutcome>> request(
      ArtifactStore guarded, List<ArtifactKey> batch) {
    return () -> {
      try {
        return guarded.delete(batch);
      } catch (ProblemException e) {
        Problem problem = e.problem();
        return batch.stream()
            .map(key -> (DeleteOutcome) new DeleteOutcome.Failed(key, problem))
            .toList();
      }
    };
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "artifact-gc");
    thread.setDaemon(true);
    return thread;
  }
}
