package io.argobuild.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.manifest.Workflow;
import org.junit.jupiter.api.Test;

class WorkflowJsonTest {
  @Test
  void whatIsWrittenReadsBackEqual() throws Exception {
    Workflow workflow = new Nodes("wf").workflow(status -> status.put("message", "ä\n\"x\""));
    String text = WorkflowJson.write(workflow);

    assertThat(new ObjectMapper().readTree(text)).isEqualTo(workflow.raw());
    assertThat(text).endsWith("}\n");
  }
}
