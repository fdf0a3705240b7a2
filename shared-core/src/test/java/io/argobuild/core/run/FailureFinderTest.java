package io.argobuild.core.run;

import static io.argobuild.core.status.NodePhase.FAILED;
import static io.argobuild.core.status.NodePhase.SUCCEEDED;
import static io.argobuild.core.status.NodeType.Leaf.POD;
import static io.argobuild.core.status.NodeType.Virtual.RETRY;
import static io.argobuild.core.status.NodeType.Virtual.STEPS;
import static io.argobuild.core.status.NodeType.Virtual.STEP_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeId;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePVector;

class FailureFinderTest {
  private final Map<String, NodeStatus> nodes = new LinkedHashMap<>();

  private void node(
      String name, NodeType type, NodePhase phase, String boundary, int end, String... children) {
    NodeBuilder node =
        new NodeBuilder(NodeId.of("wf", name), name, type)
            .phase(phase)
            .boundaryId(boundary.isEmpty() ? "" : NodeId.of("wf", boundary))
            .finishedAt(Instant.EPOCH.plusSeconds(end))
            .children(
                TreePVector.from(
                    Arrays.stream(children).map(child -> NodeId.of("wf", child)).toList()));
    nodes.put(name, node.build());
  }

  private String found() {
    var raw = JsonNodeFactory.instance.objectNode();
    raw.putObject("metadata").put("name", "wf");
    WorkflowState state = WorkflowState.of(new Workflow(raw));
    return FailureFinder.find(RunLoop.with(state, List.copyOf(nodes.values())))
        .map(NodeStatus::name)
        .orElse("");
  }

  @Test
  void theFirstThatFailedIsFoundBelowGroupsAndRetriesThatEndedWellAreNot() {
    node("wf", STEPS, FAILED, "", 9, "wf[0]");
    node("wf[0]", STEP_GROUP, FAILED, "wf", 9, "wf[0].a", "wf[0].b", "wf[0].c");
    node("wf[0].a", RETRY, SUCCEEDED, "wf", 3, "wf[0].a(0)", "wf[0].a(1)");
    node("wf[0].a(0)", POD, FAILED, "wf", 1);
    node("wf[0].a(1)", POD, SUCCEEDED, "wf", 3);
    node("wf[0].b", POD, FAILED, "wf", 8);
    node("wf[0].c", RETRY, FAILED, "wf", 7, "wf[0].c(0)", "wf[0].c(1)");
    node("wf[0].c(0)", POD, FAILED, "wf", 4);
    node("wf[0].c(1)", POD, FAILED, "wf", 6);

    assertThat(found()).isEqualTo("wf[0].c(1)");
  }

  @Test
  void anExitHandlerIsLookedAtWhenTheRestIsFine() {
    node("wf", POD, SUCCEEDED, "", 1);
    node("wf.onExit", POD, FAILED, "", 2);

    assertThat(found()).isEqualTo("wf.onExit");
  }

  @Test
  void aFailureWithoutNodesHasNoNode() {
    assertThat(found()).isEmpty();
  }
}
