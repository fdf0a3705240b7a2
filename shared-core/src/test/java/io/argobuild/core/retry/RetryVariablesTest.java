package io.argobuild.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePVector;

class RetryVariablesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private static NodeBuilder failed(String id) {
    return new NodeBuilder(id, id, NodeType.Leaf.POD).phase(NodePhase.FAILED).message("why");
  }

  @Test
  void theFirstAttemptHasDefaults() {
    assertThat(RetryVariables.ofBody(0, null))
        .isEqualTo(
            Map.of(
                "retries", "0",
                "lastRetry.exitCode", "0",
                "lastRetry.status", "",
                "lastRetry.duration", "0",
                "lastRetry.message", ""));
  }

  @Test
  void laterAttemptsKnowTheOneBefore() {
    NodeStatus last =
        failed("n")
            .outputs(json("{'exitCode':'6'}"))
            .startedAt(START)
            .finishedAt(START.plusMillis(1500))
            .build();

    assertThat(RetryVariables.ofBody(2, last))
        .isEqualTo(
            Map.of(
                "retries", "2",
                "lastRetry.exitCode", "6",
                "lastRetry.status", "Failed",
                "lastRetry.duration", "1.5",
                "lastRetry.message", "why"));
  }

  @Test
  void withoutAnExitCodeBodyAndExpressionDiffer() {
    NodeStatus last = failed("n").build();

    assertThat(RetryVariables.ofBody(1, last)).containsEntry("lastRetry.exitCode", "0");
    assertThat(RetryVariables.ofExpression(1, last))
        .isEqualTo(
            Map.of(
                "retries",
                "0",
                "lastRetry",
                Map.of("exitCode", "-1", "status", "Failed", "duration", "0", "message", "why")));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4000, 4", "1500, 1.5", "100000, 100", "1, 0.001", "86400250, 86400.25"})
  void secondsAreWrittenAsGoDoes(long millis, String text) {
    assertThat(ArgoDuration.seconds(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "5, PT5S",
    "-5, PT-5S",
    "+5, PT5S",
    "1m30s, PT1M30S",
    "1h, PT1H",
    "-1.5h, PT-1H-30M",
    "100ms, PT0.1S",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "2us, PT0.000002S",
    "2µs, PT0.000002S",
    "1ns, PT0.000000001S",
    "0.3ns, PT0S",
    "2562047h47m16.854775807s, PT2562047H47M16.854775807S",
    "99999999999999, PT2562047H47M16.854775807S",
  })
  void durationsAreReadAsArgoDoes(String text, Duration expected) {
    assertThat(ArgoDuration.parse(text)).isEqualTo(new ArgoDuration.Parsed.Valid(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "1 s", "1s ", "1.2.3s", ".s", "-", "1h-5m", "2562047h47m16.854775808s"})
  void otherTextsAreNoDurations(String text) {
    assertThat(ArgoDuration.parse(text)).isInstanceOf(ArgoDuration.Parsed.Invalid.class);
  }

  @Test
  void aVeryLongTextIsNoDuration() {
    assertThat(ArgoDuration.parse("9".repeat(1_000_000) + "s"))
        .isInstanceOf(ArgoDuration.Parsed.Invalid.class);
  }

  @Test
  void theHostsOfFailedPodsBelowAreShunnedOnce() {
    NodeStatus retry =
        new NodeBuilder("r", "r", NodeType.Virtual.RETRY)
            .children(TreePVector.from(List.of("a", "b", "steps", "gone")))
            .build();
    Map<String, NodeStatus> nodes =
        Map.of(
            "a", failed("a").hostNodeName("h1").build(),
            "b", failed("b").hostNodeName("h1").children(TreePVector.singleton("r")).build(),
            "r", retry,
            "steps",
                new NodeBuilder("steps", "steps", NodeType.Virtual.STEPS)
                    .phase(NodePhase.FAILED)
                    .hostNodeName("not-a-pod")
                    .children(TreePVector.from(List.of("c", "d", "e")))
                    .build(),
            "c", failed("c").phase(NodePhase.ERROR).hostNodeName("h2").build(),
            "d", failed("d").phase(NodePhase.SUCCEEDED).hostNodeName("h3").build(),
            "e", failed("e").build());

    assertThat(NodeAntiAffinity.failedHosts(retry, nodes::get)).containsExactly("h1", "h2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|[{H}]",
        "{'matchExpressions':[]}|[{H}]",
        "{'matchFields':[1]}|[{'matchFields':[1],H}]",
        "{'matchExpressions':[{'key':'x'}]}|[{'matchExpressions':[{'key':'x'},C]}]",
        "{'matchExpressions':[{'key':'x'}]},{'matchExpressions':[{'key':'y'}]}|[{'matchExpressions':[{'key':'x'},C]},{'matchExpressions':[{'key':'y'}]}]",
        "{'matchExpressions':[{'key':'x'}]},{}|[{'matchExpressions':[{'key':'x'}]},{H}]",
        "{'matchExpressions':[{'key':'kubernetes.io/hostname','operator':'NotIn','values':['h0','h1']}]}|[{'matchExpressions':[{'key':'kubernetes.io/hostname','operator':'NotIn','values':['h0','h1','h2']}]}]",
        "{'matchExpressions':[{'key':'kubernetes.io/hostname','operator':'In','values':['h0']}]}|[{'matchExpressions':[{'key':'kubernetes.io/hostname','operator':'In','values':['h0']},C]}]",
      })
  void oneTermOfTheAffinityGetsTheHosts(String terms, String expected) {
    String wrapped =
        "{'podAffinity':{},'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':%s}}}";
    String condition = "{'key':'kubernetes.io/hostname','operator':'NotIn','values':['h1','h2']}";
    ObjectNode affinity =
        json(terms.isEmpty() ? "{'podAffinity':{}}" : wrapped.formatted("[" + terms + "]"));
    ObjectNode before = affinity.deepCopy();

    ObjectNode result = NodeAntiAffinity.shunning(affinity, List.of("h1", "h2"));

    String full = expected.replace("H", "'matchExpressions':[C]").replace("C", condition);
    assertThat(result).isEqualTo(json(wrapped.formatted(full)));
    assertThat(affinity).as("not changed").isEqualTo(before);
    assertThat(NodeAntiAffinity.shunning(affinity, Set.of())).isEqualTo(before);
  }
}
