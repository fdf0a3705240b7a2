package io.argobuild.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
