package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.PodScript.Act;
import io.argobuild.core.cluster.SimulatedCluster;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriverSimulationTest {
  private static final Crash.Points NO_CRASH = new Crash.Points(0);
  private static final List<String> CHAIN = List.of("a", "b", "c");

  @TempDir Path folder;

  /** Three steps that print, the last of which may fail. */
  private static Map<String, Act> acts(int lastExit) {
    return Map.of(
        "a", Act.exits(0).printing("a1", "a2").lasting(Duration.ofSeconds(3)),
        "b", Act.exits(0).printing("b1").lasting(Duration.ofSeconds(2)),
        "c", Act.exits(lastExit).printing("c1", "c2", "c3").lasting(Duration.ofSeconds(1)));
  }

  private Simulation simulation(String name, int lastExit) {
    return new Simulation(folder.resolve(name), acts(lastExit), CHAIN);
  }

  private static List<String> logLines(Simulation simulation) {
    return simulation.events().stream()
        .filter(RunEvent.PodLog.class::isInstance)
        .map(event -> ((RunEvent.PodLog) event).line())
        .toList();
  }

  /** All that must not depend on whether a driver died. */
  private static Map<String, String> essence(Simulation simulation) {
    Map<String, String> essence = new TreeMap<>();
    for (NodeStatus node : simulation.durable().allNodes()) {
      String result = node.outputs() == null ? "" : new Outputs(node.outputs()).result().orElse("");
      essence.put(
          node.name(),
          node.phase()
              + " "
              + node.message()
              + " '"
              + result
              + "' "
              + node.artifacts().get(0).phase());
    }
    essence.put(
        "status",
        simulation.durable().status().phase() + " " + simulation.durable().status().message());
    essence.put("pods left", simulation.podsLeft().toString());
    essence.put("lines", new TreeSet<>(logLines(simulation)).toString());
    try (var objects = simulation.artifacts().list("")) {
      essence.put("objects", objects.map(o -> o.key().text()).sorted().toList().toString());
    }
    return essence;
  }

  @Test
  void aChainSucceedsAndLeavesNothing() {
    Simulation simulation = simulation("x", 0);
    RunOutcome outcome = simulation.drive(NO_CRASH);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(outcome.failure()).isNull();
    assertThat(Objects.requireNonNull(outcome.gc()).deleted()).hasSize(3);
    assertThat(logLines(simulation)).containsExactly("a1", "a2", "b1", "c1", "c2", "c3");
    assertThat(essence(simulation))
        .containsEntry("wf.a", "SUCCEEDED  'a1\na2' DELETED")
        .containsEntry("pods left", "[]")
        .containsEntry("objects", "[]");
  }

  @Test
  void aFailureNamesTheNodeItsExitCodeAndItsLastLinesAndKeepsThePods() {
    Simulation simulation = simulation("x", 3);
    RunOutcome outcome = simulation.drive(NO_CRASH);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    RunOutcome.Failure failure = Objects.requireNonNull(outcome.failure());
    assertThat(failure.message()).isEqualTo("main: Error (exit code 3)");
    assertThat(Objects.requireNonNull(failure.node()).name()).isEqualTo("wf.c");
    assertThat(failure.exitCode()).isEqualTo("3");
    assertThat(failure.lastLines()).containsExactly("c1", "c2", "c3");
    assertThat(simulation.podsLeft()).containsExactly("a", "b", "c");
    assertThat(Objects.requireNonNull(simulation.node("c")).artifacts().get(0).phase())
        .isEqualTo(ArtifactState.Phase.MISSING);
  }

  @Test
  void podsStayForTheDelayThatTheManifestAsksFor() {
    Simulation atOnce = simulation("x", 3).podGc("OnWorkflowCompletion", "");
    atOnce.drive(NO_CRASH);
    Simulation later = simulation("y", 3).podGc("OnWorkflowCompletion", "10m");
    later.drive(NO_CRASH);

    assertThat(atOnce.podsLeft()).isEmpty();
    assertThat(later.podsLeft()).isEmpty();
    assertThat(later.elapsed()).isEqualTo(atOnce.elapsed().plusMinutes(10));
    assertThat(later.events())
        .contains(
            new RunEvent.Notice(
                "RUN_PODS_KEPT", "pods are kept for 600s, as podGC.deleteDelayDuration says"));
  }

  @Test
  void locksAreGivenBackWhenNoPodRunsAnyMore() {
    Simulation simulation =
        new Simulation(folder.resolve("x"), Map.of("a", Act.runsForever().ignoringTerm()), CHAIN);
    simulation.command(Duration.ofSeconds(2), new UserCommand.Stop(""));
    RunOutcome outcome = simulation.drive(NO_CRASH);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(simulation.runningAtRelease()).isNotNull().isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> aDriverThatDiesAnywhereChangesNothingOfTheResult() {
    return Stream.of(0, 3)
        .flatMap(
            exit -> {
              Crash.Points counter = new Crash.Points(0);
              Simulation whole = simulation("whole" + exit, exit);
              whole.drive(counter);
              Map<String, String> expected = essence(whole);
              assertThat(counter.passed()).isGreaterThan(20);
              return Stream.iterate(1, at -> at <= counter.passed(), at -> at + 1)
                  .map(at -> dynamicTest(exit, at, expected));
            });
  }

  private DynamicTest dynamicTest(int exit, int at, Map<String, String> expected) {
    return DynamicTest.dynamicTest(
        "exit code " + exit + ", death at point " + at,
        () -> {
          Simulation simulation = simulation("e" + exit + "-" + at, exit);
          boolean died = false;
          try {
            simulation.drive(new Crash.Points(at));
          } catch (Crash crash) {
            died = true;
            simulation.drive(NO_CRASH);
          }
          assertThat(died).isTrue();
          assertThat(essence(simulation)).isEqualTo(expected);
          assertThat(simulation.started().values()).containsOnly(1);
        });
  }

  @TestFactory
  Stream<DynamicTest> driversThatDieAgainAndAgainGetThereInTheEnd() {
    return Stream.iterate(1L, seed -> seed <= 40, seed -> seed + 1)
        .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> dieOften(seed)));
  }

  private void dieOften(long seed) {
    Random random = new Random(seed);
    Simulation whole = simulation("whole" + seed, 0);
    whole.drive(NO_CRASH);
    Simulation simulation = simulation("s" + seed, 0);
    boolean over = false;
    for (int life = 0; life < 60 && !over; life++) {
      try {
        simulation.drive(new Crash.Points(life == 59 ? 0 : 1 + random.nextInt(8)));
        over = true;
      } catch (Crash crash) {
        simulation.world().advance(Duration.ofMillis(random.nextInt(3000)));
      }
    }
    assertThat(essence(simulation)).isEqualTo(essence(whole));
    assertThat(simulation.started().values()).containsOnly(1);
  }

  @Test
  void aStopEndsWhatRunsAndStartsNothingMore() {
    Simulation simulation = simulation("x", 0);
    simulation.command(Duration.ofSeconds(4), new UserCommand.Stop("enough"));
    RunOutcome outcome = simulation.drive(NO_CRASH);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(simulation.started()).containsOnlyKeys("a", "b");
    assertThat(essence(simulation))
        .containsEntry("wf.a", "SUCCEEDED  'a1\na2' DELETED")
        .containsEntry("wf.b", "FAILED workflow shutdown with strategy: Stop '' MISSING");
  }

  @Test
  void aPodThatIgnoresItsEndIsKilledBeforeTheRunIsOver() {
    Map<String, Act> acts =
        Map.of("a", Act.runsForever().ignoringTerm(), "b", Act.exits(0), "c", Act.exits(0));
    Simulation simulation = new Simulation(folder, acts, CHAIN);
    simulation.command(Duration.ofSeconds(2), new UserCommand.Terminate());
    simulation.drive(NO_CRASH);

    // Its grace period is five seconds.
    assertThat(simulation.world().now())
        .isBetween(Simulation.START.plusSeconds(7), Simulation.START.plusSeconds(8));
  }

  @Test
  void aSuspendedRunStartsNothingUntilItIsResumed() {
    Simulation simulation = simulation("x", 0);
    simulation.command(Duration.ofSeconds(1), new UserCommand.Suspend());
    simulation.command(Duration.ofSeconds(60), new UserCommand.Resume("", Map.of(), ""));
    simulation.drive(NO_CRASH);

    assertThat(simulation.durable().status().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
    assertThat(Objects.requireNonNull(simulation.node("b")).startedAt())
        .isAfterOrEqualTo(Simulation.START.plusSeconds(60));
  }

  @Test
  void aCommandForANodeThatIsNotThereIsAnswered() {
    Simulation simulation = simulation("x", 0);
    simulation.command(Duration.ofSeconds(1), new UserCommand.Resume("nobody", Map.of(), ""));
    simulation.drive(NO_CRASH);

    assertThat(simulation.events())
        .anySatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        RunEvent.Notice.class,
                        notice -> assertThat(notice.code()).isEqualTo("RUN_NO_SUCH_NODE")));
  }

  @ParameterizedTest
  @EnumSource(SimulatedCluster.Call.class)
  void callsThatFailForAWhileAreTriedAgain(SimulatedCluster.Call call) {
    for (boolean afterwards : new boolean[] {false, true}) {
      Simulation calm = simulation(call + "-calm-" + afterwards, 0);
      calm.drive(NO_CRASH);
      Simulation simulation = simulation(call + "-" + afterwards, 0);
      Problem busy = new Problem("CLUSTER_BUSY", ProblemClass.TRANSIENT, "busy", Place.NOWHERE, "");
      // The first reads are those of the test itself, which has no second try.
      if (call != SimulatedCluster.Call.READ) {
        simulation.drive(
            NO_CRASH,
            cluster -> {
              cluster.failNext(call, busy, afterwards);
              cluster.failNext(call, busy, afterwards);
            });
        assertThat(essence(simulation)).isEqualTo(essence(calm));
      }
    }
  }

  @Test
  void aPodThatIsRefusedForGoodEndsItsNode() {
    Simulation simulation = simulation("x", 0);
    Problem denied =
        new Problem("CLUSTER_DENIED", ProblemClass.PERMISSION, "not you", Place.NOWHERE, "");
    RunOutcome outcome =
        simulation.drive(
            NO_CRASH, cluster -> cluster.failNext(SimulatedCluster.Call.CREATE, denied, false));

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(Objects.requireNonNull(outcome.failure()).message()).isEqualTo("not you");
  }

  @Test
  void aPodThatSomebodyElseRemovesIsNoticed() {
    Simulation simulation = simulation("x", 0);
    simulation.command(Duration.ofSeconds(1), new UserCommand.Suspend());
    simulation.command(Duration.ofSeconds(2), new UserCommand.Resume("", Map.of(), ""));
    try {
      simulation.drive(new Crash.Points(9));
    } catch (Crash crash) {
      simulation.world().advance(Duration.ofMillis(500));
      simulation.world().vanish(ChainReconciler.podName("wf", "a"));
    }
    simulation.drive(NO_CRASH);

    assertThat(simulation.started().getOrDefault("a", 0)).isBetween(1, 2);
    assertThat(simulation.durable().isFinished()).isTrue();
  }
}
