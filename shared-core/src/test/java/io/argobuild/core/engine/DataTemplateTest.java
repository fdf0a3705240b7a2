package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.engine.Observation.ArtifactsListed;
import io.argobuild.core.engine.Observation.NodeActionFailed;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTemplateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String KEY = "{name: in, s3: {key: 'scans/'}}";
  private static final List<String> KEYS = List.of("scans/a.pdf", "scans/b.txt", "scans/c.pdf");

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);

  private static WorkflowState workflow(String artifact, String expression) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf}
        spec:
          entrypoint: main
          templates:
          - name: main
            data:
              source: {artifactPaths: %s}
              transformation: [{expression: "%s"}]
        """
            .formatted(artifact, expression);
    return WorkflowState.of(new ManifestReader().read(text, "wf.yaml").onlyWorkflow());
  }

  private Decision next(WorkflowState state, Observation... observations) {
    return reconciler.reconcile(state, List.of(observations), START);
  }

  @Test
  void theShellIsAskedForKeysUnderTheSource() {
    Decision started = next(workflow(KEY, "data"));
    assertThat(started.actions()).containsExactly(new Action.ListArtifacts("wf", "scans/"));
    assertThat(started.next().node("wf"))
        .extracting(NodeStatus::phase)
        .isEqualTo(NodePhase.RUNNING);
  }

  @Test
  void aDriverThatTakesOverAsksAgain() {
    WorkflowState before = next(workflow(KEY, "data")).next();
    assertThat(next(WorkflowState.of(before.withStatus())).actions())
        .containsExactly(new Action.ListArtifacts("wf", "scans/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data                                  | ['scans/a.pdf','scans/b.txt','scans/c.pdf']",
        "filter(data, {# endsWith '.pdf'})     | ['scans/a.pdf','scans/c.pdf']",
        "map(data, {len(#)})                   | [11,11,11]",
        "len(data)                             | 3",
      })
  void expressionsTransformTheKeys(String expression, String result) {
    Decision ended = next(next(workflow(KEY, expression)).next(), new ArtifactsListed("wf", KEYS));
    NodeStatus node = Objects.requireNonNull(ended.next().node("wf"));
    assertThat(node.phase()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(Objects.requireNonNull(node.outputs()).path("result").asText())
        .isEqualTo(result.replace('\'', '"'));
    assertThat(ended.next().status().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
  }

  @Test
  void anExpressionThatFailsFailsTheNode() {
    Decision ended = next(next(workflow(KEY, "data + 1")).next(), new ArtifactsListed("wf", KEYS));
    assertThat(ended.next().node("wf"))
        .matches(node -> node.phase() == NodePhase.FAILED)
        .extracting(NodeStatus::message)
        .asString()
        .startsWith("main: Error (exit code 64): unable to process data template: unable to");
  }

  @Test
  void aStoreThatFailsFailsTheNode() {
    Decision started = next(workflow(KEY, "data"));
    Problem problem =
        new Problem("ARTIFACT_DENIED", ProblemClass.PERMISSION, "no", Place.NOWHERE, "");
    Decision ended =
        next(
            started.next(),
            new NodeActionFailed((Action.NodeAction) started.actions().get(0), problem));
    assertThat(ended.next().node("wf"))
        .matches(node -> node.phase() == NodePhase.FAILED)
        .extracting(NodeStatus::message)
        .asString()
        .endsWith("unable to source artifact paths: no");
  }

  @Test
  void aSourceWithoutKeyFailsTheNode() {
    assertThat(next(workflow("{name: in}", "data")).next().node("wf"))
        .matches(node -> node.phase() == NodePhase.FAILED)
        .extracting(NodeStatus::message)
        .asString()
        .endsWith("the source has no key");
  }

  @Test
  void aStopEndsTheWaitForTheList() {
    WorkflowState started = next(workflow(KEY, "data")).next();
    Decision stopped = next(started, new Observation.Command(new UserCommand.Stop("")));
    assertThat(stopped.next().node("wf"))
        .matches(node -> node.phase() == NodePhase.FAILED)
        .extracting(NodeStatus::message)
        .isEqualTo("Stopped with strategy 'Stop'");
    assertThat(next(stopped.next(), new ArtifactsListed("wf", KEYS)).changed()).isEmpty();
  }
}
