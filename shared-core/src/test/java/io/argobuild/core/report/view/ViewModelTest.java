package io.argobuild.core.report.view;

import static io.argobuild.core.status.NodePhase.FAILED;
import static io.argobuild.core.status.NodePhase.RUNNING;
import static io.argobuild.core.status.NodePhase.SUCCEEDED;
import static io.argobuild.core.status.NodeType.Leaf.POD;
import static io.argobuild.core.status.NodeType.Virtual.DAG;
import static io.argobuild.core.status.NodeType.Virtual.RETRY;
import static io.argobuild.core.status.NodeType.Virtual.STEPS;
import static io.argobuild.core.status.NodeType.Virtual.STEP_GROUP;
import static io.argobuild.core.status.NodeType.Virtual.TASK_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.golden.GoldenFile;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.report.Nodes;
import io.argobuild.core.status.NodeFlag;
import io.argobuild.core.status.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Nodes.START.plusSeconds(100);

  @ParameterizedTest
  @CsvSource({
    "report/manual-retry-4.1.2-before",
    "report/manual-retry-4.1.2-after",
    "report/retry-with-successful-hook-4.1.2-after",
    "cases/artifact-gc-stuck-3.5.6",
  })
  void workflowsOfARealControllerAreShown(String recorded) throws IOException {
    try (InputStream in = getClass().getResourceAsStream('/' + recorded + ".json")) {
      ObjectNode raw = (ObjectNode) JSON.readTree(in);
      View view = ViewModel.of(ViewInput.of(new Workflow(raw), NOW));
      String name = recorded.substring(recorded.indexOf('/') + 1);
      GoldenFile.of("report/view/" + name + ".json")
          .assertMatches(ViewJson.json(view).toPrettyString() + '\n');
    }
  }

  /** Nodes of a view by their labels. */
  private record Shown(Map<String, ViewNode> all) {
    ViewNode get(String label) {
      return Objects.requireNonNull(all.get(label), label);
    }
  }

  private static Shown byLabel(Workflow workflow) {
    Map<String, ViewNode> nodes = new TreeMap<>();
    ViewModel.of(ViewInput.of(workflow, NOW)).nodes().forEach(n -> nodes.put(n.label(), n));
    return new Shown(nodes);
  }

  private static Workflow finished(Nodes nodes) {
    return nodes.workflow(status -> status.put("phase", "Succeeded"));
  }

  @Test
  void itemsOfAStepStandInALoopThatArgoHasNoNodeFor() {
    Shown nodes =
        byLabel(
            finished(
                new Nodes("wf")
                    .node("wf", STEPS, SUCCEEDED, n -> n)
                    .in("wf", "wf[0]", "[0]", STEP_GROUP, SUCCEEDED)
                    .in("wf", "wf[0].each(0:a)", "each(0:a)", POD, SUCCEEDED)
                    .in("wf", "wf[0].each(1:b)", "each(1:b)", POD, FAILED)
                    .in("wf", "wf[0].once(0:a)", "once(0:a)", POD, SUCCEEDED)));

    ViewNode loop = nodes.get("each");
    assertThat(loop.type()).isEqualTo("Loop");
    assertThat(loop.phase()).isEqualTo("Failed");
    assertThat(loop.parent()).isEqualTo(nodes.get("[0]").id());
    assertThat(nodes.get("each(0:a)").parent()).isEqualTo(loop.id());
    assertThat(nodes.get("each(1:b)").role()).isEqualTo(ViewNode.Role.ITEM);
    // A single one is no loop to look at.
    assertThat(nodes.get("once(0:a)").parent()).isEqualTo(nodes.get("[0]").id());
  }

  @Test
  void attemptsItemsHooksAndExitHandlersHaveTheirPlaces() {
    Shown nodes =
        byLabel(
            finished(
                new Nodes("wf")
                    .node("wf", DAG, SUCCEEDED, n -> n)
                    .in("wf", "wf.r", "r", RETRY, SUCCEEDED)
                    .in("wf", "wf.r(0)", "r(0)", POD, FAILED)
                    .in("wf", "wf.r(1)", "r(1)", POD, SUCCEEDED)
                    .in("wf", "wf.l", "l", TASK_GROUP, SUCCEEDED)
                    .in("wf", "wf.l(0:x)", "l(0:x)", POD, SUCCEEDED)
                    .in("wf", "wf.h", "h", POD, SUCCEEDED, n -> n.flag(NodeFlag.HOOKED))
                    .node("wf.onExit", POD, SUCCEEDED, n -> n)
                    .children("wf", "wf.r", "wf.h")
                    .children("wf.r", "wf.r(0)", "wf.r(1)", "wf.l")
                    .children("wf.l", "wf.l(0:x)")));

    assertThat(nodes.get("attempt 1").parent()).isEqualTo(nodes.get("r").id());
    assertThat(nodes.get("attempt 1").role()).isEqualTo(ViewNode.Role.ATTEMPT);
    // What follows a Retry is no member of it.
    assertThat(nodes.get("r").next()).containsExactly(nodes.get("l").id());
    assertThat(nodes.get("l").parent()).isEqualTo(nodes.get("wf").id());
    assertThat(nodes.get("l(0:x)").parent()).isEqualTo(nodes.get("l").id());
    assertThat(nodes.get("h").role()).isEqualTo(ViewNode.Role.HOOK);
    assertThat(nodes.get("onExit").role()).isEqualTo(ViewNode.Role.EXIT);
    assertThat(nodes.get("wf").next()).containsExactly(nodes.get("onExit").id());
  }

  @Test
  void theCriticalPathIsWhatTheRunsLengthCameFrom() {
    Shown nodes =
        byLabel(
            finished(
                new Nodes("wf")
                    .node("wf", DAG, SUCCEEDED, n -> n)
                    .in("wf", "wf.long", "long", POD, SUCCEEDED, n -> n.finishedAt(at(20)))
                    .in("wf", "wf.short", "short", POD, SUCCEEDED, n -> n.finishedAt(at(5)))
                    .in(
                        "wf",
                        "wf.end",
                        "end",
                        POD,
                        SUCCEEDED,
                        n -> n.startedAt(at(21)).finishedAt(at(30)))
                    .children("wf", "wf.long", "wf.short")
                    .children("wf.long", "wf.end")
                    .children("wf.short", "wf.end")));

    assertThat(nodes.all().values().stream().filter(ViewNode::critical).map(ViewNode::label))
        .containsExactlyInAnyOrder("wf", "long", "end");
  }

  private static Instant at(int second) {
    return Nodes.START.plusSeconds(second);
  }

  @Test
  void aBrokenStatusCanBeLookedAt() {
    Nodes nodes =
        new Nodes("wf")
            .node("a", RETRY, RUNNING, n -> n.boundaryId(NodeId.of("wf", "b")))
            .node("b", RETRY, RUNNING, n -> n.boundaryId(NodeId.of("wf", "a")))
            .children("a", "b", "gone")
            .children("b", "a");

    assertThat(byLabel(nodes.workflow()).all()).hasSize(2);
  }

  @Test
  void noSecretAndNoControlCharacterIsShown() {
    Workflow workflow =
        finished(
            new Nodes("wf")
                .node(
                    "wf",
                    POD,
                    SUCCEEDED,
                    n -> n.message("token=s3cret-value \u001b[31mred\u0007")));
    View view =
        ViewModel.of(
            ViewInput.of(workflow, NOW)
                .withSecrets(Set.of("s3cret-value", "-----KEY-----\nabcdefgh\n-----END-----"))
                .withLogs(
                    Map.of(
                        NodeId.of("wf", "wf"),
                        new LogTail(List.of("abcdefgh", "\u001b]0;title\u0007ok"), 2))));

    ViewNode node = view.nodes().get(0);
    assertThat(node.message()).isEqualTo("token=*** red");
    assertThat(node.log()).isEqualTo(new LogTail(List.of("***", "ok"), 2));
  }

  @Test
  void whatIsShownIsBounded() {
    Nodes nodes = new Nodes("wf").node("wf", DAG, RUNNING, n -> n);
    Map<String, LogTail> logs = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      nodes.in("wf", "wf.t" + i, "t" + i, POD, FAILED, n -> n.message("m".repeat(10_000)));
      logs.put(
          NodeId.of("wf", "wf.t" + i),
          new LogTail(Collections.nCopies(100, "l".repeat(2000)), 12_345));
    }
    View view = ViewModel.of(ViewInput.of(nodes.workflow(), NOW).withLogs(logs));

    assertThat(ViewJson.write(view)).hasSizeLessThan(ViewModel.MAX_CHARACTERS);
    assertThat(view.nodes()).hasSize(501);
    assertThat(view.nodes().get(1).log()).extracting("total").isEqualTo(12_345L);
  }

  @Test
  void aNodeThatWaitsSaysForWhat() {
    Shown nodes =
        byLabel(
            new Nodes("wf")
                .node("wf", DAG, RUNNING, n -> n)
                .in("wf", "wf.r", "r", RETRY, RUNNING, n -> n.message("Backoff for 5 seconds"))
                .workflow());

    assertThat(nodes.get("r").waiting())
        .isEqualTo(
            new ViewNode.Waiting("backoff", "Backoff for 5 seconds", "backs off", List.of()));
    assertThat(nodes.get("wf").waiting()).isNull();
  }
}
