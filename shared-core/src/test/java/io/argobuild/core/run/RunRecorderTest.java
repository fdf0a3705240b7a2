package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.report.view.LogTail;
import io.argobuild.core.report.view.ViewInput;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RunRecorderTest {
  private static final Instant NOW = Instant.parse("2024-05-06T07:08:09.700Z");

  private final RunRecorder recorder =
      new RunRecorder(() -> NOW, Manifests.NONE, "ci/release.yaml");

  private void log(String node, String container, String line) {
    recorder.on(new RunEvent.PodLog(node, node, "pod", container, line));
  }

  private static RunOutcome outcome(RunOutcome.Failure failure) {
    Workflow workflow = new Workflow(JsonNodeFactory.instance.objectNode());
    return new RunOutcome(workflow, WorkflowPhase.FAILED, false, failure, Map.of(), null);
  }

  private ViewInput input() {
    return recorder.input(outcome(new RunOutcome.Failure(null, "", "", List.of())));
  }

  @Test
  void theEndOfEachLogIsKept() {
    for (int i = 0; i < 100; i++) {
      log("a", "main", "line " + i);
    }
    log("a", "sidecar", "of no interest");
    LogTail tail = Objects.requireNonNull(input().logs().get("a"));

    assertThat(tail.total()).isEqualTo(100);
    assertThat(tail.lines()).hasSize(60).startsWith("line 40").endsWith("line 99");
  }

  @Test
  void whatIsKeptIsBoundedWhateverIsWritten() {
    for (int node = 0; node < 1_100; node++) {
      log("n" + node, "main", "x");
    }
    for (int i = 0; i < 100; i++) {
      log("n1099", "main", "y".repeat(50_000));
    }
    Map<String, LogTail> logs = input().logs();

    assertThat(logs).hasSize(1_000).containsKey("n1099").doesNotContainKey("n0");
    assertThat(String.join("", Objects.requireNonNull(logs.get("n1099")).lines()))
        .hasSizeLessThan(17_000);
  }

  @Test
  void podsBeganToWorkWhenTheyWereFirstSeenRunning() {
    NodeStatus pod = new NodeBuilder("p", "wf", NodeType.Leaf.POD).phase(NodePhase.RUNNING).build();
    recorder.on(new RunEvent.NodeChanged(null, pod));

    assertThat(input().started()).containsEntry("p", Instant.parse("2024-05-06T07:08:09Z"));
  }

  @Test
  void theEndOfTheFailedLogIsThereEvenWhenLogsWereNotFollowed() {
    NodeStatus pod = new NodeBuilder("p", "wf", NodeType.Leaf.POD).build();
    RunOutcome.Failure failure = new RunOutcome.Failure(pod, "", "1", List.of("the end"));

    assertThat(recorder.input(outcome(failure)).logs())
        .containsEntry("p", new LogTail(List.of("the end"), -1));
  }

  @Test
  void secretsOfTheManifestsAreKnown() {
    Manifests manifests =
        new ManifestReader()
            .read(
                "{apiVersion: v1, kind: Secret, metadata: {name: s},"
                    + " data: {a: aHVudGVyMg==}, stringData: {b: plain-one}}",
                "s.yaml");
    RunRecorder knowing = new RunRecorder(() -> NOW, manifests, "");
    ViewInput input = knowing.input(outcome(new RunOutcome.Failure(null, "", "", List.of())));

    assertThat(input.secrets()).containsExactlyInAnyOrder("hunter2", "plain-one");
  }
}
