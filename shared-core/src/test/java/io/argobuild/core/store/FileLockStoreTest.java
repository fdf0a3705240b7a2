package io.argobuild.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.gate.Lock;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.gate.LockView;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockStoreTest {
  private static final Lock M = Lock.mutex("ns", "m");

  @TempDir Path folder;
  private WorkflowStore runs;
  private LockStore locks;

  @BeforeEach
  void open() {
    runs = new FileWorkflowStore(folder, StoreOptions.DEFAULT, InstantSource.system());
    locks = new FileLockStore(folder, runs);
  }

  private static LockRequest request(String run) {
    return new LockRequest("ns/" + run + "/node", 0, Instant.EPOCH, List.of(M), 1);
  }

  private LockView ask(String run) {
    return locks.ask(run, List.of(request(run)));
  }

  private RunWriter create(String run) {
    var raw = JsonNodeFactory.instance.objectNode();
    raw.putObject("metadata").put("name", run);
    return runs.create(
        RunManifest.of(
            new Workflow(raw), List.of(), Map.of(), Instant.parse("2026-01-01T00:00:00Z")));
  }

  private static void end(RunWriter writer) {
    var status = writer.run().content().status().withPhase(WorkflowPhase.SUCCEEDED, "");
    writer.append(
        JournalEntry.ofNodes(Instant.parse("2026-01-01T00:00:01Z"), List.of()).withStatus(status));
  }

  @Test
  void locksOutliveTheirStore() {
    try (RunWriter a = create("a");
        RunWriter b = create("b")) {
      assertThat(ask("a").granted()).containsExactly("ns/a/node");
      locks = new FileLockStore(folder, runs);
      assertThat(ask("b").granted()).isEmpty();
      assertThat(ask("b").holders()).containsEntry("ns/Mutex/m", List.of("ns/a/node"));
      assertThat(a.token() + b.token()).isPositive();
    }
  }

  @Test
  void whoGetsALockIsTold() {
    List<LockView> told = new ArrayList<>();
    try (RunWriter a = create("a");
        var subscription = new FileLockStore(folder, runs).listen("b", told::add)) {
      ask("a");
      ask("b");
      assertThat(told).isEmpty();
      locks.release("a", Set.of("ns/a/node"));
      assertThat(told).extracting(LockView::granted).containsExactly(List.of("ns/b/node"));
      assertThat(a).isNotNull();
      assertThat(subscription).isNotNull();
    }
  }

  @Test
  void aRunThatIsLeftKeepsItsLocksUntilItHasEndedOrIsGone() {
    try (RunWriter b = create("b")) {
      create("a").close();
      ask("a");
      assertThat(ask("b").granted()).as("a may be taken over").isEmpty();
      try (RunWriter a = runs.open("a")) {
        end(a);
        assertThat(ask("b").granted()).as("its driver gives them back").isEmpty();
      }
      assertThat(ask("b").granted()).containsExactly("ns/b/node");

      locks.release("b", Set.of("ns/b/node"));
      create("c").close();
      ask("c");
      assertThat(ask("b").granted()).isEmpty();
      runs.delete("c");
      assertThat(ask("b").granted()).containsExactly("ns/b/node");
      assertThat(b).isNotNull();
    }
  }

  @Test
  void aRunThatIsLeftKeepsNobodyWaiting() {
    try (RunWriter a = create("a");
        RunWriter c = create("c")) {
      ask("a");
      create("left").close();
      ask("left");
      ask("c");
      locks.release("a", Set.of("ns/a/node"));
      assertThat(ask("c").granted()).containsExactly("ns/c/node");
      assertThat(a).isNotSameAs(c);
    }
  }

  @Test
  void aDamagedTableIsToldAndKept() throws IOException {
    Path table = folder.resolve("locks/table.json");
    Files.createDirectories(table.getParent());
    Files.writeString(table, "{\"holds\": [");
    assertThatThrownBy(() -> ask("a"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("the locks of the runs can't be read");
    assertThat(Files.readString(table)).isEqualTo("{\"holds\": [");
  }

  @Test
  void oneOfManyThreadsHasAMutexAtATime() throws Exception {
    Map<String, String> inside = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<RunWriter> writers = new ArrayList<>();
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String run = "r" + i;
        writers.add(create(run));
        LockStore own = new FileLockStore(folder, runs);
        tasks.add(() -> IntStream.range(0, 10).map(n -> turn(own, run, inside)).sum());
      }
      for (Future<Integer> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isPositive();
      }
    } finally {
      threads.shutdown();
      writers.forEach(RunWriter::close);
    }
  }

  /** Asks until it has had the mutex once; how often it asked. */
  private static int turn(LockStore own, String run, Map<String, String> inside) {
    for (int asked = 1; ; asked++) {
      if (own.ask(run, List.of(request(run))).granted().isEmpty()) {
        Thread.yield();
        continue;
      }
      assertThat(inside.put("m", run)).isNull();
      inside.remove("m");
      own.release(run, Set.of("ns/" + run + "/node"));
      return asked;
    }
  }
}
