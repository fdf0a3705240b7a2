package io.argobuild.core.report;

import static io.argobuild.core.status.NodePhase.ERROR;
import static io.argobuild.core.status.NodePhase.FAILED;
import static io.argobuild.core.status.NodePhase.OMITTED;
import static io.argobuild.core.status.NodePhase.PENDING;
import static io.argobuild.core.status.NodePhase.RUNNING;
import static io.argobuild.core.status.NodePhase.SKIPPED;
import static io.argobuild.core.status.NodePhase.SUCCEEDED;
import static io.argobuild.core.status.NodeType.Leaf.POD;
import static io.argobuild.core.status.NodeType.Leaf.SUSPEND;
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
import io.argobuild.core.status.NodeType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Nodes.START.plusSeconds(100);
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static Workflow recorded(String name) throws IOException {
    try (InputStream in = WorkflowTextTest.class.getResourceAsStream("/report/" + name + ".json")) {
      return new Workflow((ObjectNode) JSON.readTree(in));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manual-retry-4.1.2-before",
        "manual-retry-4.1.2-after",
        "retry-with-successful-hook-4.1.2-after"
      })
  void workflowsOfARealControllerArePrinted(String name) throws IOException {
    Instant later = Instant.parse("2027-01-01T00:00:00Z");
    GoldenFile.of("report/" + name + ".txt")
        .assertMatches(WorkflowText.render(recorded(name), TreeOptions.PLAIN, later, UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "utf8, true, false, DEFAULT",
    "ascii, false, false, DEFAULT",
    "colour, true, true, DEFAULT",
    "short, true, false, SHORT",
    "wide, true, false, WIDE",
  })
  void everyKindOfNodeHasItsRow(
      String file, boolean utf8, boolean colour, TreeOptions.Columns columns) {
    TreeOptions options = TreeOptions.PLAIN.withUtf8(utf8).withColour(colour).withColumns(columns);
    GoldenFile.of("report/kinds-" + file + ".txt")
        .assertMatches(NodeTree.render(kinds().workflow(), options, NOW));
  }

  @Test
  void nodesThatAreNotShownLeaveTheirPlaceToTheirMembers() {
    TreeOptions failed = TreeOptions.PLAIN.withShown(node -> node.phase() == FAILED);
    GoldenFile.of("report/kinds-failed.txt")
        .assertMatches(NodeTree.render(kinds().workflow(), failed, NOW));
  }

  @Test
  void membersStartedTogetherAreOrderedByIndexElseByName() {
    Nodes nodes = new Nodes("wf").node("wf", DAG, RUNNING, n -> n);
    for (String task : new String[] {"t(10:k)", "t(9:j)", "b", "a"}) {
      nodes.in("wf", "wf." + task, task, POD, RUNNING, n -> n.startedAt(Nodes.START));
    }
    String tree = NodeTree.render(nodes.workflow(), TreeOptions.PLAIN, NOW);

    assertThat(tree.lines().skip(2).map(line -> line.replaceAll(".*● (\\S+).*", "$1")))
        .containsExactly("a", "b", "t(9:j)", "t(10:k)");
  }

  @Test
  void thereIsNoTreeBeforeTheRootNode() {
    Workflow workflow = new Nodes("wf").workflow();
    assertThat(NodeTree.render(workflow, TreeOptions.PLAIN, NOW)).isEmpty();
    assertThat(WorkflowText.render(workflow, TreeOptions.PLAIN, NOW, UTC))
        .startsWith("Name:                wf\n")
        .doesNotContain("STEP");
  }

  @Test
  void nestingDeeperThanAStackIsDrawn() {
    Nodes nodes = new Nodes("wf").node("wf", STEPS, RUNNING, n -> n);
    String boundary = "wf";
    for (int depth = 0; depth < 3000; depth++) {
      String name = "wf." + depth;
      nodes.in(boundary, name, "d" + depth, STEPS, RUNNING);
      boundary = name;
    }
    assertThat(NodeTree.render(nodes.workflow(), TreeOptions.PLAIN, NOW).lines()).hasSize(3002);
  }

  @Test
  void theHeaderSaysEverythingKnown() {
    Workflow workflow =
        new Nodes("wf")
            .workflow(
                status ->
                    status
                        .put("phase", "Running")
                        .put("message", "so far so good")
                        .put("progress", "1/2")
                        .put("startedAt", Nodes.START.toString())
                        .put("estimatedDuration", 125)
                        .setAll(json(HEADER_STATUS)));
    workflow.metadata().put("creationTimestamp", Nodes.START.minusSeconds(3600).toString());
    ((ObjectNode) workflow.raw().get("spec")).setAll(json(HEADER_SPEC));

    GoldenFile.of("report/header.txt")
        .assertMatches(WorkflowText.render(workflow, TreeOptions.PLAIN, NOW, UTC));
  }

  @ParameterizedTest
  @CsvSource({
    "Running, '', false, Running",
    "Running, '', true, Running (Suspended)",
    "Failed, '', false, Failed",
    "Failed, Stop, false, Failed (Terminated)",
    "Succeeded, Stop, false, Succeeded",
    "Error, '', false, Error",
    "'', '', false, Unknown",
    "Pending, '', false, Unknown",
  })
  void theStateSaysMoreThanThePhase(
      String phase, String shutdown, boolean suspend, String expected) {
    Workflow workflow = new Nodes("wf").workflow(status -> status.put("phase", phase));
    ((ObjectNode) workflow.raw().get("spec")).put("shutdown", shutdown).put("suspend", suspend);

    assertThat(WorkflowText.state(workflow)).isEqualTo(expected);
  }

  @Test
  void aSuspendNodeSuspendsItsWorkflow() {
    Workflow workflow =
        new Nodes("wf")
            .node("wf", SUSPEND, RUNNING, n -> n)
            .workflow(status -> status.put("phase", "Running"));

    assertThat(WorkflowText.state(workflow)).isEqualTo("Running (Suspended)");
  }

  private static final String HEADER_STATUS =
      """
      {"resourcesDuration":{"cpu":65,"memory":2},
       "conditions":[{"type":"PodRunning","status":"True"},
         {"type":"SpecWarning","status":"True","message":"old field"}],
       "outputs":{"parameters":[{"name":"sum","value":"3"}],
         "artifacts":[{"name":"log","s3":{"key":"wf/log.tgz"}}]}}
      """;
  private static final String HEADER_SPEC =
      """
      {"serviceAccountName":"builder",
       "arguments":{"parameters":[{"name":"a-name-longer-than-the-column","value":"x"},
         {"name":"n","value":5},{"name":"unset"}]}}
      """;

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A status with every way a node can be drawn or left out. */
  private static Nodes kinds() {
    ObjectNode ref = json("{\"name\":\"shared\",\"template\":\"work\"}");
    ObjectNode artifacts = json("{\"artifacts\":[{\"name\":\"out\"},{\"name\":\"main-logs\"}]}");
    return new Nodes("wf")
        .node("wf", STEPS, FAILED, n -> n.templateName("main").message("child 'wf-1' failed"))
        .in("wf", "wf[0]", "[0]", STEP_GROUP, SUCCEEDED)
        .in(
            "wf",
            "wf[0].first",
            "first",
            POD,
            SUCCEEDED,
            n ->
                n.outputs(artifacts)
                    .templateName("work")
                    .hostNodeName("host-1")
                    .rest(json("{\"resourcesDuration\":{\"cpu\":3}}")))
        .in("wf", "wf[1]", "[1]", STEP_GROUP, FAILED)
        .in("wf", "wf[1].a", "a", POD, ERROR, n -> n.message("pod deleted"))
        .in("wf", "wf[1].b", "b", RETRY, FAILED, n -> n.message("No more retries left"))
        .in("wf", "wf[1].b(0)", "b(0)", POD, FAILED)
        .in("wf", "wf[1].b(1)", "b(1)", POD, FAILED)
        .in("wf", "wf[1].once", "once", RETRY, SUCCEEDED)
        .in("wf", "wf[1].once(0)", "once(0)", POD, SUCCEEDED, n -> n.templateRef(ref))
        .in("wf", "wf[1].d", "d", DAG, RUNNING)
        .in(
            "wf[1].d",
            "wf[1].d.skipped",
            "skipped",
            NodeType.Leaf.SKIPPED,
            SKIPPED,
            n -> n.message("when 'false' evaluated false"))
        .in("wf[1].d", "wf[1].d.omitted", "omitted", NodeType.Leaf.SKIPPED, OMITTED)
        .in("wf[1].d", "wf[1].d.loop", "loop", TASK_GROUP, RUNNING)
        .in("wf[1].d", "wf[1].d.loop(0:x)", "loop(0:x)", POD, PENDING)
        .in("wf[1].d", "wf[1].d.loop(1:y)", "loop(1:y)", POD, RUNNING)
        .in("wf[1].d", "wf[1].d.wait", "wait", SUSPEND, RUNNING)
        .in("wf[1].d", "wf[1].d.set", "set", POD, RUNNING)
        .in("wf[1].d.set", "wf[1].d.set.c", "c", NodeType.Leaf.CONTAINER, RUNNING)
        .node("wf.onExit", POD, SUCCEEDED, n -> n.templateName("bye"))
        .children("wf", "wf[0]")
        .children("wf[0]", "wf[0].first")
        .children("wf[0].first", "wf[1]")
        .children("wf[1]", "wf[1].a", "wf[1].b", "wf[1].once", "wf[1].d")
        .children("wf[1].b", "wf[1].b(0)", "wf[1].b(1)")
        .children("wf[1].once", "wf[1].once(0)")
        .children("wf[1].d", "wf[1].d.skipped", "wf[1].d.omitted", "wf[1].d.loop")
        .children("wf[1].d.loop", "wf[1].d.loop(0:x)", "wf[1].d.loop(1:y)");
  }
}
