package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.SimulatedArtifactStore;
import io.argobuild.core.artifact.SimulatedArtifactStore.Faults;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for every run; a failing seed is in the name of its test. */
class GcPropertiesTest {
  private static final int SEEDS = 400;
  private static final Workflow WORKFLOW =
      new Workflow(GcPlannerTest.json("{'metadata':{'name':'wf'},'spec':{}}"));
  private static final GcOptions OPTIONS =
      new GcOptions(3, 2, 40, Duration.ofMillis(1), Duration.ofMillis(1));

  private static Set<GcTrigger> triggers(long seed) {
    return switch ((int) (seed % 4)) {
      case 0 -> GcTrigger.atEnd(WorkflowPhase.SUCCEEDED);
      case 1 -> GcTrigger.atEnd(WorkflowPhase.FAILED);
      case 2 -> EnumSet.of(GcTrigger.DELETION);
      default -> EnumSet.allOf(GcTrigger.class);
    };
  }

  private static GcPlan plan(List<NodeStatus> nodes, long seed) {
    return GcPlanner.plan(GcInput.of(WORKFLOW, nodes, triggers(seed)));
  }

  private static Stream<DynamicTest> forEachSeed(LongConsumer check) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> check.accept(seed)));
  }

  @TestFactory
  Stream<DynamicTest> everyArtifactIsEitherDeletedOrSkippedWithAReason() {
    return forEachSeed(
        seed -> {
          List<NodeStatus> nodes = GeneratedNodes.of(seed);
          GcPlan plan = plan(nodes, seed);

          List<GcPlan.Target> told = new ArrayList<>();
          plan.deletions().forEach(deletion -> told.addAll(deletion.targets()));
          plan.skipped().forEach(skip -> told.add(skip.target()));

          assertThat(told).containsExactlyInAnyOrderElementsOf(targets(nodes));
          assertThat(plan(nodes, seed)).as("planned again").isEqualTo(plan);
        });
  }

  @TestFactory
  Stream<DynamicTest> keysAreTheRunsOwnAndDeletedOnceAndNeverKept() {
    return forEachSeed(
        seed -> {
          List<NodeStatus> nodes = GeneratedNodes.of(seed);
          GcPlan plan = plan(nodes, seed);

          List<String> keys = plan.deletions().stream().map(d -> d.key().text()).toList();
          Set<String> recorded = new HashSet<>();
          targets(nodes).forEach(target -> recorded.add(target.state().key()));
          assertThat(keys).doesNotHaveDuplicates().isSubsetOf(recorded);
          assertThat(keys).noneMatch(plan::keeps);
          for (GcPlan.Target target : targets(nodes)) {
            if (target.state().phase().mayExist() && isKept(target.state(), seed)) {
              assertThat(keys).doesNotContain(target.state().key());
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> whateverPassesInTheStoreNothingThatIsDueIsLeftAndNothingElseIsTouched() {
    return forEachSeed(
        seed -> {
          List<NodeStatus> nodes = GeneratedNodes.of(seed);
          GcPlan plan = plan(nodes, seed);
          SimulatedArtifactStore store = filled(nodes, seed, Faults.PASSING);
          Set<String> expected = survivors(plan, store.keys());
          Map<String, NodeStatus> recorded = byId(nodes);

          GcReport report = run(store, plan, recorded);

          assertThat(report.failed()).isEmpty();
          assertThat(report.deleted()).hasSameSizeAs(plan.deletions());
          assertThat(store.keys()).containsExactlyElementsOf(expected);
          GcPlan next = plan(List.copyOf(recorded.values()), seed);
          assertThat(next.deletions()).as("left to do").isEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> aGcThatIsCutOffGoesOnWhereItWas() {
    return forEachSeed(
        seed -> {
          List<NodeStatus> nodes = GeneratedNodes.of(seed);
          GcPlan plan = plan(nodes, seed);
          SimulatedArtifactStore store = filled(nodes, seed, Faults.NONE);
          Set<String> expected = survivors(plan, store.keys());
          Map<String, NodeStatus> recorded = byId(nodes);
          int[] left = {1 + new Random(seed).nextInt(3)};
          GcRecorder dying =
              updates -> {
                if (left[0]-- == 0) {
                  throw new Crash();
                }
                apply(updates, recorded);
              };

          try {
            new GcRunner(store, OPTIONS, wait -> {}).run(plan, dying);
          } catch (Crash e) {
            // As a kill would.
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          run(store, plan(List.copyOf(recorded.values()), seed), recorded);

          assertThat(store.keys()).containsExactlyElementsOf(expected);
          assertThat(plan(List.copyOf(recorded.values()), seed).deletions()).isEmpty();
        });
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static GcReport run(
      SimulatedArtifactStore store, GcPlan plan, Map<String, NodeStatus> recorded) {
    try {
      return new GcRunner(store, OPTIONS, wait -> {})
          .run(plan, updates -> apply(updates, recorded));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void apply(List<GcUpdate> updates, Map<String, NodeStatus> nodes) {
    updates.forEach(
        update -> nodes.computeIfPresent(update.nodeId(), (id, n) -> update.applyTo(n)));
  }

  private static Map<String, NodeStatus> byId(List<NodeStatus> nodes) {
    Map<String, NodeStatus> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    return byId;
  }

  private static List<GcPlan.Target> targets(List<NodeStatus> nodes) {
    return nodes.stream()
        .flatMap(n -> n.artifacts().stream().map(state -> new GcPlan.Target(n.id(), state)))
        .toList();
  }

  private static boolean isKept(ArtifactState state, long seed) {
    return GcStrategy.of(state.strategy())
        .map(strategy -> triggers(seed).stream().noneMatch(t -> t.makesDue(strategy)))
        .orElse(true);
  }

  /** A store with everything that may exist, some files in the folders, and others' objects. */
  private static SimulatedArtifactStore filled(List<NodeStatus> nodes, long seed, Faults faults) {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore(seed, faults)
            .with("other/1", "folder/other", "wf2/wf2-main-1/artifact-0.tgz", "shared/others");
    for (GcPlan.Target target : targets(nodes)) {
      String key = target.state().key();
      if (target.state().phase().mayExist() && ArtifactKey.check(key).isEmpty()) {
        store.with(key.endsWith("/") ? key + "0" : key);
        store.with(key.endsWith("/") ? key + "deep/er/1" : key);
      }
    }
    return store;
  }

  private static Set<String> survivors(GcPlan plan, List<String> keys) {
    Set<String> survivors = new TreeSet<>(keys);
    for (GcPlan.Deletion deletion : plan.deletions()) {
      String key = deletion.key().text();
      survivors.removeIf(
          stored ->
              !plan.keeps(stored)
                  && (stored.equals(key) || (key.endsWith("/") && stored.startsWith(key))));
    }
    return survivors;
  }
}
