package io.argobuild.core.gc;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.DeleteOutcome;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Deletes objects in full requests, some at a time. */
final class Batches implements AutoCloseable {
  private final ArtifactStore store;
  private final int size;
  private final int parallel;
  private final ExecutorService threads;

  Batches(ArtifactStore store, GcOptions options) {
    this.store = store;
    this.size = Math.min(options.batchSize(), store.maxDeleteBatch());
    this.parallel = options.parallelRequests();
    this.threads = Executors.newFixedThreadPool(parallel, Batches::thread);
  }

  /** How many keys keep all requests full. */
  int keys() {
    return size * parallel;
  }

  /**
   * Deletes objects; a request that fails as a whole is a failure of each.
   *
   * @param outcomes is told those of each request, by this thread
   */
  void delete(List<ArtifactKey> keys, Consumer<List<DeleteOutcome>> outcomes)
      throws InterruptedException {
    CompletionService<List<DeleteOutcome>> requests = new ExecutorCompletionService<>(threads);
    int sent = 0;
    for (int from = 0; from < keys.size(); from += size) {
      requests.submit(request(keys.subList(from, Math.min(keys.size(), from + size))));
      sent++;
    }
    for (int i = 0; i < sent; i++) {
      try {
        outcomes.accept(requests.take().get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a store failed in a way it must not", e.getCause());
      }
    }
  }

  private Callable<List<DeleteOutcome>> request(List<ArtifactKey> batch) {
    return () -> {
      try {
        return store.delete(batch);
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

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
