package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.local.LocalCluster;
import io.argobuild.core.cluster.local.LocalClusterOptions;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that runs steps, retries and artifacts is killed as by {@code kill -9}. */
@Timeout(240)
class KilledLocalRunTest {
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: wf}
      spec:
        entrypoint: main
        templates:
        - name: main
          steps:
          - - {name: make, template: make}
          - - {name: again, template: again}
          - - name: use
              template: use
              arguments:
                artifacts: [{name: in, from: "{{steps.make.outputs.artifacts.out}}"}]
                parameters: [{name: tries, value: "{{steps.again.outputs.result}}"}]
        - name: make
          outputs: {artifacts: [{name: out, path: /tmp/out}]}
          script:
            {image: a, command: [sh], source: "echo made; sleep 1; echo content > /tmp/out"}
        - name: again
          retryStrategy: {limit: 3}
          script:
            image: a
            command: [sh]
            source: "sleep 1; [ {{retries}} -ge 1 ] && echo tried {{retries}}"
        - name: use
          inputs: {artifacts: [{name: in, path: /in}], parameters: [{name: tries}]}
          script:
            {image: a, command: [sh], source: "cat /in; echo {{inputs.parameters.tries}}; exit 5"}
      """;

  @TempDir Path folder;

  @BeforeEach
  void sandbox() {
    ServiceFixture.assumeSandbox(folder);
  }

  private Process driver() throws IOException {
    Path manifest = Files.writeString(folder.resolve("wf.yaml"), MANIFEST);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            LocalRunMain.class.getName(),
            folder.resolve("work").toString(),
            manifest.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void killAfter(String wanted, Process process) throws Exception {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> told = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        told.add(line);
        if (line.equals(wanted)) {
          return;
        }
      }
      throw new AssertionError("'" + wanted + "' was not told: " + told);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The UIDs of the pods there are, by name: a pod that was made again has another. */
  private Map<String, String> pods() {
    try (Cluster cluster = LocalCluster.open(LocalClusterOptions.in(folder.resolve("work")))) {
      Map<String, String> uids = new HashMap<>();
      cluster
          .list(PodSelector.ALL)
          .forEach(
              pod ->
                  uids.put(
                      pod.path("metadata").path("name").asText(),
                      pod.path("metadata").path("uid").asText()));
      return uids;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wf RUNNING", "made", "wf[1].again(0) FAILED", "wf[2].use RUNNING", "wf FAILED"})
  void theRunEndsAsIfNothingHadHappened(String killedAfter) throws Exception {
    killAfter(killedAfter, driver());
    Map<String, String> before = pods();

    try (WorkflowService service =
        EngineWorkflowService.open(ServiceOptions.builder(folder.resolve("work")).build())) {
      RunOutcome outcome =
          service.attach("wf", Manifests.NONE, DriverOptions.DEFAULT, RunListener.NONE).await();

      Map<String, NodePhase> phases = new TreeMap<>();
      for (NodeStatus node : StatusReader.nodes(outcome.workflow().status())) {
        phases.put(node.name(), node.phase());
      }
      assertThat(phases)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "wf", NodePhase.FAILED,
                  "wf[0]", NodePhase.SUCCEEDED,
                  "wf[0].make", NodePhase.SUCCEEDED,
                  "wf[1]", NodePhase.SUCCEEDED,
                  "wf[1].again", NodePhase.SUCCEEDED,
                  "wf[1].again(0)", NodePhase.FAILED,
                  "wf[1].again(1)", NodePhase.SUCCEEDED,
                  "wf[2]", NodePhase.FAILED,
                  "wf[2].use", NodePhase.FAILED));
      assertThat(Objects.requireNonNull(outcome.failure()).lastLines())
          .containsExactly("content", "tried 1");
    }
    assertThat(pods()).hasSize(4).containsAllEntriesOf(before);
  }
}
