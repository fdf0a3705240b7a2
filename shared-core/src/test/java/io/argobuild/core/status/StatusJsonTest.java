package io.argobuild.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whatIsNotKnownIsWrittenBack() throws Exception {
    ObjectNode node =
        (ObjectNode)
            JSON.readTree(
                """
                {"id":"wf-1","name":"wf.a","displayName":"a","type":"Pod","phase":"Failed",
                 "startedAt":"2024-01-01T00:00:00Z","finishedAt":null,"boundaryID":"wf",
                 "children":["wf-2","wf-3"],"nodeFlag":{"retried":true},"taskResultSynced":true,
                 "resourcesDuration":{"cpu":1},"somethingNew":{"a":[1,2]}}
                """);

    ObjectNode written = StatusWriter.node(StatusReader.node(node));

    assertThat(written).isEqualTo(node);
  }

  @Test
  void artifactStatesSurviveARoundTrip() {
    NodeStatus node =
        new NodeBuilder("wf", "wf", NodeType.Leaf.POD)
            .artifacts(
                List.of(
                    new ArtifactState("a", ArtifactState.Phase.STORED, "wf/a.tgz", 3, "e", "", null)
                        .deleteFailed("TRANSIENT", "slow down"),
                    new ArtifactState("b", ArtifactState.Phase.MISSING, "", -1, "", "Never", null)))
            .build();

    assertThat(StatusReader.node(StatusWriter.node(node))).isEqualTo(node);
  }
}
