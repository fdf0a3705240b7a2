package io.argobuild.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.store.VersionedObjects.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigMapWorkflowStoreTest extends WorkflowStoreContract {
  private static final String HEAD = "argo-build-state-wf";
  private static final int LIMIT = 1 << 20;

  private final MemoryObjects<Map<String, byte[]>> maps = new MemoryObjects<>();
  private final MemoryObjects<LeaseRecord> leases = new MemoryObjects<>();
  private final List<ConfigMapWorkflowStore> stores = new ArrayList<>();
  private Instant now = NOW;

  @Override
  protected ConfigMapWorkflowStore store() {
    ConfigMapWorkflowStore store = new ConfigMapWorkflowStore(maps, leases, () -> now);
    stores.add(store);
    return store;
  }

  @AfterEach
  void close() {
    stores.forEach(ConfigMapWorkflowStore::close);
  }

  /** Text that does not become shorter. */
  private static String noise(int seed, int length) {
    StringBuilder text = new StringBuilder();
    new Random(seed).ints(length, 'a', 'z').forEach(c -> text.append((char) c));
    return text.toString();
  }

  private void elsewhere() {
    Versioned<LeaseRecord> lease = leases.read(HEAD).orElseThrow();
    LeaseRecord record = lease.value();
    String holder = record.holder().replaceAll(" on \\S+,", " on elsewhere,");
    leases.replace(
        lease.with(
            new LeaseRecord(
                holder, record.token(), record.duration(), record.acquired(), record.renewed())));
  }

  @Test
  void aLongRunIsKeptInObjectsThatAreAllowed() {
    ObjectNode resource = json("{'kind':'ConfigMap'}").put("text", noise(1, 3_000_000));
    RunManifest manifest = RunManifest.of(workflow("wf"), List.of(resource), Map.of(), NOW);
    try (RunWriter writer = store().create(manifest)) {
      for (int i = 0; i < 40; i++) {
        writer.append(tick("n" + i, noise(i, 50_000)));
      }
      writer.append(tick("huge", noise(99, 2_000_000)));
      writer.replace(writer.run().content(), "retry");

      assertThat(store().read("wf")).isEqualTo(writer.run());
    }

    assertThat(store().read("wf").content().nodes()).hasSize(41);
    assertThat(store().read("wf").manifest()).isEqualTo(manifest);
    for (String name : maps.names()) {
      int size =
          maps.read(name).orElseThrow().value().values().stream().mapToInt(b -> b.length).sum();
      assertThat(size).as(name).isLessThan(LIMIT);
    }
    assertThat(maps.names()).as("old snapshots").hasSizeLessThan(14);

    assertThat(store().delete("wf")).isTrue();
    assertThat(maps.names()).isEmpty();
    assertThat(leases.names()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"29, false", "30, false", "31, true"})
  void aRunIsTakenOverWhenItsLeaseHasRunOut(int seconds, boolean taken) {
    RunWriter first = store().create(manifest("wf"));
    first.append(tick("a", "one"));
    elsewhere();
    now = NOW.plusSeconds(seconds);

    if (!taken) {
      assertProblem(() -> store().open("wf"), "RUN_LOCKED");
      assertThat(store().list())
          .extracting(RunSummary::owner)
          .extracting(RunOwner::host)
          .containsExactly("elsewhere");
      return;
    }
    assertThat(store().list()).extracting(RunSummary::owner).containsOnlyNulls();
    try (RunWriter second = store().open("wf")) {
      assertThat(second.token()).isGreaterThan(first.token());
      assertProblem(() -> first.append(tick("b", "stale")), "RUN_LEASE_LOST");
      second.append(tick("c", "two"));
    }
    assertThat(store().read("wf").content().nodes()).containsOnlyKeys("a", "c");
  }

  /** As after a long pause between the look at the lease and the write. */
  @Test
  void aWriterThatBelievesInItsLeaseIsStoppedByTheToken() {
    RunWriter first = store().create(manifest("wf"));
    leases.delete(HEAD);
    try (RunWriter second = store().open("wf")) {
      assertProblem(() -> first.append(tick("a", "stale")), "RUN_LEASE_LOST");
      assertProblem(() -> first.append(tick("a", "stale")), "RUN_STORE_FAILED");
      second.append(tick("b", "two"));
      first.close();
      assertProblem(() -> store().open("wf"), "RUN_LOCKED");
    }
    assertThat(store().read("wf").content().nodes()).containsOnlyKeys("b");
  }

  @Test
  void aWriterRenewsALeaseThatIsOldAndStillItsOwn() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      now = NOW.plus(Duration.ofMinutes(5));
      writer.append(tick("a", "one"));

      assertThat(leases.read(HEAD).orElseThrow().value().renewed()).isEqualTo(now);
      assertProblem(() -> store().open("wf"), "RUN_LOCKED");
    }
  }

  @Test
  void aChangeThatTouchesNoDataDoesNotStopTheWriter() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      maps.replace(maps.read(HEAD).orElseThrow());
      writer.append(tick("a", "one"));
      assertThat(store().read("wf").content().nodes()).containsOnlyKeys("a");
    }
  }

  @Test
  void aCreationThatWasCutOffLeavesTheNameFree() {
    maps.create(HEAD, Map.of(), null);

    assertThat(store().list()).isEmpty();
    assertProblem(() -> store().read("wf"), "RUN_NOT_FOUND");
    store().create(manifest("wf")).close();
    assertThat(store().read("wf").sequence()).isZero();
  }

  @Test
  void damageIsFoundAndHidesNoOtherRun() {
    store().create(manifest("other")).close();
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", noise(1, 300_000)));
    }
    maps.names().stream().filter(name -> name.contains(".snapshot.")).forEach(maps::delete);

    assertProblem(() -> store().read("wf"), "RUN_CORRUPT");
    assertProblem(() -> store().open("wf"), "RUN_CORRUPT");
    assertThat(store().list()).extracting(RunSummary::name).containsExactly("other", "wf");
  }
}
