package io.argobuild.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.WorkflowPhase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusRepairTest {
  private static Workflow shared(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StatusRepairTest.class.getResourceAsStream("/cases/" + name))) {
      return new Workflow((ObjectNode) new ObjectMapper().readTree(in));
    }
  }

  private static RepairedStatus repair(Workflow workflow) {
    RepairedStatus repaired = StatusRepair.repair(workflow, Statuses.END);
    assertThat(StatusRepair.repair(repaired.workflow(), Statuses.END).findings())
        .as("a repaired status has nothing left to repair")
        .isEmpty();
    return repaired;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manual-retry-3.5.6-before.json",
        "manual-retry-4.1.2-before.json",
        "manual-retry-4.1.2-after.json",
        "retry-with-successful-hook-4.1.2-after.json"
      })
  void statusesThatControllersLeftWholeStayAsTheyAre(String name) throws IOException {
    Workflow workflow = shared(name);
    RepairedStatus repaired = repair(workflow);

    assertThat(repaired.findings()).isEmpty();
    assertThat(repaired.workflow()).isEqualTo(workflow);
  }

  @Test
  void theWreckOfAManualRetryBy356CanBeRetried() throws IOException {
    RepairedStatus repaired = repair(shared("manual-retry-3.5.6-after.json"));

    assertThat(repaired.toText())
        .contains("NOTHING_TO_RUN manual-retry-t97jl(0): it was open though all had ended");
    RetryPlan plan = ManualRetry.plan(repaired.workflow(), RetryOptions.FAILED, Statuses.END);
    assertThat(plan.with(RetryFate.KEPT))
        .extracting(RetryPlan.Entry::name)
        .containsExactly("manual-retry-t97jl(0).good");
    assertThat(plan.first()).containsExactly("manual-retry-t97jl(0)");
  }

  private static Statuses lostPod() {
    return Statuses.of("Failed")
        .node("~", "Steps", "Failed", "", "~[0]")
        .node("~[0]", "StepGroup", "Succeeded", "~", "~[0].a")
        .node("~[1]", "StepGroup", "Failed", "~", "~[1].b")
        .node("~[1].b", "Pod", "Failed", "~");
  }

  @Test
  void aLostPodIsNoSuccessAndWhatCameAfterItIsFoundAgain() {
    RepairedStatus repaired = repair(lostPod().workflow());

    assertThat(repaired.findings())
        .extracting(StatusFinding::toString)
        .containsExactlyInAnyOrder(
            "DANGLING_CHILD wf[0]: its child " + Statuses.id("~[0].a") + " is lost",
            "WRONG_PARENT wf[1]: nothing led to it",
            "WRONG_PARENT wf[1].b: nothing led to it",
            "WRONG_PHASE wf[0]: it succeeded, and not all in it did");
    RetryPlan plan = ManualRetry.plan(repaired.workflow(), RetryOptions.FAILED, Statuses.END);
    assertThat(Statuses.told(plan.workflow()))
        .containsExactly("~ running", "~[0] running", "~[1] running");
  }

  @Test
  void lostGroupsArePutBackAroundWhatWasInThem() {
    Workflow workflow =
        Statuses.of("Failed")
            .node("~.loop(0:x)(0)", "DAG", "Failed", "~", "~.loop(0:x)(0).a")
            .node("~.loop(0:x)(0).a", "Pod", "Failed", "~.loop(0:x)(0)")
            .workflow();

    assertThat(Statuses.told(repair(workflow).workflow()))
        .containsExactly(
            "~ failed",
            "~.loop failed",
            "~.loop(0:x) failed",
            "~.loop(0:x)(0) failed",
            "~.loop(0:x)(0).a failed");
  }

  @Test
  void whatNeverWouldEndHasEnded() {
    Workflow workflow =
        Statuses.of("Running")
            .node("~", "DAG", "Running", "", "~.a")
            .node("~.a", "Pod", "Failed", "~")
            .workflow();
    RepairedStatus repaired = repair(workflow);

    assertThat(Statuses.phase(repaired.workflow())).isEqualTo(WorkflowPhase.FAILED);
    assertThat(repaired.toText()).contains("nothing of it was left to run");
  }

  @Test
  void whatStillRunsIsLeftAlone() {
    Workflow workflow =
        Statuses.of("Running")
            .node("~", "DAG", "Running", "", "~.a")
            .node("~.a", "Pod", "Running", "~")
            .workflow();

    assertThat(repair(workflow).findings()).isEmpty();
  }

  @Test
  void aRetryWhoseLastAttemptFailedDidNotSucceed() {
    Workflow workflow =
        Statuses.of("Failed")
            .node("~", "DAG", "Failed", "", "~.a")
            .node("~.a", "Retry", "Succeeded", "~", "~.a(0)")
            .node("~.a(0)", "Pod", "Failed", "~")
            .workflow();

    assertThat(Statuses.told(repair(workflow).workflow()))
        .containsExactly("~ failed", "~.a failed", "~.a(0) failed");
  }

  @Test
  void labelsFollowTheStatus() {
    Workflow workflow = lostPod().workflow();
    workflow
        .raw()
        .withObject("/metadata/labels")
        .put("workflows.argoproj.io/phase", "Running")
        .put("workflows.argoproj.io/completed", "false");

    assertThat(repair(workflow).workflow().labels())
        .containsEntry("workflows.argoproj.io/phase", "Failed")
        .containsEntry("workflows.argoproj.io/completed", "true");
  }

  @Test
  void compressedNodesAreRead() throws IOException {
    Workflow workflow = lostPod().workflow();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(workflow.status().get("nodes").toString().getBytes(StandardCharsets.UTF_8));
    }
    workflow
        .status()
        .put("compressedNodes", Base64.getEncoder().encodeToString(packed.toByteArray()))
        .remove("nodes");

    RepairedStatus repaired = repair(workflow);
    assertThat(repaired.toText()).contains("PACKED wf");
    assertThat(Statuses.told(repaired.workflow())).hasSize(4);
    assertThat(repaired.workflow().status().has("compressedNodes")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "bm8gZ3ppcA=="})
  void compressedNodesThatCannotBeReadAreRefused(String text) {
    Workflow workflow = Statuses.of("Failed").workflow();
    workflow.status().put("compressedNodes", text);

    assertThatThrownBy(() -> StatusRepair.repair(workflow, Statuses.END))
        .hasMessageContaining("STATUS_UNREADABLE");
  }

  @Test
  void offloadedNodesAreRefusedWithWhatToDo() {
    Workflow workflow = Statuses.of("Failed").workflow();
    workflow.status().put("offloadNodeStatusVersion", "fnv:123");

    assertThatThrownBy(() -> StatusRepair.repair(workflow, Statuses.END))
        .hasMessageContaining("STATUS_OFFLOADED")
        .hasMessageContaining("argo get NAME -o json");
  }
}
