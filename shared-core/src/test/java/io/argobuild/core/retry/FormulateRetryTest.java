package io.argobuild.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Argo's {@code FormulateRetryWorkflow} (4.1.2), and where users want another end. */
class FormulateRetryTest {
  private static RetryPlan plan(Statuses statuses, RetryOptions options) {
    return ManualRetry.plan(statuses.workflow(), options, Statuses.END.plusSeconds(60));
  }

  private static RetryOptions selecting(String name) {
    return RetryOptions.selecting("id=" + Statuses.id(name));
  }

  private static Statuses failedBranch() {
    return Statuses.of("Failed")
        .node("~", "DAG", "Failed", "", "~.a")
        .node("~.a", "Pod", "Succeeded", "~", "~.b", "~.c")
        .node("~.b", "Pod", "Failed", "~", "~.d")
        .node("~.c", "Pod", "Succeeded", "~", "~.d")
        .node("~.d", "Skipped", "Omitted", "~");
  }

  /** A loop: root, task group 1 with 2 and after it 3, and 4. */
  private static Statuses nested(String two, String three, String four) {
    return Statuses.of("Failed")
        .node("~", "DAG", "Failed", "", "~.l")
        .node("~.l", "TaskGroup", "Failed", "~", "~.l(0:a)", "~.l(1:b)")
        .node("~.l(0:a)", "DAG", two, "~", "~.l(0:a).p")
        .node("~.l(0:a).p", "Pod", three, "~.l(0:a)")
        .node("~.l(1:b)", "Pod", four, "~");
  }

  private static Statuses continued() {
    return Statuses.of("Failed")
        .node("~", "DAG", "Failed", "", "~.1")
        .node("~.1", "Pod", "Succeeded", "~", "~.2", "~.4")
        .node("~.2", "Pod", "Failed", "~", "~.3")
        .node("~.3", "Pod", "Succeeded", "~")
        .node("~.4", "Pod", "Failed", "~", "~.5")
        .node("~.5", "Skipped", "Omitted", "~");
  }

  private static Statuses diamond() {
    return Statuses.of("Succeeded")
        .node("~", "DAG", "Succeeded", "", "~.A")
        .node("~.A", "Pod", "Succeeded", "~", "~.B", "~.C")
        .node("~.B", "Pod", "Succeeded", "~", "~.D")
        .node("~.C", "Pod", "Succeeded", "~", "~.D")
        .node("~.D", "Pod", "Succeeded", "~");
  }

  private static Statuses steps() {
    return Statuses.of("Failed")
        .node("~", "Steps", "Failed", "", "~[0]")
        .node("~[0]", "StepGroup", "Succeeded", "~", "~[0].hello1")
        .node("~[0].hello1", "Pod", "Succeeded", "~", "~[1]")
        .node("~[1]", "StepGroup", "Failed", "~", "~[1].hello2a", "~[1].hello2b")
        .node("~[1].hello2a", "Pod", "Failed", "~")
        .node("~[1].hello2b", "Pod", "Succeeded", "~");
  }

