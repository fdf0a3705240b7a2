package io.argobuild.core.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks on an executor; those of one queue one after the other, in the order given. */
final class QueuedTasks {
  private final Executor executor;

  /** What waits behind a task that is running, by queue. */
  private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

  QueuedTasks(Executor executor) {
    this.executor = executor;
  }

  void submit(String queue, Runnable task) {
    synchronized (waiting) {
      Queue<Runnable> behind = waiting.get(queue);
      if (behind != null) {
        behind.add(task);
        return;
      }
      waiting.put(queue, new ArrayDeque<>());
    }
    execute(queue, task);
  }

  private void execute(String queue, Runnable task) {
    executor.execute(
        () -> {
          try {
            task.run();
          } finally {
            Runnable next = next(queue);
            if (next != null) {
              execute(queue, next);
            }
          }
        });
  }

  private @Nullable Runnable next(String queue) {
    synchronized (waiting) {
      Queue<Runnable> behind = waiting.get(queue);
      Runnable next = behind == null ? null : behind.poll();
      if (next == null) {
        waiting.remove(queue);
      }
      return next;
    }
  }
}
