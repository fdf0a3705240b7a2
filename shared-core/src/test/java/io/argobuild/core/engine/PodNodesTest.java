package io.argobuild.core.engine;

import static io.argobuild.core.engine.Parts.outputArtifact;
import static io.argobuild.core.engine.Parts.timeout;
import static io.argobuild.core.engine.RunAssert.assertThat;
import static io.argobuild.core.engine.WorkflowBuilder.workflow;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class PodNodesTest {
  private static final Workflow ONE = workflow(w -> w.steps("main", s -> s.step("a")));

  private static ScriptedRun one(PodOutcome outcome) {
    return ScriptedRun.of(ONE, new PodWorld().node("a", outcome));
  }

  @Test
  void aFailedContainerFailsItsNodeWithItsExitCode() {
    assertThat(one(PodOutcome.exits(3)))
        .hasNode("a", NodePhase.FAILED, "main: Error (exit code 3)")
        .finished(WorkflowPhase.FAILED);
  }

  @Test
  void aPodThatCannotBeCreatedForNowIsTriedAgainAfterAPause() {
    assertThat(one(PodOutcome.refusedForNow(2)))
        .podsCreated("a", 3)
        .took(Duration.ofSeconds(21))
        .hasNode("a", NodePhase.SUCCEEDED, "")
        .finished(WorkflowPhase.SUCCEEDED);
  }

  @Test
  void aPodThatIsRefusedForGoodEndsItsNode() {
    assertThat(one(PodOutcome.refusedForGood("no such account")))
        .podsCreated("a", 1)
        .hasNode("a", NodePhase.ERROR, "no such account")
        .finished(WorkflowPhase.FAILED);
  }

  @Test
  void aRunningPodThatVanishesIsAnError() {
    assertThat(one(PodOutcome.vanishes()))
        .hasNode("a", NodePhase.ERROR, "pod deleted")
        .podsCreated("a", 1);
  }

  @Test
  void aPendingPodThatVanishesIsMadeAgain() {
    assertThat(one(PodOutcome.vanishesPending()))
        .podsCreated("a", 2)
        .finished(WorkflowPhase.SUCCEEDED);
  }

  @Test
  void aPodThatStaysPendingBeyondItsTimeoutEndsItsGroup() {
    Workflow workflow =
        workflow(w -> w.steps("main", s -> s.step("a")).container("run", timeout("5s")));
    assertThat(ScriptedRun.of(workflow, new PodWorld().node("a", PodOutcome.staysPending())))
        .hasNode("a", NodePhase.FAILED, "timeout")
        .hasNode("[0]", NodePhase.FAILED, "timeout")
        .leavesNoPodRunning()
        .finished(WorkflowPhase.FAILED);
  }

  @Test
  void anArtifactIsStoredOrMissingWhenItsPodHasReported() {
    Workflow workflow =
        workflow(
            w ->
                w.steps("main", s -> s.step("a"))
                    .container("run", outputArtifact("x"), outputArtifact("y")));
    ScriptedRun run =
        ScriptedRun.of(workflow, new PodWorld().node("a", PodOutcome.fails().without("y")));
    assertThat(run)
        .artifact("a", "x", ArtifactState.Phase.STORED)
        .artifact("a", "y", ArtifactState.Phase.MISSING);
  }

  @Test
  void anArtifactIsBeingWrittenFromBeforeThePodUntilSomebodyKnows() {
    Workflow workflow =
        workflow(w -> w.steps("main", s -> s.step("a")).container("run", outputArtifact("x")));
    ScriptedRun run =
        new ScriptedRun(workflow, new PodWorld().node("a", PodOutcome.vanishes()))
            .watch(PodNodesTest::hasWrittenAhead)
            .run();
    assertThat(run).artifact("a", "x", ArtifactState.Phase.WRITING);
  }

  @Test
  void membersOfAContainerSetAreNodesOfTheirOwn() {
    Workflow workflow =
        workflow(
            w ->
                w.steps("main", s -> s.step("a", Parts.calls("set")))
                    .containerSet("set", "x", "y"));
    assertThat(
            ScriptedRun.of(
                workflow, new PodWorld().node("a", PodOutcome.succeeds().member("y", 2))))
        .hasNode("a.x", NodePhase.SUCCEEDED)
        .hasNode("a.y", NodePhase.FAILED)
        .hasNode("a", NodePhase.FAILED)
        .finished(WorkflowPhase.FAILED);
  }

  private static void hasWrittenAhead(ScriptedRun.Tick tick) {
    for (Action action : tick.decision().actions()) {
      if (action instanceof Action.CreatePod create) {
        NodeStatus node = Objects.requireNonNull(tick.decision().next().node(create.nodeId()));
        Assertions.assertThat(node.artifacts())
            .extracting(ArtifactState::phase)
            .containsExactly(ArtifactState.Phase.WRITING);
      }
    }
  }
}