  private static Statuses exitHandler(String main, String exit) {
    return Statuses.of("Failed")
        .node("~", "Steps", main, "", "~[0]")
        .node("~[0]", "StepGroup", main, "~", "~[0].run")
        .node("~[0].run", "Pod", main, "~")
        .node("~.onExit", "Pod", exit, "");
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        row(
            "DeepDeleteNodes: failed and downstream are removed",
            failedBranch(),
            RetryOptions.FAILED,
            List.of("~ running", "~.a succeeded", "~.c succeeded"),
            List.of("~.b")),
        row(
            "RetryExitHandler: the handler is removed",
            exitHandler("Failed", "Succeeded"),
            RetryOptions.FAILED,
            List.of("~ running", "~[0] running"),
            List.of("~[0].run", "~.onExit")),
        row(
            "OnExitWorkflow: only the handler failed",
            exitHandler("Succeeded", "Failed"),
            RetryOptions.FAILED,
            List.of("~ succeeded", "~[0] succeeded", "~[0].run succeeded"),
            List.of("~.onExit")),
        row(
            "OnExitWorkflowRetry: a node is selected, the handler goes too",
            exitHandler("Succeeded", "Succeeded"),
            selecting("~[0].run"),
            List.of("~ running", "~[0] running"),
            List.of("~[0].run", "~.onExit")),
        row(
            "Skipped and Suspended: the suspended node is selected",
            Statuses.of("Failed")
                .node("~", "DAG", "Failed", "", "~.suspended", "~.skipped")
                .node("~.suspended", "Suspend", "Succeeded", "~")
                .node("~.skipped", "Skipped", "Skipped", "~"),
            selecting("~.suspended"),
            List.of("~ running", "~.skipped skipped"),
            List.of()),
        row(
            "Nested DAG, a good pod is selected beside a failed one",
            nested("Failed", "Succeeded", "Failed"),
            selecting("~.l(0:a).p"),
            List.of("~ running", "~.l running", "~.l(0:a) running"),
            List.of("~.l(0:a).p", "~.l(1:b)")),
        row(
            "Nested DAG, nothing is selected",
            nested("Succeeded", "Succeeded", "Failed"),
            RetryOptions.FAILED,
            List.of("~ running", "~.l running", "~.l(0:a) succeeded", "~.l(0:a).p succeeded"),
            List.of("~.l(1:b)")),
        row(
            "continue-on: what was handled is kept",
            continued(),
            RetryOptions.FAILED,
            List.of("~ running", "~.1 succeeded", "~.2 failed", "~.3 succeeded"),
            List.of("~.4")),
        row(
            "DAGDiamond: B is selected, D follows",
            diamond(),
            selecting("~.B"),
            List.of("~ running", "~.A succeeded", "~.C succeeded"),
            List.of("~.B", "~.D")),
        row(
            "StepsRetryWorkflow",
            steps(),
            selecting("~[1].hello2a"),
            List.of(
                "~ running",
                "~[0] succeeded",
                "~[0].hello1 succeeded",
                "~[1] running",
                "~[1].hello2b succeeded"),
            List.of("~[1].hello2a")),
        row(
            "The whole workflow is selected",
            diamond(),
            selecting("~"),
            List.of(),
            List.of("~.A", "~.B", "~.C", "~.D")));
  }

  private static Arguments row(
      String name, Statuses statuses, RetryOptions options, List<String> left, List<String> pods) {
    return Arguments.of(name, statuses, options, left, pods);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theCasesOfArgoEndAsThere(
      String name, Statuses statuses, RetryOptions options, List<String> left, List<String> pods) {
    RetryPlan plan = plan(statuses, options);

    assertThat(Statuses.told(plan.workflow())).isEqualTo(left.stream().sorted().toList());
    assertThat(plan.pods())
        .containsExactlyInAnyOrderElementsOf(
            pods.stream().map(pod -> NodeId.podName("wf", Statuses.full(pod), "t")).toList());
    assertThat(plan.first()).isNotEmpty();
    assertThat(Statuses.phase(plan.workflow())).isEqualTo(WorkflowPhase.UNKNOWN);
    assertThat(StatusReader.workflow(plan.workflow().status()).finishedAt()).isNull();
    for (int i = 0; i < 5; i++) {
      assertThat(plan(statuses, options)).isEqualTo(plan);
    }
  }

  @Test
  void continueOnWithASelectionRemovesWhatFollowsIt() {
    RetryPlan plan = plan(continued(), selecting("~.3"));

    // Argo removes the handled failure too, as it no longer leads to a success.
    assertThat(Statuses.told(plan.workflow())).contains("~ running", "~.1 succeeded");
    assertThat(plan.pods()).contains(NodeId.podName("wf", "wf.3", "t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Running", "Pending"})
  void aWorkflowThatGoesOnIsRefused(String phase) {
    assertThatThrownBy(() -> plan(Statuses.of(phase), RetryOptions.FAILED))
        .hasMessageContaining("Cannot retry a workflow in phase " + phase);
  }

  @Test
  void aWorkflowThatSucceededIsRefusedWithoutASelection() {
    assertThatThrownBy(() -> plan(diamond(), RetryOptions.FAILED))
        .hasMessageContaining(
            "To retry a succeeded workflow, set the options restartSuccessful and"
                + " nodeFieldSelector");
  }

  @Test
  void parametersComeFirstAndReplace() {
    Workflow next =
        plan(
                failedBranch().parameter("other", "x").parameter("message", "old"),
                RetryOptions.FAILED.with(Map.of("message", "modified")))
            .workflow();

    assertThat(next.spec().raw().at("/arguments/parameters").toString())
        .isEqualTo(
            "[{\"name\":\"message\",\"value\":\"modified\"},{\"name\":\"other\",\"value\":\"x\"}]");
  }

  // Better than Argo 4.1.2

  @Test
  void aFailedStepWhoseHookSucceededRunsAgain() {
    Statuses hooked =
        Statuses.of("Failed")
            .node("~", "Steps", "Failed", "", "~[0]")
            .node("~[0]", "StepGroup", "Failed", "~", "~[0].s")
            .node("~[0].s", "Pod", "Failed", "~", "~[0].s.onExit")
            .node("~[0].s.onExit", "Pod", "Succeeded", "~");

    assertThat(Statuses.told(plan(hooked, RetryOptions.FAILED).workflow()))
        .containsExactly("~ running", "~[0] running");
  }

  @Test
  void aSuspendNodeThatFailedRunsAgain() {
    Statuses suspended =
        Statuses.of("Failed")
            .node("~", "Steps", "Failed", "", "~[0]")
            .node("~[0]", "StepGroup", "Failed", "~", "~[0].approve")
            .node("~[0].approve", "Suspend", "Failed", "~");

    RetryPlan plan = plan(suspended, RetryOptions.FAILED);
    assertThat(Statuses.told(plan.workflow())).containsExactly("~ running", "~[0] running");
    assertThat(plan.first()).containsExactly("wf[0].approve");
  }

  @Test
  void aGroupInErrorWithoutAFailedPodGoesOn() {
    Statuses errored =
        Statuses.of("Error")
            .node("~", "DAG", "Error", "", "~.a")
            .node("~.a", "Pod", "Succeeded", "~");

    RetryPlan plan = plan(errored, RetryOptions.FAILED);
    assertThat(Statuses.told(plan.workflow())).containsExactly("~ running", "~.a succeeded");
    assertThat(plan.first()).containsExactly("wf");
  }

  @Test
  void anAttemptOfARetryThatSucceededStandsForItsRetry() {
    Statuses retried =
        Statuses.of("Succeeded")
            .node("~", "Retry", "Succeeded", "", "~(0)", "~(1)")
            .node("~(0)", "Pod", "Failed", "")
            .node("~(1)", "Pod", "Succeeded", "");

    RetryPlan plan = plan(retried, selecting("~(1)"));
    assertThat(Statuses.told(plan.workflow())).isEmpty();
    assertThat(plan.first()).containsExactly("wf");
  }
}
