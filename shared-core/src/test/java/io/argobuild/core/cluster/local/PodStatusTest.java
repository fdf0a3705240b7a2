package io.argobuild.core.cluster.local;

import static io.argobuild.core.cluster.TestPods.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.TestPods;
import io.argobuild.core.cluster.local.PodRecord.Blocked;
import io.argobuild.core.cluster.local.PodRecord.ContainerRecord;
import io.argobuild.core.cluster.local.PodRecord.Ended;
import io.argobuild.core.cluster.local.PodRecord.Exit;
import io.argobuild.core.cluster.local.PodRecord.How;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStatusTest {
  private static final Instant T0 = Instant.parse("2026-01-01T10:00:00.7Z");
  private static final Instant T1 = T0.plusSeconds(5);

  /** w waits, r runs, a number is an exit code; "-" is no container. */
  @ParameterizedTest(name = "init {0}, main {1} {2}, ended {3}: {4}")
  @CsvSource({
    "-, w, -, , Pending",
    "-, r, -, , Running",
    "-, r, w, , Pending",
    "-, 0, r, , Running",
    "-, 1, r, , Running",
    "-, 0, 0, , Running",
    "-, 0, 0, BY_ITSELF, Succeeded",
    "-, 1, 0, BY_ITSELF, Failed",
    "-, 1, 0, DEADLINE_EXCEEDED, Failed",
    "-, 0, 0, DEADLINE_EXCEEDED, Failed",
    "-, w, 0, BY_ITSELF, Failed",
    "-, r, -, LOST, Failed",
    "r, w, -, , Pending",
    "0, w, -, , Pending",
    "0, r, -, , Running",
    "2, w, -, BY_ITSELF, Failed",
    "0, 0, -, BY_ITSELF, Succeeded",
    "w, w, -, NEVER_STARTED, Failed",
  })
  void thePhaseFollowsFromTheContainers(
      String init, String main, String other, @Nullable How ended, String phase) {
    ObjectNode pod = TestPods.pod("p", "wf");
    Map<String, ContainerRecord> records = new HashMap<>();
    add(pod, "initContainers", "init", init, records);
    add(pod, "containers", "main", main, records);
    add(pod, "containers", "other", other, records);

    JsonNode status =
        PodStatus.of(pod, new PodRecord(T0, ended == null ? null : new Ended(T1, ended), records));

    assertThat(status.path("phase").asText()).isEqualTo(phase);
  }

  private static void add(
      ObjectNode pod, String field, String name, String state, Map<String, ContainerRecord> to) {
    if (state.equals("-")) {
      return;
    }
    TestPods.add(pod, field, name, List.of("x"));
    to.put(
        name,
        switch (state) {
          case "w" -> ContainerRecord.WAITING;
          case "r" -> new ContainerRecord(T0, null, null, true);
          default -> new ContainerRecord(T0, exit(Integer.parseInt(state), ""), null, true);
        });
  }

  private static Exit exit(int code, String message) {
    return new Exit(code, code == 0 ? "Completed" : "Error", message, T1);
  }

  @Test
  void aPodThatWaitsForItsTurnHasNoContainersYet() {
    ObjectNode status = status(null, null, Map.of());

    assertThat(status.path("phase").asText()).isEqualTo("Pending");
    assertThat(status.has("startTime")).isFalse();
    assertThat(status.has("containerStatuses")).isFalse();
    assertThat(condition(status, "PodScheduled")).isEqualTo("False WaitingForItsTurn");
  }

  @Test
  void aLostPodsRunningContainerCouldNotBeLocated() {
    ObjectNode pod = pod();
    ContainerRecord running = new ContainerRecord(T0, null, null, true);
    pod.set(
        "status",
        PodStatus.of(pod, new PodRecord(T0, new Ended(T1, How.LOST), Map.of("main", running))));

    JsonNode terminated = state(pod, "main").path("terminated");
    assertThat(terminated.path("exitCode").asInt()).isEqualTo(137);
    assertThat(terminated.path("reason").asText()).isEqualTo("ContainerStatusUnknown");
    assertThat(terminated.path("finishedAt").asText()).isEqualTo("2026-01-01T10:00:05Z");
    assertThat(pod.path("status").path("reason").asText()).isEqualTo("NodeLost");
  }

  @Test
  void aBlockedContainerTellsWhy() {
    ObjectNode pod = pod();
    Blocked blocked = new Blocked("CreateContainerConfigError", "secret \"s\" not found");
    ContainerRecord record = new ContainerRecord(null, null, blocked, true);
    pod.set("status", PodStatus.of(pod, new PodRecord(T0, null, Map.of("main", record))));

    assertThat(state(pod, "main").path("waiting").path("reason").asText())
        .isEqualTo("CreateContainerConfigError");
    assertThat(state(pod, "main").path("waiting").path("message").asText())
        .isEqualTo("secret \"s\" not found");
    assertThat(Pods.phase(pod)).isEqualTo("Pending");
  }

  @Test
  void aRunningPodIsReadyWhenItsProbesAre() {
    ContainerRecord ready = new ContainerRecord(T0, null, null, true);
    ContainerRecord unready = new ContainerRecord(T0, null, null, false);

    ObjectNode one = status(T0, null, Map.of("main", ready));
    ObjectNode other = status(T0, null, Map.of("main", unready));

    assertThat(condition(one, "Ready")).isEqualTo("True");
    assertThat(condition(other, "Ready")).isEqualTo("False ContainersNotReady");
    assertThat(one.path("containerStatuses").path(0).path("ready").asBoolean()).isTrue();
    assertThat(other.path("containerStatuses").path(0).path("ready").asBoolean()).isFalse();
    assertThat(one.path("podIP").asText()).isEqualTo("127.0.0.1");
    assertThat(one.path("startTime").asText()).isEqualTo("2026-01-01T10:00:00Z");
  }

  @Test
  void messagesShareTheTwelveKibibytesOfTheirPod() {
    ObjectNode pod = TestPods.pod("p", "wf");
    Map<String, ContainerRecord> records = new HashMap<>();
    String message = "ä".repeat(2048);
    for (int i = 0; i < 4; i++) {
      TestPods.add(pod, "containers", "c" + i, List.of("x"));
      records.put("c" + i, new ContainerRecord(T0, exit(0, message), null, true));
    }
    pod.set("status", PodStatus.of(pod, new PodRecord(T0, null, records)));

    assertThat(state(pod, "c0").path("terminated").path("message").asText())
        .isEqualTo("ä".repeat(1536));
  }

  @ParameterizedTest
  @CsvSource({"abc, 3, abc", "abc, 2, ab", "aä, 2, a", "aä, 3, aä", "€, 2, ''"})
  void textIsLimitedAtCharacters(String text, int bytes, String limited) {
    assertThat(PodStatus.limited(text, bytes)).isEqualTo(limited);
  }

  private static ObjectNode pod() {
    ObjectNode pod = TestPods.pod("p", "wf");
    TestPods.add(pod, "containers", "main", List.of("x"));
    return pod;
  }

  private static ObjectNode status(
      @Nullable Instant started, @Nullable Ended ended, Map<String, ContainerRecord> records) {
    return PodStatus.of(pod(), new PodRecord(started, ended, records));
  }

  private static String condition(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return (condition.path("status").asText() + " " + condition.path("reason").asText())
            .strip();
      }
    }
    return "missing";
  }
}
