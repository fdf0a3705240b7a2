package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.PodSeen;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodProtocol;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Main has ended, collect has not noticed, and nothing more is seen of the pod. */
class CollectTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Action TOLD =
      new Action.TerminatePod("wf", Set.of(PodProtocol.COLLECT), PodAssessment.COLLECT_GRACE);

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);
  private WorkflowState state =
      WorkflowState.of(
          new ManifestReader()
              .read(
                  """
                  apiVersion: argoproj.io/v1alpha1
                  kind: Workflow
                  metadata: {name: wf}
                  spec:
                    entrypoint: main
                    templates:
                    - name: main
                      container: {image: alpine, command: [date]}
                      outputs: {parameters: [{name: p, valueFrom: {path: /tmp/p}}]}
                  """,
                  "wf.yaml")
              .onlyWorkflow());
  private ObjectNode mainEnded = JsonNodeFactory.instance.objectNode();

  @BeforeEach
  void start() {
    Decision started = reconciler.reconcile(state, List.of(), START);
    PodPlan plan = ((Action.CreatePod) started.actions().get(0)).plan();
    state = started.next();
    mainEnded = PodStates.running(plan, START);
    for (var status : mainEnded.path("status").path("containerStatuses")) {
      if (status.path("name").asText().equals("main")) {
        ((ObjectNode) status)
            .putObject("state")
            .putObject("terminated")
            .put("exitCode", 0)
            .put("startedAt", START.toString())
            .put("finishedAt", START.toString());
      }
    }
  }

  private Decision reconcile(ObjectNode seen, Instant now) {
    List<Observation> observations = seen.isEmpty() ? List.of() : List.of(new PodSeen(seen));
    Decision decision = reconciler.reconcile(state, observations, now);
    state = decision.next();
    return decision;
  }

  @Test
  void collectIsToldWhenItHasNotNoticedInItsTime() {
    Decision seen = reconcile(mainEnded, START);
    Instant told = START.plus(PodAssessment.NOTICE_TIME);
    assertThat(seen.actions()).doesNotContain(TOLD);
    assertThat(seen.wakeAt()).isEqualTo(told);
    assertThat(reconcile(mainEnded.objectNode(), told).actions()).containsExactly(TOLD);
    assertThat(reconcile(mainEnded.objectNode(), told.plusSeconds(60)).actions()).isEmpty();
  }

  @Test
  void collectThatWaitsForASignalIsGivenTimeToStart() {
    ((ObjectNode) mainEnded.path("metadata").path("annotations"))
        .put(PodProtocol.COLLECT_ANNOTATION, PodProtocol.BY_SIGNAL);
    assertThat(reconcile(mainEnded, START).actions()).doesNotContain(TOLD);
    Instant told = START.plus(PodAssessment.COLLECT_START);
    assertThat(reconcile(mainEnded.objectNode(), told).actions()).containsExactly(TOLD);
  }

  @Test
  void collectThatEndsByItselfIsLeftAlone() {
    reconcile(mainEnded, START);
    ObjectNode ended = mainEnded.deepCopy();
    ((ObjectNode) ended.path("status")).put("phase", "Succeeded");
    for (var status : ended.path("status").path("containerStatuses")) {
      ((ObjectNode) status)
          .putObject("state")
          .putObject("terminated")
          .put("exitCode", 0)
          .put("message", "{\"v\":1,\"exit\":0,\"parameters\":[{\"name\":\"p\",\"value\":\"\"}]}")
          .put("finishedAt", START.toString());
    }
    reconcile(ended, START.plusSeconds(1));
    assertThat(state.isFinished()).isTrue();
    assertThat(reconcile(ended, START.plus(PodAssessment.NOTICE_TIME)).actions())
        .doesNotContain(TOLD);
  }
}
