package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.engine.Observation.PodRefused;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.ManifestResources;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RefusedPodTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Workflow WORKFLOW =
      new ManifestReader()
          .read(
              """
              {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow",
               "metadata": {"name": "wf"}, "spec": {"entrypoint": "main", "templates": [
                 {"name": "main", "container": {"image": "alpine", "command": ["date"]}}]}}
              """,
              "test")
          .onlyWorkflow();

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null),
          new ManifestResources(List.of()));

  private static Observation refused(ProblemClass kind) {
    return new PodRefused(
        "wf", new Problem("DISK_FULL", kind, "no space left", new Place.At("pod wf"), ""));
  }

  @Test
  void aPodRefusedForAWhileIsCreatedAgainAfterAPause() {
    Decision first = reconciler.reconcile(WorkflowState.of(WORKFLOW), List.of(), START);
    Decision waiting =
        reconciler.reconcile(first.next(), List.of(refused(ProblemClass.TRANSIENT)), START);
    assertThat(waiting.actions()).isEmpty();
    assertThat(waiting.wakeAt()).isAfter(START);

    for (int i = 0; i < 3; i++) {
      Instant at = Objects.requireNonNull(waiting.wakeAt());
      Decision again = reconciler.reconcile(waiting.next(), List.of(), at);
      assertThat(again.actions()).hasSize(1).first().isInstanceOf(Action.CreatePod.class);
      waiting = reconciler.reconcile(again.next(), List.of(refused(ProblemClass.TRANSIENT)), at);
      assertThat(waiting.wakeAt()).isAfter(at);
    }
  }

  @Test
  void aPodThatIsRefusedForTooLongEndsItsNodeWithTheReason() {
    Decision last = reconciler.reconcile(WorkflowState.of(WORKFLOW), List.of(), START);
    for (int tries = 0; !last.next().isFinished() && tries < 1_000; tries++) {
      Instant at = tries == 0 ? START : Objects.requireNonNull(last.wakeAt());
      Decision again = reconciler.reconcile(last.next(), List.of(), at);
      last =
          again.next().isFinished()
              ? again
              : reconciler.reconcile(again.next(), List.of(refused(ProblemClass.TRANSIENT)), at);
    }
    assertThat(last.next().status().phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(last.next().status().message())
        .isEqualTo("pod did not start within 30m0s: Pod could not be created: no space left");
  }

  @Test
  void aPodRefusedForGoodEndsItsNode() {
    Decision first = reconciler.reconcile(WorkflowState.of(WORKFLOW), List.of(), START);
    Decision ended =
        reconciler.reconcile(first.next(), List.of(refused(ProblemClass.CONFIGURATION)), START);
    assertThat(ended.next().status().phase()).isEqualTo(WorkflowPhase.ERROR);
    assertThat(ended.next().status().message()).contains("no space left");
  }
}
