package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeClaimsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Workflow WORKFLOW =
      new ManifestReader()
          .read(
              """
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {name: wf, namespace: ns}
              spec:
                entrypoint: main
                arguments: {parameters: [{name: size, value: 2Gi}]}
                volumeClaimTemplates:
                - metadata: {name: work, labels: {a: b}}
                  spec: {resources: {requests: {storage: "{{workflow.parameters.size}}"}}}
                templates:
                - name: main
                  container:
                    image: x
                    command: [x]
                    volumeMounts: [{name: work, mountPath: /w}]
              """,
              "wf.yaml")
          .onlyWorkflow();

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);

  private Decision begin(WorkflowState state) {
    return reconciler.reconcile(state, List.of(), START);
  }

  @Test
  void claimsAreMadeBeforeThePodsThatMountThem() {
    Decision decision = begin(WorkflowState.of(WORKFLOW));

    assertThat(decision.actions())
        .hasExactlyElementsOfTypes(Action.CreateClaim.class, Action.CreatePod.class);
    assertThat(((Action.CreateClaim) decision.actions().get(0)).claim())
        .hasToString(
            "{\"apiVersion\":\"v1\",\"kind\":\"PersistentVolumeClaim\",\"metadata\":{\"name\":\"wf-work\","
                + "\"labels\":{\"a\":\"b\",\"argo-build/workflow\":\"wf\"},\"namespace\":\"ns\"},"
                + "\"spec\":{\"resources\":{\"requests\":{\"storage\":\"2Gi\"}}}}");
    assertThat(decision.next().status().volumeClaims()).containsExactly("wf-work");
  }

  @Test
  void whoTakesARunOverAsksForItsClaimsAgain() {
    Workflow begun = begin(WorkflowState.of(WORKFLOW)).next().withStatus();

    assertThat(begin(WorkflowState.of(begun)).actions())
        .hasAtLeastOneElementOfType(Action.CreateClaim.class);
  }

  @Test
  void aClaimThatCannotBeMadeEndsTheWorkflow() {
    WorkflowState begun = begin(WorkflowState.of(WORKFLOW)).next();
    Problem problem = new Problem("X", ProblemClass.PERMISSION, "no quota left", Place.NOWHERE, "");
    Decision decision =
        reconciler.reconcile(begun, List.of(new Observation.ClaimRefused(problem)), START);

    assertThat(decision.next().status().phase()).isEqualTo(WorkflowPhase.ERROR);
    assertThat(decision.next().status().message()).isEqualTo("pvc create error: no quota left");
    assertThat(decision.next().node("wf")).matches(node -> node.phase() == NodePhase.ERROR);
    assertThat(decision.actions()).hasAtLeastOneElementOfType(Action.TerminatePod.class);
  }
}
