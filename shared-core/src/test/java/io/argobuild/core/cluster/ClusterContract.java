package io.argobuild.core.cluster;

import static io.argobuild.core.cluster.TestPods.await;
import static io.argobuild.core.cluster.TestPods.awaitEnd;
import static io.argobuild.core.cluster.TestPods.awaitGone;
import static io.argobuild.core.cluster.TestPods.awaitPhase;
import static io.argobuild.core.cluster.TestPods.exitCode;
import static io.argobuild.core.cluster.TestPods.log;
import static io.argobuild.core.cluster.TestPods.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.PodScript.Act;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Cluster} does, the real ones and the fake ones. */
public abstract class ClusterContract {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);

  protected Cluster cluster;

  /** A cluster without pods that runs at most so many at a time. */
  protected abstract Cluster open(int parallelPods);

  /** Another connection to the cluster opened last. */
  protected abstract Cluster reconnect();

  /** A pod whose containers, named in the script, do as it says. */
  protected abstract ObjectNode pod(
      String name, List<String> initContainers, List<String> containers, PodScript script);

  /** Whether it bounds the pods that run at a time itself. */
  protected boolean boundsPods() {
    return true;
  }

  @BeforeEach
  void openCluster() {
    cluster = open(16);
  }

  @AfterEach
  void removeAll() {
    Cluster last = reconnect();
    try (PodWatch watch = last.watch(PodSelector.ALL)) {
      last.deleteAll(PodSelector.ALL, Duration.ZERO);
      for (ObjectNode pod : watch.initial()) {
        if (last.get(Pods.name(pod)).isPresent()) {
          awaitGone(watch, Pods.name(pod));
        }
      }
    }
    last.close();
    cluster.close();
  }

  protected final ObjectNode pod(String name, Act main) {
    return pod(name, List.of(), List.of("main"), PodScript.of(main));
  }

  @Test
  void aClaimIsMadeAndRemovedOnce() {
    ObjectNode claim = pod("claim", Act.exits(0)).objectNode().put("kind", "PersistentVolumeClaim");
    claim.put("apiVersion", "v1");
    ObjectNode metadata = claim.putObject("metadata").put("name", "wf-work");
    metadata.putObject("labels").put(Cluster.WORKFLOW_LABEL, "wf");
    ObjectNode spec = claim.putObject("spec");
    spec.putArray("accessModes").add("ReadWriteOnce");
    spec.putObject("resources").putObject("requests").put("storage", "1Mi");

    assertThat(cluster.createClaim(claim)).isTrue();
    assertThat(cluster.createClaim(claim)).isFalse();
    assertThat(cluster.deleteClaim("wf-work")).isTrue();
    assertThat(cluster.deleteClaim("wf-work")).isFalse();
  }

  @Test
  void aPodThatExistsIsCreatedWithSuccess() {
    assertThat(cluster.create(pod("twice", Act.exits(0)))).isTrue();
    assertThat(cluster.create(pod("twice", Act.exits(1)))).isFalse();

    assertThat(exitCode(awaitEnd(cluster, "twice"), "main")).isZero();
    assertThat(cluster.create(pod("twice", Act.exits(1)))).as("ended, not deleted").isFalse();
  }

  @Test
  void aPodSucceedsWhenItsContainersExitWithZero() {
    cluster.create(pod("good", Act.exits(0).leaving("that was all")));

    ObjectNode ended = awaitEnd(cluster, "good");

    assertThat(Pods.phase(ended)).isEqualTo("Succeeded");
    JsonNode terminated = state(ended, "main").path("terminated");
    assertThat(terminated.path("exitCode").asInt(-1)).isZero();
    assertThat(terminated.path("reason").asText()).isEqualTo("Completed");
    assertThat(terminated.path("message").asText()).isEqualTo("that was all");
    assertThat(Instant.parse(terminated.path("startedAt").asText()))
        .isBeforeOrEqualTo(Instant.parse(terminated.path("finishedAt").asText()));
    assertThat(ended.path("status").path("startTime").asText()).isNotEmpty();
    assertThat(ended.path("spec").path("nodeName").asText()).isNotEmpty();
    assertThat(ended.path("metadata").path("uid").asText()).isNotEmpty();
    assertThat(ended.path("metadata").path("creationTimestamp").asText()).isNotEmpty();
  }

  @Test
  void aPodFailsWithTheExitCodeOfItsContainer() {
    cluster.create(pod("bad", Act.exits(3)));

    ObjectNode ended = awaitEnd(cluster, "bad");

    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(exitCode(ended, "main")).isEqualTo(3);
    assertThat(state(ended, "main").path("terminated").path("reason").asText()).isEqualTo("Error");
    assertThat(ended.path("status").path("message").asText()).isEmpty();
  }

  @Test
  void initContainersRunBeforeTheOthersOneByOne() {
    cluster.create(
        pod(
            "in-order",
            List.of("first", "second"),
            List.of("main"),
            new PodScript(Map.of("first", Act.exits(0).lasting(SHORT)))));

    ObjectNode ended = awaitEnd(cluster, "in-order");

    assertThat(Pods.phase(ended)).isEqualTo("Succeeded");
    assertThat(finished(ended, "first")).isBeforeOrEqualTo(started(ended, "second"));
    assertThat(finished(ended, "second")).isBeforeOrEqualTo(started(ended, "main"));
    assertThat(started(ended, "second")).isAfter(started(ended, "first"));
  }

  @Test
  void aFailedInitContainerFailsThePodAndNothingElseStarts() {
    cluster.create(
        pod(
            "init-fails",
            List.of("first", "second"),
            List.of("main"),
            new PodScript(Map.of("first", Act.exits(7)))));

    ObjectNode ended = awaitEnd(cluster, "init-fails");

    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(exitCode(ended, "first")).isEqualTo(7);
    for (String never : List.of("second", "main")) {
      assertThat(state(ended, never).path("waiting").path("reason").asText())
          .isEqualTo("PodInitializing");
    }
  }

  @Test
  void aPodRunsAsLongAsOneOfItsContainersDoes() {
    cluster.create(
        pod(
            "two",
            List.of(),
            List.of("main", "other"),
            new PodScript(
                Map.of(
                    "main", Act.exits(1), "other", Act.exits(0).lasting(SHORT.multipliedBy(2))))));

    // Pending until the other has started too, as a kubelet tells it.
    ObjectNode running =
        await(cluster, "two", p -> terminated(p, "main") && !Pods.phase(p).equals("Pending"));
    assertThat(Pods.phase(running)).isEqualTo("Running");
    assertThat(exitCode(running, "main")).isEqualTo(1);
    assertThat(Pods.phase(awaitEnd(cluster, "two"))).isEqualTo("Failed");
  }

  @Test
  void aDeletedPodIsTerminatedThenGone() {
    cluster.create(pod("deleted", Act.runsForever()));
    awaitPhase(cluster, "deleted", "Running");

    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      assertThat(cluster.delete("deleted", LONG)).isTrue();
      ObjectNode last = awaitGone(watch, "deleted");
      assertThat(exitCode(last, "main")).isEqualTo(143);
      assertThat(last.path("metadata").path("deletionTimestamp").asText()).isNotEmpty();
    }
    assertThat(cluster.get("deleted")).isEmpty();
    assertThat(cluster.delete("deleted", LONG)).isFalse();
    assertThat(cluster.create(pod("deleted", Act.exits(0)))).as("its name is free").isTrue();
    assertThat(exitCode(awaitEnd(cluster, "deleted"), "main")).isZero();
  }

  @Test
  void aPodThatIgnoresTermIsKilledAfterItsGrace() {
    cluster.create(pod("deaf", Act.runsForever().ignoringTerm().printing("ready")));
    awaitLine("deaf", "ready");

    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      cluster.delete("deaf", SHORT);
      assertThat(exitCode(awaitGone(watch, "deaf"), "main")).isEqualTo(137);
    }
  }

  @Test
  void aPodDeletedWithoutGraceIsKilled() {
    cluster.create(pod("now", Act.runsForever().printing("ready")));
    awaitLine("now", "ready");

    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      cluster.delete("now", Duration.ZERO);
      assertThat(exitCode(awaitGone(watch, "now"), "main")).isEqualTo(137);
    }
  }

  @Test
  void terminatingOneContainerLeavesTheOthersAndThePod() {
    cluster.create(
        pod(
            "sidecar",
            List.of(),
            List.of("main", "helper"),
            new PodScript(
                Map.of(
                    "main",
                    Act.exits(0).lasting(SHORT.multipliedBy(3)),
                    "helper",
                    Act.runsForever().printing("ready")))));
    awaitPhase(cluster, "sidecar", "Running");

    cluster.terminate("sidecar", Set.of("helper"), LONG);

    ObjectNode ended = awaitEnd(cluster, "sidecar");
    assertThat(exitCode(ended, "helper")).isEqualTo(143);
    assertThat(exitCode(ended, "main")).isZero();
    assertThat(cluster.get("sidecar")).isPresent();
  }

  @Test
  void terminatingAllEndsThePodAndMayBeRepeated() {
    cluster.create(pod("stopped", Act.runsForever()));
    awaitPhase(cluster, "stopped", "Running");

    cluster.terminate("stopped", Set.of(), LONG);
    cluster.terminate("stopped", Set.of(), LONG);

    ObjectNode ended = awaitEnd(cluster, "stopped");
    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(exitCode(ended, "main")).isEqualTo(143);
    cluster.terminate("stopped", Set.of(), LONG);
    cluster.terminate("never-was", Set.of(), LONG);
  }

  @Test
  void terminatingDuringAnInitContainerStartsNothingMore() {
    cluster.create(
        pod(
            "early",
            List.of("first"),
            List.of("main"),
            new PodScript(Map.of("first", Act.runsForever().printing("ready")))));
    await(
        cluster,
        "early",
        p ->
            !p.path("status").path("startTime").isMissingNode()
                && state(p, "first").has("running"));

    cluster.terminate("early", Set.of(), LONG);

    ObjectNode ended = awaitEnd(cluster, "early");
    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(exitCode(ended, "first")).isEqualTo(143);
    assertThat(state(ended, "main").has("waiting")).isTrue();
  }

  @Test
  void aPodBeyondItsDeadlineFailsWithKubernetesWords() {
    ObjectNode pod = pod("late", Act.runsForever());
    pod.withObjectProperty("spec").put("activeDeadlineSeconds", 1);
    cluster.create(pod);

    ObjectNode ended = awaitEnd(cluster, "late");

    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(ended.path("status").path("reason").asText()).isEqualTo("DeadlineExceeded");
    assertThat(ended.path("status").path("message").asText())
        .isEqualTo("Pod was active on the node longer than the specified deadline");
    assertThat(exitCode(ended, "main")).isEqualTo(143);
  }

  @Test
  void aWatchTellsWhatWasThereAndOnlyWhatIsSelected() {
    ObjectNode own = pod("own", Act.exits(0));
    ObjectNode other = pod("other", Act.exits(0));
    other
        .withObjectProperty("metadata")
        .withObjectProperty("labels")
        .put(Cluster.WORKFLOW_LABEL, "other");
    cluster.create(own);
    awaitEnd(cluster, "own");

    try (PodWatch watch = cluster.watch(PodSelector.workflow("wf"))) {
      assertThat(watch.initial()).extracting(Pods::name).containsExactly("own");
      assertThat(Pods.ended(watch.initial().get(0))).isTrue();
      cluster.create(other);
      awaitEnd(cluster, "other");
      cluster.create(pod("own-2", Act.exits(0)));
      awaitEnd(cluster, "own-2");
      List<String> told = new ArrayList<>();
      for (Optional<ClusterEvent> e = watch.next(SHORT);
          e.isPresent();
          e = watch.next(Duration.ZERO)) {
        if (e.get() instanceof ClusterEvent.PodSeen seen) {
          told.add(seen.name());
        }
      }
      assertThat(told).contains("own-2").doesNotContain("other");
    }
    assertThat(cluster.list(PodSelector.workflow("wf")))
        .extracting(Pods::name)
        .containsExactly("own", "own-2");
    assertThat(cluster.list(PodSelector.ALL))
        .extracting(Pods::name)
        .containsExactly("own", "other", "own-2");
    assertThat(cluster.deleteAll(PodSelector.workflow("wf"), Duration.ZERO)).isEqualTo(2);
  }

  @Test
  void aLogIsReadWholeAndFromWhereItWasLeft() {
    cluster.create(pod("chatty", Act.exits(0).printing("one", "", "three")));

    assertThat(log(cluster, "chatty", LogRequest.following("main"))).isEqualTo("one\n\nthree\n");
    assertThat(log(cluster, "chatty", LogRequest.all("main"))).isEqualTo("one\n\nthree\n");
    try (PodLog log = cluster.log("chatty", LogRequest.all("main"))) {
      PodLog.Line first = (PodLog.Line) log.next(LONG);
      assertThat(first.text()).isEqualTo("one");
      assertThat(log(cluster, "chatty", LogRequest.following("main").from(first.position())))
          .isEqualTo("\nthree\n");
    }
  }

  @Test
  void aLogBeingFollowedEndsWhenItsPodIsDeleted() {
    cluster.create(pod("followed", Act.runsForever().printing("hello")));
    try (PodLog log = cluster.log("followed", LogRequest.following("main"))) {
      PodLog.Item first = log.next(LONG);
      assertThat(first).isInstanceOf(PodLog.Line.class);
      assertThat(log.next(Duration.ZERO)).isEqualTo(new PodLog.NothingYet());
      cluster.delete("followed", Duration.ZERO);
      assertThat(log.next(LONG)).isEqualTo(new PodLog.End());
    }
  }

  @Test
  void whatIsNotThereHasNoLog() {
    cluster.create(pod("there", Act.exits(0)));

    assertProblem(
        () -> cluster.log("not-there", LogRequest.all("main")), ClusterProblems.POD_NOT_FOUND);
    assertProblem(
        () -> cluster.log("there", LogRequest.all("other")), ClusterProblems.CONTAINER_NOT_FOUND);
  }

  @Test
  void podsGoOnWithoutConnectionAndTheNextOneFindsThem() {
    cluster.create(pod("going-on", Act.exits(5).lasting(SHORT).printing("still here")));
    awaitPhase(cluster, "going-on", "Running");
    cluster.close();
    assertProblem(() -> cluster.list(PodSelector.ALL), ClusterProblems.CLOSED);

    Cluster next = reconnect();

    assertThat(exitCode(awaitEnd(next, "going-on"), "main")).isEqualTo(5);
    assertThat(log(next, "going-on", LogRequest.all("main"))).isEqualTo("still here\n");
    next.close();
  }

  @Test
  void podsBeyondTheBoundWaitForTheirTurn() {
    assumeTrue(boundsPods());
    cluster.close();
    cluster = open(1);
    cluster.create(pod("first", Act.runsForever()));
    cluster.create(pod("second", Act.runsForever()));
    cluster.create(pod("third", Act.exits(0)));
    awaitPhase(cluster, "first", "Running");
    assertThat(cluster.get("second").map(Pods::phase)).contains("Pending");

    ObjectNode daemon = pod("daemon", Act.runsForever());
    daemon
        .withObjectProperty("metadata")
        .putObject("annotations")
        .put(Cluster.DAEMON_ANNOTATION, "true");
    cluster.create(daemon);
    awaitPhase(cluster, "daemon", "Running");

    cluster.delete("first", Duration.ZERO);
    awaitPhase(cluster, "second", "Running");
    assertThat(cluster.get("third").map(Pods::phase)).contains("Pending");

    cluster.terminate("third", Set.of(), LONG);
    ObjectNode ended = awaitEnd(cluster, "third");
    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(ended.path("status").path("containerStatuses").isEmpty())
        .as("it never started")
        .isTrue();
  }

  @Test
  void invalidPodsAreRefused() {
    ObjectNode nameless = pod("x", Act.exits(0));
    nameless.withObjectProperty("metadata").put("name", "../x");
    assertProblem(() -> cluster.create(nameless), ClusterProblems.POD_INVALID);
    assertThat(cluster.list(PodSelector.ALL)).isEmpty();
  }

  private void awaitLine(String pod, String line) {
    try (PodLog log = cluster.log(pod, LogRequest.following("main"))) {
      PodLog.Item item = log.next(LONG);
      assertThat(item)
          .isInstanceOfSatisfying(PodLog.Line.class, l -> assertThat(l.text()).isEqualTo(line));
    }
  }

  protected static void assertProblem(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private static boolean terminated(JsonNode pod, String container) {
    return pod.path("status").has("containerStatuses") && state(pod, container).has("terminated");
  }

  private static Instant started(JsonNode pod, String container) {
    return Instant.parse(state(pod, container).path("terminated").path("startedAt").asText());
  }

  private static Instant finished(JsonNode pod, String container) {
    return Instant.parse(state(pod, container).path("terminated").path("finishedAt").asText());
  }
}
