package io.argobuild.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResubmissionTest {
  private static final String WORKFLOW =
      """
      {"kind": "Workflow",
       "metadata": {"name": "wf", "namespace": "ci", "uid": "u", "finalizers": ["f"],
         "annotations": {"a": "b"}%s,
         "labels": {"mine": "1",
           "workflows.argoproj.io/phase": "Failed",
           "workflows.argoproj.io/completed": "true",
           "workflows.argoproj.io/creator-email": "x",
           "workflows.argoproj.io/workflow-archiving-status": "Archived"}},
       "spec": {"entrypoint": "main", "shutdown": "Stop", "activeDeadlineSeconds": 0},
       "status": {"phase": "Failed"}}
      """;

  private static ObjectNode again(String metadata) throws IOException {
    String text = WORKFLOW.formatted(metadata);
    return Resubmission.of(new Workflow((ObjectNode) new ObjectMapper().readTree(text))).raw();
  }

  @Test
  void whatWasOfTheRunIsLeftOut() throws IOException {
    assertThat(again(""))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"kind": "Workflow",
                     "metadata": {"generateName": "wf-",
                       "labels": {"mine": "1",
                         "workflows.argoproj.io/resubmitted-from-workflow": "wf"},
                       "namespace": "ci", "annotations": {"a": "b"}},
                     "spec": {"entrypoint": "main"}}
                    """));
  }

  @Test
  void aPrefixIsKept() throws IOException {
    assertThat(again(", \"generateName\": \"build-\"").at("/metadata/generateName").asText())
        .isEqualTo("build-");
  }
}
