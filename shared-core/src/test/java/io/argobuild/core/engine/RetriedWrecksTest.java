package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.retry.ManualRetry;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.retry.StatusFinding;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Statuses that controllers left, mended where they are broken, retried and run to their end. */
class RetriedWrecksTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private static Workflow left(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RetriedWrecksTest.class.getResourceAsStream("/cases/" + name))) {
      return new Workflow((ObjectNode) new ObjectMapper().readTree(in));
    }
  }

  private static RetryPlan plan(String name) throws IOException {
    RetryOptions options = RetryOptions.FAILED.with(Map.of("pass", "true"));
    return ManualRetry.planRepaired(left(name), options, LATER);
  }

  private static ScriptedRun ended(RetryPlan plan) {
    ScriptedRun run = new ScriptedRun(plan.workflow(), new PodWorld()).beginningAt(LATER).run();
    assertThat(run.state().status().phase()).as("%s", run).isEqualTo(WorkflowPhase.SUCCEEDED);
    assertThat(run.state().allNodes())
        .extracting(NodeStatus::phase)
        .doesNotContain(NodePhase.RUNNING);
    return run;
  }

  private static Set<String> podsMade(ScriptedRun run) {
    Set<String> names = new HashSet<>();
    for (Action action : run.actions()) {
      if (action instanceof Action.CreatePod create) {
        run.state().allNodes().stream()
            .filter(node -> node.id().equals(create.nodeId()))
            .forEach(node -> names.add(node.name().substring(run.state().name().length())));
      }
    }
    return names;
  }

  @Test
  void theWreckOfARetryBy356IsMendedAndSucceeds() throws IOException {
    RetryPlan plan = plan("manual-retry-3.5.6-after.json");

    assertThat(plan.findings())
        .extracting(StatusFinding::toString)
        .contains("NOTHING_TO_RUN manual-retry-t97jl(0): it was open though all had ended");
    assertThat(plan.toText()).contains("Mended in its status before:\n  NOTHING_TO_RUN ");
    assertThat(plan.toJson()).contains("\"findings\":[{\"kind\":");
    assertThat(podsMade(ended(plan))).isNotEmpty().doesNotContain("(0).good");
  }

  @Test
  void aFailureWhoseHookSucceededRunsAgainAndSucceeds() throws IOException {
    RetryPlan plan = plan("retry-with-successful-hook-4.1.2-after.json");

    assertThat(plan.findings()).isEmpty();
    assertThat(podsMade(ended(plan))).isNotEmpty();
  }

  @Test
  void aStatusThatGoesOnIsNotTakenForAWreck() throws IOException {
    Workflow workflow = left("manual-retry-3.5.6-after.json");
    workflow.status().put("phase", "Running");

    assertThat(StatusReader.workflow(workflow.status()).phase()).isEqualTo(WorkflowPhase.RUNNING);
    assertThatThrownBy(() -> ManualRetry.planRepaired(workflow, RetryOptions.FAILED, LATER))
        .hasMessageContaining("RETRY_NOT_FINISHED");
  }
}
