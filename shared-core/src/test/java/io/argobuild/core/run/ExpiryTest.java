package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.store.FileWorkflowStore;
import io.argobuild.core.store.RunManifest;
import io.argobuild.core.store.RunSummary;
import io.argobuild.core.store.RunWriter;
import io.argobuild.core.store.StoreOptions;
import io.argobuild.core.store.WorkflowStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TTL =
      "ttlStrategy: {secondsAfterSuccess: 10, secondsAfterFailure: 20, secondsAfterCompletion: 30}";

  @TempDir Path folder;
  private Instant now = END;
  private WorkflowStore store;

  @BeforeEach
  void open() {
    store = new FileWorkflowStore(folder, StoreOptions.DEFAULT, () -> now);
  }

  private Expiry expiry(Expiry.Deletion deletion) {
    return new Expiry(store, () -> now, deletion);
  }

  private static Workflow workflow(String name, String spec, String status) {
    ObjectNode raw =
        new ManifestReader()
            .read(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {name: %s}
                spec: {entrypoint: main, %s}
                """
                    .formatted(name, spec),
                "wf.yaml")
            .objects()
            .get(0)
            .raw();
    ObjectNode whole = raw.deepCopy();
    whole.set(
        "status",
        new ManifestReader()
            .read("{apiVersion: v1, kind: X, metadata: {name: x}, status: " + status + "}", "s")
            .objects()
            .get(0)
            .raw()
            .get("status"));
    return new Workflow(whole);
  }

  private void run(String name, String spec, String status) {
    RunManifest manifest = RunManifest.of(workflow(name, spec, status), List.of(), Map.of(), END);
    store.create(manifest).close();
  }

  private static String ended(String phase) {
    return "{phase: " + phase + ", startedAt: '2026-01-01T00:00:00Z', finishedAt: '" + END + "'}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Succeeded | ttlStrategy: {secondsAfterSuccess: 10, secondsAfterCompletion: 30} | 10",
        "Failed    | ttlStrategy: {secondsAfterFailure: 20, secondsAfterCompletion: 30} | 20",
        "Error     | ttlStrategy: {secondsAfterFailure: 20}                             | 20",
        "Failed    | ttlStrategy: {secondsAfterSuccess: 10, secondsAfterCompletion: 30} | 30",
        "Succeeded | ttlStrategy: {secondsAfterCompletion: 0}                           | 0",
        "Failed    | ttlStrategy: {secondsAfterSuccess: 10}                             | -1",
        "Succeeded | priority: 1                                                        | -1",
      })
  void aRunLivesAsLongAsItsOutcomeSays(String phase, String spec, long seconds)
      throws InterruptedException {
    run("wf", spec, ended(phase));
    now = END.plusSeconds(Math.max(0, seconds)).minusMillis(1);
    Optional<Instant> next = expiry(store::delete).sweep();

    assertThat(next)
        .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(END.plusSeconds(seconds)));
    assertThat(store.list()).hasSize(1);

    now = END.plusSeconds(100);
    assertThat(expiry(store::delete).sweep()).isEmpty();
    assertThat(store.list()).hasSize(seconds < 0 ? 1 : 0);
  }

  @Test
  void aRunThatGoesOnOrIsDrivenStays() throws InterruptedException {
    run("going-on", TTL, "{phase: Running, startedAt: '2026-01-01T00:00:00Z'}");
    run("driven", TTL, ended("Succeeded"));
    now = END.plusSeconds(1000);
    try (RunWriter writer = store.open("driven")) {
      assertThat(writer.run().manifest().name()).isEqualTo("driven");
      expiry(store::delete).sweep();
    }
    assertThat(store.list()).extracting(RunSummary::name).contains("going-on", "driven");
  }

  @Test
  void theStrategyMayComeOfTheWorkflowTemplate() throws InterruptedException {
    run(
        "wf",
        "workflowTemplateRef: {name: t}",
        ended("Succeeded").replace("}", ", storedWorkflowTemplateSpec: {" + TTL + "}}"));
    now = END.plusSeconds(10);
    expiry(store::delete).sweep();

    assertThat(store.list()).isEmpty();
  }

  @Test
  void whatCouldNotBeDeletedIsTriedAgainLaterAndHindersNobody() throws InterruptedException {
    run("bad", TTL, ended("Succeeded"));
    run("good", TTL, ended("Succeeded"));
    now = END.plusSeconds(10);
    int[] tries = new int[1];
    Expiry expiry =
        expiry(
            name -> {
              tries[0]++;
              return name.equals("good") && store.delete(name);
            });

    assertThat(expiry.sweep()).contains(now.plusSeconds(600));
    assertThat(store.list()).extracting(RunSummary::name).containsExactly("bad");
    expiry.sweep();
    assertThat(tries[0]).as("not before ten minutes").isEqualTo(2);
    now = now.plusSeconds(600);
    expiry.sweep();
    assertThat(tries[0]).isEqualTo(3);
  }
}
