package io.argobuild.core.engine;

import static io.argobuild.core.engine.Parts.after;
import static io.argobuild.core.engine.Parts.calls;
import static io.argobuild.core.engine.Parts.retry;
import static io.argobuild.core.engine.Parts.withItems;
import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.status.NodeStatus;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroupTotalsTest {
  @Test
  void aGroupCountsWhatIsInIt() {
    var workflow =
        WorkflowBuilder.workflow(
            w -> {
              w.entrypoint("main");
              w.dag(
                  "main",
                  d -> {
                    d.task("each", calls("leaf"), withItems("a", "b"));
                    d.task("more", calls("twice"), after("each"));
                  });
              w.steps("twice", s -> s.step("one", calls("leaf")));
              w.container("leaf", retry(1));
            });
    ScriptedRun run =
        new ScriptedRun(workflow, new PodWorld().others(node -> PodOutcome.exits(0))).run();

    Map<String, String> progress =
        run.state().allNodes().stream()
            .collect(Collectors.toMap(NodeStatus::name, NodeStatus::progress));
    assertThat(progress)
        .containsEntry("wf", "3/3")
        .containsEntry("wf.each", "2/2")
        .containsEntry("wf.each(0:a)", "1/1")
        .containsEntry("wf.more", "1/1")
        .containsEntry("wf.more[0]", "1/1");
    assertThat(run.state().status().progress()).isEqualTo("3/3");
  }
}
