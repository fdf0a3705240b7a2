package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndReportTest {
  private static final String JSON =
      """
      {"metadata": {"name": "wf"}, "status": {"phase": "Failed", "nodes": {"wf": {
        "id": "wf", "name": "wf", "displayName": "wf", "type": "Pod", "phase": "Failed",
        "templateName": "main", "message": "Error (exit code 3)",
        "startedAt": "2026-01-01T00:00:00Z", "finishedAt": "2026-01-01T00:00:05Z"}}}}
      """;

  private static Workflow workflow() throws IOException {
    return new Workflow(
        (com.fasterxml.jackson.databind.node.ObjectNode) new ObjectMapper().readTree(JSON));
  }

  @Test
  void treeOutputsAndGcAreToldInTheEnd() throws IOException {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("one", "1");
    outputs.put("two", "a\nb");
    GcReport gc =
        new GcReport(
            "wf",
            List.of(new GcReport.Deleted("k", 1)),
            List.of(new GcReport.Skipped("wf", "a", "", "never stored", "")),
            List.of(),
            List.of());
    RunOutcome outcome = new RunOutcome(workflow(), WorkflowPhase.FAILED, false, null, outputs, gc);

    assertThat(EndReport.lines(outcome, Style.PLAIN, Instant.parse("2026-01-01T00:01:00Z")))
        .containsExactly(
            "",
            "STEP   TEMPLATE  PODNAME  DURATION  MESSAGE",
            " ✖ wf  main      wf       5s        Error (exit code 3)",
            "",
            "Workflow wf Failed",
            "Outputs:",
            "  one: 1",
            "  two:",
            "    a",
            "    b",
            "Artifact GC: deleted 1, skipped 1 (never stored)");
  }

  @Test
  void aFailureSaysWhatFailedWhereAndWhatToTypeNext() throws IOException {
    NodeStatus node = StatusReader.nodes(workflow().status()).get(0);
    RunOutcome.Failure failure =
        new RunOutcome.Failure(node, node.message(), "3", List.of("first", "last"));
    RunOutcome outcome =
        new RunOutcome(workflow(), WorkflowPhase.FAILED, false, failure, Map.of(), null);
    Hints hints = new Hints("argo", List.of("-Dargo.workDir=a b"));

    assertThat(EndReport.failure(outcome, hints))
        .isEqualTo(
            """
            Workflow wf Failed: node wf failed with exit code 3: Error (exit code 3)
            The end of its log:
              first
              last
            Next: mvn argo:logs -Dargo.run=wf -Dargo.node=wf '-Dargo.workDir=a b'
            Once it is mended: mvn argo:retry -Dargo.run=wf '-Dargo.workDir=a b'""");
  }
}
