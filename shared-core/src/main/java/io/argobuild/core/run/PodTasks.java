package io.argobuild.core.run;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Runs tasks on an executor; those of one pod one after the other, in the order given. */
final class PodTasks {
  private final Executor executor;
  private final Map<String, CompletableFuture<?>> last = new HashMap<>();

  PodTasks(Executor executor) {
    this.executor = executor;
  }

  /**
   * @param task must not throw
   */
  synchronized void submit(String pod, Runnable task) {
    CompletableFuture<?> before = last.getOrDefault(pod, CompletableFuture.completedFuture(null));
    CompletableFuture<?> next = before.thenRunAsync(task, executor);
    last.put(pod, next);
    last.values().removeIf(CompletableFuture::isDone);
  }
}
