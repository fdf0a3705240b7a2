package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.s3.FaultProxy;
import io.argobuild.core.artifact.s3.S3ArtifactStore;
import io.argobuild.core.artifact.s3.S3Retry;
import io.argobuild.core.artifact.s3.S3Server;
import io.argobuild.core.artifact.s3.S3Settings;
import io.argobuild.core.status.ArtifactState;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * GC over a connection that fails in every way there is; {@code -Dgc.fault.seeds=500} tries more.
 */
class S3GcFaultsTest {
  private static final long SEEDS = Long.getLong("gc.fault.seeds", 4);
  private static final List<String> FOREIGN =
      List.of("other-wf/a", "wf2/pod/a", "wf/kept", "wf.txt");
  private static final AtomicInteger FAULTS = new AtomicInteger();
  private static S3Server server;

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  /** A single seed may go without one. */
  @AfterAll
  static void stop() {
    server.close();
    assertThat(FAULTS.get()).as("requests spoiled").isGreaterThan((int) SEEDS);
  }

  private static S3Settings bucket(long seed, int percent) {
    return server.bucket("faults-" + seed + "-" + percent);
  }

  private static S3Settings through(FaultProxy proxy, S3Settings bucket) {
    return S3Settings.of(proxy.endpoint(), bucket.bucket(), bucket.credentials());
  }

  private static S3Retry quick(long seed) {
    return new S3Retry(4, Duration.ofMillis(2), Duration.ofMillis(4), new Random(seed), d -> {});
  }

  private static Set<String> keys(ArtifactStore store) {
    try (Stream<StoredObject> objects = store.list("")) {
      return objects.map(o -> o.key().text()).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void write(ArtifactStore store, String key) {
    store.write(new ArtifactKey(key), new ByteArrayInputStream(new byte[1]), 1);
  }

  /** Objects, folders, and keys that may be there and aren't. */
  private static GcPlan plan(ArtifactStore store, long seed) {
    Random random = new Random(seed);
    List<GcPlan.Deletion> deletions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String key = "wf/pod-" + i + "/ä " + i;
      if (random.nextInt(4) > 0) {
        write(store, key);
      }
      deletions.add(deletion(key, GcPlan.Extent.OBJECT, i));
    }
    for (int i = 12; i < 15; i++) {
      String key = "wf/pod-" + i + "/folder";
      for (int file = 0; file < random.nextInt(5); file++) {
        write(store, key + "/" + file);
      }
      deletions.add(deletion(key, GcPlan.Extent.OBJECT_OR_FOLDER, i));
    }
    return new GcPlan("wf", deletions, List.of(), Set.of("wf/kept"));
  }

  private static GcPlan.Deletion deletion(String key, GcPlan.Extent extent, int node) {
    ArtifactState state = new ArtifactState("a", ArtifactState.Phase.STORED, key, 1, "", "", null);
    return new GcPlan.Deletion(
        new ArtifactKey(key), extent, List.of(new GcPlan.Target("node-" + node, state)));
  }

  private static Stream<DynamicTest> seeds(String name, java.util.function.LongConsumer check) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest(name + seed, () -> check.accept(seed)));
  }

  @TestFactory
  Stream<DynamicTest> withEnoughAttemptsNothingIsLeftAndNothingElseIsTouched() {
    return seeds("seed ", seed -> check(seed, 30, 40));
  }

  @TestFactory
  Stream<DynamicTest> withTooFewTheReportSaysWhatMayBeLeft() {
    return seeds("seed ", seed -> check(seed, 60, 2));
  }

  private static void check(long seed, int percent, int attempts) {
    S3Settings bucket = bucket(seed, percent);
    try (ArtifactStore direct = S3ArtifactStore.open(bucket);
        FaultProxy proxy = new FaultProxy(server.endpoint(), seed, percent);
        ArtifactStore spoiled = S3ArtifactStore.open(through(proxy, bucket), quick(seed))) {
      FOREIGN.forEach(key -> write(direct, key));
      GcPlan plan = plan(direct, seed);
      List<GcUpdate> recorded = new ArrayList<>();

      GcReport report =
          new GcRunner(
                  spoiled,
                  new GcOptions(5, 3, attempts, Duration.ofMillis(1), Duration.ofMillis(1)),
                  d -> {})
              .run(plan, recorded::addAll);

      Set<String> left = keys(direct);
      FAULTS.addAndGet(proxy.faults());
      assertThat(left).as("foreign objects").containsAll(FOREIGN);
      left.removeAll(FOREIGN);
      isTrue(report, recorded, left, plan);
      if (attempts > 10) {
        assertThat(report.failed()).isEmpty();
        assertThat(left).isEmpty();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is left was told to have failed, and each artifact was told of once. */
  private static void isTrue(
      GcReport report, List<GcUpdate> recorded, Set<String> left, GcPlan plan) {
    Set<String> failed = new TreeSet<>();
    report.failed().forEach(f -> failed.add(f.key()));
    if (report.remarks().isEmpty()) {
      assertThat(left)
          .allMatch(
              key ->
                  failed.contains(key) || failed.stream().anyMatch(f -> key.startsWith(f + "/")));
    }
    assertThat(report.deleted().size() + failed.size()).isEqualTo(plan.deletions().size());
    assertThat(recorded.stream().map(GcUpdate::nodeId).distinct()).hasSize(plan.deletions().size());
  }
}
