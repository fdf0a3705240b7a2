package io.argobuild.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockTableTest {
  private static final Lock M = Lock.mutex("ns", "m");
  private static final Lock N = Lock.mutex("ns", "n");
  private static final Lock TWO = Lock.semaphore("ns", "cm", "two", 2);

  private static LockRequest request(String run, String node, int priority, int age, Lock... l) {
    Instant created = Instant.EPOCH.plusSeconds(1000 - age);
    return new LockRequest("ns/" + run + '/' + node, priority, created, List.of(l), 7);
  }

  private static LockRequest of(String run, Lock... locks) {
    return request(run, "x", 0, 0, locks);
  }

  private static List<String> holders(LockTable table) {
    return table.holds().stream().map(LockTable.Hold::holder).toList();
  }

  @Test
  void namesAreArgos() {
    assertThat(M.name()).isEqualTo("ns/Mutex/m");
    assertThat(TWO.name()).isEqualTo("ns/ConfigMap/cm/two");
    assertThat(M.isMutex()).isTrue();
    assertThat(TWO.isMutex()).isFalse();
  }

  @Test
  void aMutexIsGivenOnAsItIsGivenBack() {
    LockTable table = LockTable.EMPTY.ask(List.of(of("a", M))).ask(List.of(of("b", M)));
    assertThat(holders(table)).containsExactly("ns/a/x");
    assertThat(table.view("b").holders()).containsEntry("ns/Mutex/m", List.of("ns/a/x"));

    LockTable later = table.release(Set.of("ns/a/x"));
    assertThat(holders(later)).containsExactly("ns/b/x");
    assertThat(later.queue()).isEmpty();
  }

  @Test
  void aSemaphoreHasAsManyHoldersAsItsLimit() {
    LockTable table =
        LockTable.EMPTY.ask(
            List.of(
                request("a", "1", 0, 0, TWO),
                request("a", "2", 0, 0, TWO),
                request("a", "3", 0, 0, TWO)));
    assertThat(holders(table)).containsExactly("ns/a/1", "ns/a/2");
    assertThat(holders(table.release(Set.of("ns/a/1")))).containsExactly("ns/a/2", "ns/a/3");
  }

  @Test
  void priorityComesBeforeAgeAndAgeBeforeArrival() {
    LockTable table =
        LockTable.EMPTY
            .ask(List.of(of("first", M)))
            .ask(List.of(request("young", "x", 0, 1, M)))
            .ask(List.of(request("old", "x", 0, 9, M)))
            .ask(List.of(request("urgent", "x", 5, 0, M)));
    List<String> order = new ArrayList<>();
    while (!table.holds().isEmpty()) {
      order.addAll(holders(table));
      table = table.release(Set.copyOf(holders(table)));
    }
    assertThat(order).containsExactly("ns/first/x", "ns/urgent/x", "ns/old/x", "ns/young/x");
  }

  @Test
  void severalLocksAreTakenTogetherOrNotAtAll() {
    LockTable table =
        LockTable.EMPTY.ask(List.of(of("a", M))).ask(List.of(of("b", M, N))).ask(List.of());
    assertThat(table.view("b").granted()).isEmpty();
    assertThat(holders(table)).containsExactly("ns/a/x");
  }

  @Test
  void nobodyIsOvertakenByAnotherWorkflow() {
    LockTable table =
        LockTable.EMPTY
            .ask(List.of(of("a", M)))
            .ask(List.of(of("b", M, N)))
            .ask(List.of(of("c", N)));
    assertThat(holders(table)).as("c waits behind b").containsExactly("ns/a/x");
    assertThat(holders(table.release(Set.of("ns/a/x")))).containsExactly("ns/b/x");
  }

  @Test
  void nodesOfOneWorkflowMayOvertakeEachOther() {
    LockTable table =
        LockTable.EMPTY
            .ask(List.of(request("a", "1", 0, 0, M)))
            .ask(List.of(request("a", "2", 0, 0, M, N), request("a", "3", 0, 0, N)));
    assertThat(holders(table)).containsExactly("ns/a/1", "ns/a/3");
  }

  @Test
  void askingAgainKeepsThePlace() {
    LockTable table =
        LockTable.EMPTY.ask(List.of(of("a", M))).ask(List.of(of("b", M))).ask(List.of(of("c", M)));
    assertThat(table.ask(List.of(of("b", M), of("a", M)))).isEqualTo(table);
  }

  @Test
  void aHoldTellsForWhichRequestItWasGiven() {
    LockRequest first = of("a", M);
    LockRequest second =
        new LockRequest(first.holder(), 0, first.createdAt(), first.locks(), first.ticket() + 1);
    LockTable table = LockTable.EMPTY.ask(List.of(first));
    assertThat(table.view("a").holds()).extracting(LockTable.Hold::ticket).containsExactly(7L);
    LockTable again = table.release(Set.of(first.holder())).ask(List.of(second));
    assertThat(again.view("a").holds()).extracting(LockTable.Hold::ticket).containsExactly(8L);
  }

  @Test
  void whoTakesARunOverHasWhatIsRecordedAndNothingElse() {
    LockTable table =
        LockTable.EMPTY
            .ask(List.of(request("a", "1", 0, 0, M), request("a", "2", 0, 0, N)))
            .ask(List.of(of("b", N)));
    LockTable taken = table.retain("a", List.of(request("a", "1", 0, 0, M)));
    assertThat(holders(taken)).containsExactly("ns/a/1", "ns/b/x");
    LockTable restored = LockTable.EMPTY.retain("a", List.of(request("a", "1", 0, 0, M)));
    assertThat(holders(restored)).as("the table was lost").containsExactly("ns/a/1");
  }

  @Test
  void theDeadNeitherHoldNorQueueButThoseThatMayBeTakenOverHold() {
    LockTable table =
        LockTable.EMPTY
            .ask(List.of(of("over", M)))
            .ask(List.of(of("left", N)))
            .ask(List.of(of("left2", M)))
            .ask(List.of(of("live", M)))
            .ask(List.of(of("live2", N)));
    LockTable next = table.without("over"::equals, run -> run.startsWith("left"));
    assertThat(holders(next)).containsExactly("ns/left/x", "ns/live/x");
    assertThat(next.queue()).extracting(LockRequest::run).containsExactly("live2");
  }

  @Test
  void limitsHoldWhateverHappensAndEverybodyIsServed() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Lock> locks = List.of(M, N, TWO, Lock.semaphore("ns", "cm", "three", 3));
      LockTable table = LockTable.EMPTY;
      for (int step = 0; step < 60; step++) {
        String run = "r" + random.nextInt(4);
        List<String> now = holders(table);
        table =
            switch (random.nextInt(3)) {
              case 0 -> now.isEmpty() ? table : table.release(Set.of(now.get(0)));
              default ->
                  table.ask(
                      List.of(
                          request(
                              run,
                              Integer.toString(random.nextInt(6)),
                              run.hashCode() % 2,
                              0,
                              locks.get(random.nextInt(4)),
                              locks.get(random.nextInt(4)))));
            };
        holdsLimits(table, locks, seed);
      }
      for (int left = 0; !table.holds().isEmpty() || !table.queue().isEmpty(); left++) {
        assertThat(table.holds()).as("seed %s: somebody goes on", seed).isNotEmpty();
        assertThat(left).isLessThan(1000);
        table = table.release(Set.of(holders(table).get(random.nextInt(table.holds().size()))));
        holdsLimits(table, locks, seed);
      }
    }
  }

  private static void holdsLimits(LockTable table, List<Lock> locks, long seed) {
    Map<String, Integer> taken = new HashMap<>();
    table.holds().forEach(hold -> hold.locks().forEach(l -> taken.merge(l, 1, Integer::sum)));
    for (Lock lock : locks) {
      assertThat(taken.getOrDefault(lock.name(), 0))
          .as("seed %s, %s", seed, lock.name())
          .isLessThanOrEqualTo(lock.limit());
    }
  }
}
