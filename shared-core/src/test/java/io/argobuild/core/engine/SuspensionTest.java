package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuspensionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Workflow WORKFLOW =
      new ManifestReader()
          .read(
              """
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {name: wf}
              spec:
                entrypoint: work
                onExit: bye
                templates:
                - {name: work, suspend: {duration: "60"}}
                - {name: bye, suspend: {duration: "0"}}
              """,
              "wf.yaml")
          .onlyWorkflow();

  private final Reconciler reconciler =
      new WorkflowReconciler(
          new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);

  @Test
  void theExitHandlerWaitsUntilTheWorkflowGoesOn() {
    WorkflowState running = after(WorkflowState.of(WORKFLOW), 0);
    WorkflowState suspended = after(running, 1, new UserCommand.Suspend());
    WorkflowState stepDone = after(suspended, 120);

    assertThat(stepDone.node("wf")).matches(node -> node.isFulfilled());
    assertThat(stepDone.status().phase()).isEqualTo(WorkflowPhase.RUNNING);
    assertThat(stepDone.node(NodeId.of("wf", "wf.onExit"))).isNull();

    WorkflowState ended = after(stepDone, 121, new UserCommand.Resume("", Map.of(), ""));
    assertThat(ended.status().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
    assertThat(ended.node(NodeId.of("wf", "wf.onExit"))).matches(node -> node.isFulfilled());
  }

  private WorkflowState after(WorkflowState state, long seconds, UserCommand... commands) {
    List<Observation> observations =
        java.util.Arrays.stream(commands).<Observation>map(Observation.Command::new).toList();
    return reconciler.reconcile(state, observations, START.plusSeconds(seconds)).next();
  }
}
