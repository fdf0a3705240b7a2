package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QueuedTasksTest {
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final QueuedTasks tasks = new QueuedTasks(threads::add);

  private Runnable task(String name) {
    return () -> done.add(name);
  }

  private void runOne() {
    Objects.requireNonNull(threads.poll()).run();
  }

  @Test
  void tasksOfOnePodWaitForEachOtherAndThoseOfOthersDoNot() {
    tasks.submit("a", task("a1"));
    tasks.submit("a", task("a2"));
    tasks.submit("b", task("b1"));

    assertThat(threads).hasSize(2);
    runOne();
    runOne();
    assertThat(done).containsExactly("a1", "b1");
    runOne();
    assertThat(done).containsExactly("a1", "b1", "a2");
    assertThat(threads).isEmpty();
  }

  @Test
  void aTaskThatFailsDoesNotHoldUpThoseBehindIt() {
    tasks.submit(
        "a",
        () -> {
          throw new IllegalStateException("broken");
        });
    tasks.submit("a", task("a2"));

    assertThatThrownBy(this::runOne).hasMessage("broken");
    runOne();
    assertThat(done).containsExactly("a2");
  }
}
