package io.argobuild.core.cluster;

import static io.argobuild.core.cluster.TestPods.awaitEnd;
import static io.argobuild.core.cluster.TestPods.awaitPhase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.PodScript.Act;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest extends ClusterContract {
  private static final Problem CONFLICT =
      new Problem("CLUSTER_BUSY", ProblemClass.TRANSIENT, "try again", Place.NOWHERE, "");
  private final Map<String, PodScript> scripts = new HashMap<>();
  private SimulatedWorld world = world(1);

  @Override
  protected Cluster open(int parallelPods) {
    world = world(parallelPods);
    return new SimulatedCluster(world);
  }

  private SimulatedWorld world(int parallelPods) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    return new SimulatedWorld(start, parallelPods, Duration.ofMillis(300), this::script);
  }

  private PodScript script(String pod) {
    return scripts.getOrDefault(pod, new PodScript(Map.of()));
  }

  @Override
  protected Cluster reconnect() {
    return new SimulatedCluster(world);
  }

  @Override
  protected ObjectNode pod(
      String name, List<String> initContainers, List<String> containers, PodScript script) {
    scripts.put(name, script);
    ObjectNode pod = TestPods.pod(name, "wf");
    initContainers.forEach(c -> TestPods.add(pod, "initContainers", c, List.of("simulated")));
    containers.forEach(c -> TestPods.add(pod, "containers", c, List.of("simulated")));
    return pod;
  }

  @Test
  void timePassesOnlyWhenSomebodyWaits() {
    cluster.create(pod("day", Act.exits(0).lasting(Duration.ofDays(1))));
    Instant before = world.now();

    awaitPhase(cluster, "day", "Running");
    assertThat(Duration.between(before, world.now())).isEqualTo(Duration.ofMillis(300));
    world.advance(Duration.ofDays(1));
    assertThat(cluster.get("day").map(Pods::phase)).contains("Succeeded");
  }

  @Test
  void callsFailAsToldWithOrWithoutEffect() {
    SimulatedCluster simulated = (SimulatedCluster) cluster;
    simulated.failNext(SimulatedCluster.Call.CREATE, CONFLICT, false);
    simulated.failNext(SimulatedCluster.Call.CREATE, CONFLICT, true);

    assertFails(() -> cluster.create(pod("a", Act.exits(0))));
    assertThat(cluster.get("a")).isEmpty();
    assertFails(() -> cluster.create(pod("a", Act.exits(0))));
    assertThat(cluster.create(pod("a", Act.exits(0)))).as("created by the lost call").isFalse();
  }

  private static void assertFails(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(CONFLICT));
  }

  @Test
  void lostAndVanishedPodsAreTold() {
    cluster.create(pod("lost", Act.runsForever()));
    cluster.create(pod("vanished", Act.runsForever()));
    awaitPhase(cluster, "vanished", "Running");

    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      world.vanish("vanished");
      Optional<ClusterEvent> event = watch.next(Duration.ofSeconds(1));
      assertThat(event)
          .hasValueSatisfying(
              e ->
                  assertThat(e)
                      .isInstanceOfSatisfying(
                          ClusterEvent.PodGone.class,
                          gone -> assertThat(gone.name()).isEqualTo("vanished")));
    }
    world.lose("lost");
    ObjectNode lost = awaitEnd(cluster, "lost");
    assertThat(lost.path("status").path("reason").asText()).isEqualTo("NodeLost");
  }
}
