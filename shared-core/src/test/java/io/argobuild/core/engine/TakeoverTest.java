package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.engine.Observation.PodSeen;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A driver takes over while the pod is past the time that it may be pending. */
class TakeoverTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(60);
  private static final Workflow WORKFLOW =
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
                  pendingTimeout: "10"
                  container: {image: alpine, command: [date]}
              """,
              "wf.yaml")
          .onlyWorkflow();

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);
  private WorkflowState left = WorkflowState.of(WORKFLOW);
  private PodPlan plan;

  @BeforeEach
  void startAndLeave() {
    Decision started = reconciler.reconcile(left, List.of(), START);
    plan = ((Action.CreatePod) started.actions().get(0)).plan();
    left = WorkflowState.of(started.next().withStatus());
  }

  @Test
  void aPodThatHasEndedMeanwhileIsNotTimedOut() {
    PodSeen ended = new PodSeen(PodStates.ended(plan, PodOutcome.succeeds(), LATER));
    Decision taken = reconciler.reconcile(left, List.of(ended), LATER);
    assertThat(taken.next().status().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
  }

  @Test
  void aPodThatRunsMeanwhileIsNotTimedOut() {
    PodSeen running = new PodSeen(PodStates.running(plan, LATER));
    Decision taken = reconciler.reconcile(left, List.of(running), LATER);
    assertThat(taken.next().status().phase()).isEqualTo(WorkflowPhase.RUNNING);
  }

  @Test
  void aPodThatIsStillPendingIsTimedOut() {
    PodSeen pending = new PodSeen(PodStates.pending(plan));
    Decision taken = reconciler.reconcile(left, List.of(pending), LATER);
    assertThat(taken.next().status().message()).contains("timeout");
    assertThat(taken.next().isFinished()).isTrue();
  }
}
