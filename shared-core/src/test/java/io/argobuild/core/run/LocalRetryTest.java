package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.retry.RetryFate;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that fail, and are retried, with real pods and stored artifacts. */
@Timeout(180)
class LocalRetryTest {
  private static final RetryOptions PASS = RetryOptions.FAILED.with(Map.of("pass", "true"));

  @TempDir Path folder;
  private WorkflowService service = new ServiceFixture(Path.of("unused")).service();

  @BeforeEach
  void open() {
    ServiceFixture.assumeSandbox(folder);
    service = EngineWorkflowService.open(ServiceOptions.builder(folder.resolve("work")).build());
  }

  @AfterEach
  void close() {
    service.close();
  }

  private RunOutcome run(String manifest, RunListener listener) {
    Manifests manifests = new ManifestReader().read(manifest, "wf.yaml");
    return service.run(
        RunOptions.builder(manifests.onlyWorkflow()).name("wf").resources(manifests).build(),
        listener);
  }

  private RunOutcome retry(RetryOptions options, RunListener listener) throws InterruptedException {
    return service.retry("wf", options, Manifests.NONE, DriverOptions.DEFAULT, listener).await();
  }

  private static String shared(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(LocalRetryTest.class.getResourceAsStream("/cases/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Path> stored() throws IOException {
    Path artifacts = folder.resolve("work/artifacts");
    if (!Files.isDirectory(artifacts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(artifacts)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<String> begun(ServiceFixture.Events events) {
    return events.all().stream()
        .filter(RunEvent.NodeChanged.class::isInstance)
        .map(event -> (RunEvent.NodeChanged) event)
        .filter(change -> change.after().phase().argoName().equals("Running"))
        .filter(
            change ->
                change.before() == null || !change.before().phase().argoName().equals("Running"))
        .filter(change -> change.after().type().argoName().equals("Pod"))
        .map(change -> change.after().name())
        .toList();
  }

  @Test
  void virtualNodesGoOnWhereTheyFailed() throws Exception {
    assertThat(run(shared("manual-retry-virtual-nodes.yaml"), RunListener.NONE).isSucceeded())
        .isFalse();
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome = retry(PASS, events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(begun(events)).containsExactly("wf(0).flaky(0)", "wf(0).after");
    assertThat(events.lines()).containsExactly("after");
    assertThat(folder.resolve("work/runs/wf/checkpoints"))
        .isDirectoryContaining("glob:**-retry.json");
  }

  @Test
  void aStepWhoseExitHookSucceededRunsAgainWithItsHook() throws Exception {
    assertThat(run(shared("retry-with-successful-hook.yaml"), RunListener.NONE).isSucceeded())
        .isFalse();
    ServiceFixture.Events events = new ServiceFixture.Events();

    assertThat(retry(PASS, events).isSucceeded()).isTrue();
    assertThat(begun(events)).containsExactly("wf[0].flaky", "wf[0].flaky.onExit");
    assertThat(events.lines()).containsExactly("handled");
  }

  @Test
  void aRunIsStartedAnewUnderAnotherNameAndTheOldOneStays() throws Exception {
    String manifest = shared("retry-with-successful-hook.yaml");
    assertThat(run(manifest, RunListener.NONE).isSucceeded()).isFalse();

    RunOutcome outcome =
        service.run(
            service.resubmission(
                "wf", Map.of("pass", "true"), Manifests.NONE, DriverOptions.DEFAULT),
            RunListener.NONE);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(outcome.name()).isNotEqualTo("wf");
    assertThat(outcome.workflow().metadata().path("labels").properties())
        .contains(
            Map.entry(
                "workflows.argoproj.io/resubmitted-from-workflow",
                JsonNodeFactory.instance.textNode("wf")));
    assertThat(service.list()).extracting(RunInfo::name).contains("wf", outcome.name());
  }

  @Test
  void artifactsOfTheRetryAreCollectedToo() throws Exception {
    RunOutcome first = run(shared("gc-after-manual-retry.yaml"), RunListener.NONE);
    assertThat(first.isSucceeded()).isFalse();
    assertThat(Objects.requireNonNull(first.gc()).deleted()).isNotEmpty();

    RunOutcome outcome = retry(PASS, RunListener.NONE);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(Objects.requireNonNull(outcome.gc()).isComplete()).isTrue();
    assertThat(stored()).isEmpty();
  }

  private static final String GONE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: wf}
      spec:
        entrypoint: main
        arguments: {parameters: [{name: pass, value: "false"}]}
        templates:
        - name: main
          steps:
          - - {name: make, template: make}
            - {name: other, template: make}
          - - name: use
              template: use
              arguments:
                artifacts: [{name: in, from: "{{steps.make.outputs.artifacts.out}}"}]
        - name: make
          container: {image: a, command: [sh, -c, "echo made; echo kept > /tmp/out"]}
          outputs:
            artifacts: [{name: out, path: /tmp/out, artifactGC: {strategy: OnWorkflowCompletion}}]
        - name: use
          inputs: {artifacts: [{name: in, path: /in}]}
          outputs: {artifacts: [{name: seen, path: /tmp/seen}]}
          container:
            {image: a, command: [sh, -c, "cp /in /tmp/seen; test {{workflow.parameters.pass}} = true"]}
      """;

  @Test
  void whatStoredANeededOutputThatIsGoneRunsAgainInItsPlace() throws Exception {
    assertThat(run(GONE, RunListener.NONE).isSucceeded()).isFalse();
    RetryPlan plan = service.planRetry("wf", PASS);
    assertThat(plan.with(RetryFate.AGAIN))
        .extracting(RetryPlan.Entry::name)
        .containsExactly("wf[0].make");
    assertThat(plan.toText())
        .contains("wf[0].make (Pod, Succeeded): its stored output is gone, and is needed: wf.use");

    assertThat(plan.first()).containsExactly("wf[0].make");

    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome = retry(PASS, events);

    assertThat(outcome.isSucceeded()).as(outcome.workflow().status().toPrettyString()).isTrue();
    assertThat(begun(events)).containsExactly("wf[0].make", "wf[1].use");
    assertThat(stored()).as("the retried attempt's object").hasSize(1);
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    run(GONE, RunListener.NONE);
    String before = service.get("wf").raw().toString();
    service.planRetry("wf", PASS);

    assertThat(service.get("wf").raw().toString()).isEqualTo(before);
    assertThat(folder.resolve("work/runs/wf/checkpoints")).doesNotExist();
  }

  @Test
  void aRunThatSucceededIsRetriedOnlyWhereItIsChosen() throws Exception {
    assertThat(run(GONE.replace("\"false\"", "\"true\""), RunListener.NONE).isSucceeded()).isTrue();
    assertThatThrownBy(() -> retry(RetryOptions.FAILED, RunListener.NONE))
        .hasMessageContaining(
            "To retry a succeeded workflow, set the options restartSuccessful and"
                + " nodeFieldSelector");
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome = retry(RetryOptions.selecting("displayName=other"), events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(begun(events)).contains("wf[0].other", "wf[1].use");
    assertThat(service.list()).extracting(RunInfo::driver).containsExactly("");
  }
}
