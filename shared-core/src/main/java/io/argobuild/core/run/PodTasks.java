package io.argobuild.core.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks on an executor; those of one pod one after the other, in the order given. */
final class PodTasks {
  private final Executor executor;

  /** What waits behind a pod's task that is running. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  PodTasks(Executor executor) {
    this.executor = executor;
  }

  void submit(String pod, Runnable task) {
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(pod);
      if (queue != null) {
        queue.add(task);
        return;
      }
      waiting.put(pod, new ArrayDeque<>());
    }
    execute(pod, task);
  }

  private void execute(String pod, Runnable task) {
    executor.execute(
        () -> {
          try {
            task.run();
          } finally {
            Runnable next = next(pod);
            if (next != null) {
              execute(pod, next);
            }
          }
        });
  }

  private @Nullable Runnable next(String pod) {
    synchronized (waiting) {
      Queue<Runnable> queue = waiting.get(pod);
      Runnable next = queue == null ? null : queue.poll();
      if (next == null) {
        waiting.remove(pod);
      }
      return next;
    }
  }
}
