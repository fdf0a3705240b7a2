package io.argobuild.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of runs does. */
public abstract class WorkflowStoreContract {
  protected static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A store that sees what the others of a test have written. */
  protected abstract WorkflowStore store();

  protected static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  protected static Workflow workflow(String name) {
    return new Workflow(
        json(
            "{'metadata':{'name':'%s','labels':{'a':'b'}},'spec':{'entrypoint':'main','unknown':[1]}}"
                .formatted(name)));
  }

  protected static RunManifest manifest(String name) {
    return RunManifest.of(workflow(name), List.of(), Map.of(), NOW);
  }

  protected static NodeStatus node(String id, String message) {
    return new NodeBuilder(id, "wf." + id, NodeType.Leaf.POD)
        .phase(NodePhase.RUNNING)
        .message(message)
        .startedAt(NOW)
        .artifacts(
            List.of(
                new ArtifactState("a", ArtifactState.Phase.WRITING, "wf/" + id, -1, "", "", null)))
        .build();
  }

  protected static JournalEntry tick(String id, String message) {
    return JournalEntry.ofNodes(NOW, List.of(node(id, message)));
  }

  private static WorkflowStatus status(WorkflowPhase phase) {
    return StatusReader.workflow(json("{'kept':{'x':1}}")).withPhase(phase, "because");
  }

  protected static void assertProblem(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @Test
  void aNewRunIsWhatItWasStartedWith() {
    RunManifest manifest =
        RunManifest.of(
            workflow("wf"),
            List.of(json("{'kind':'ConfigMap','metadata':{'name':'c'},'data':{'k':'v'}}")),
            Map.of("runtime", "local"),
            NOW);

    store().create(manifest).close();

    StoredRun run = store().read("wf");
    assertThat(run.manifest()).isEqualTo(manifest);
    assertThat(run.sequence()).isZero();
    assertThat(run.content().workflow()).isEqualTo(workflow("wf"));
    assertThat(run.content().nodes()).isEmpty();
    assertThat(run.content().status().phase()).isEqualTo(WorkflowPhase.UNKNOWN);
  }

  @Test
  void aRunMayBeginWithAStatus() {
    ObjectNode raw = workflow("wf").raw();
    raw.set(
        "status",
        json("{'phase':'Failed','nodes':{'wf':{'id':'wf','name':'wf','type':'DAG'}},'other':1}"));

    store().create(RunManifest.of(new Workflow(raw), List.of(), Map.of(), NOW)).close();

    StoredRun run = store().read("wf");
    assertThat(run.content().status().phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(run.content().nodes()).containsOnlyKeys("wf");
    assertThat(run.content().workflow().raw().has("status")).isFalse();
    assertThat(run.workflowWithStatus().status().path("other").asInt()).isEqualTo(1);
  }

  @Test
  void everythingRecordedIsFoundAgain() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "one").withStatus(status(WorkflowPhase.RUNNING)));
      writer.append(tick("b", "one"));
      writer.append(tick("a", "two").withSpec(new WorkflowSpec(json("{'shutdown':'Stop'}"))));
      writer.append(
          JournalEntry.ofNodes(NOW, List.of()).withStatus(status(WorkflowPhase.SUCCEEDED)));

      assertThat(store().read("wf")).as("read while it is written").isEqualTo(writer.run());
    }

    StoredRun run = store().read("wf");
    assertThat(run.sequence()).isEqualTo(4);
    assertThat(run.content().nodes())
        .containsExactly(Map.entry("a", node("a", "two")), Map.entry("b", node("b", "one")));
    assertThat(run.content().status()).isEqualTo(status(WorkflowPhase.SUCCEEDED));
    assertThat(run.content().workflow().spec().shutdown()).isEqualTo("Stop");
    assertThat(run.content().workflow().labels()).containsEntry("a", "b");
  }

  @Test
  void aRunIsTakenOverWhereItWas() {
    long token;
    try (RunWriter first = store().create(manifest("wf"))) {
      first.append(tick("a", "one"));
      token = first.token();
    }
    try (RunWriter second = store().open("wf")) {
      assertThat(second.run().content().nodes()).containsOnlyKeys("a");
      assertThat(second.token()).isGreaterThan(token);
      second.append(tick("b", "two"));
    }

    assertThat(store().read("wf").content().nodes()).containsOnlyKeys("a", "b");
    assertThat(store().read("wf").sequence()).isEqualTo(2);
  }

  @Test
  void compactingChangesNothing() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "one").withStatus(status(WorkflowPhase.RUNNING)));
      StoredRun before = store().read("wf");
      writer.compact();
      assertThat(store().read("wf")).isEqualTo(before);

      writer.append(tick("b", "two"));
      writer.compact();
      writer.compact();
    }

    StoredRun run = store().read("wf");
    assertThat(run.content().nodes()).containsOnlyKeys("a", "b");
    assertThat(run.sequence()).isEqualTo(2);
  }

  @Test
  void aReplacementTakesNodesAway() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "one"));
      writer.append(tick("b", "one"));
      Map<String, NodeStatus> nodes = new LinkedHashMap<>(Map.of("b", node("b", "reset")));
      writer.replace(
          new StoredRun.Content(workflow("wf"), status(WorkflowPhase.RUNNING), nodes), "retry");
      writer.append(tick("c", "new"));
    }

    StoredRun run = store().read("wf");
    assertThat(run.content().nodes()).containsOnlyKeys("b", "c");
    assertThat(run.content().nodes()).containsEntry("b", node("b", "reset"));
    assertThat(run.sequence()).isEqualTo(4);
  }

  @Test
  void aRunHasOneWriter() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      assertProblem(() -> store().open("wf"), "RUN_LOCKED");
      assertProblem(() -> store().open("wf"), "RUN_LOCKED");
      assertProblem(() -> store().delete("wf"), "RUN_LOCKED");
      writer.append(tick("a", "still the writer"));
      assertThat(store().list()).extracting(RunSummary::owner).doesNotContainNull();
    }
    assertThat(store().list()).extracting(RunSummary::owner).containsOnlyNulls();

    store().open("wf").close();
  }

  @Test
  void aClosedWriterWritesNoMore() {
    RunWriter writer = store().create(manifest("wf"));
    writer.close();
    writer.close();

    assertProblem(() -> writer.append(tick("a", "late")), "RUN_STORE_FAILED");
    assertProblem(writer::compact, "RUN_STORE_FAILED");
    assertThat(store().read("wf").content().nodes()).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    store().create(manifest("wf")).close();

    assertProblem(() -> store().create(manifest("wf")), "RUN_EXISTS");
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    assertProblem(() -> store().read("none"), "RUN_NOT_FOUND");
    assertProblem(() -> store().open("none"), "RUN_NOT_FOUND");
    assertThat(store().delete("none")).isFalse();
    assertThat(store().list()).isEmpty();
    assertThat(store().latest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "../wf", "a/b", "a\\b", "A", "a_b", "-a", "a-", "a b", "a\n", "a\u0000",
        "a..b", "ü", "/etc"
      })
  void namesThatAreNoNamesAreRefused(String name) {
    Workflow named = workflow("x").withMetadata(json("{}").put("name", name));
    RunManifest manifest = RunManifest.of(named, List.of(), Map.of(), NOW);
    assertProblem(() -> store().create(manifest), "RUN_NAME_UNSAFE");
    assertProblem(() -> store().read(name), "RUN_NAME_UNSAFE");
    assertProblem(() -> store().open(name), "RUN_NAME_UNSAFE");
    assertProblem(() -> store().delete(name), "RUN_NAME_UNSAFE");
  }

  @Test
  void runsAreListedTheLatestFirst() {
    for (int i = 0; i < 3; i++) {
      RunManifest manifest =
          RunManifest.of(workflow("wf-" + i), List.of(), Map.of(), NOW.plusSeconds((i * 2) % 3));
      try (RunWriter writer = store().create(manifest)) {
        writer.append(tick("a", "x").withStatus(status(WorkflowPhase.FAILED)));
      }
    }

    assertThat(store().list()).extracting(RunSummary::name).containsExactly("wf-1", "wf-2", "wf-0");
    assertThat(store().list())
        .extracting(RunSummary::status)
        .containsOnly(status(WorkflowPhase.FAILED));
    assertThat(store().latest()).contains("wf-1");
  }

  @Test
  void aDeletedRunLeavesItsNameFree() {
    try (RunWriter writer = store().create(manifest("wf"))) {
      writer.append(tick("a", "x"));
      writer.compact();
    }

    assertThat(store().delete("wf")).isTrue();
    assertThat(store().delete("wf")).isFalse();
    assertThat(store().list()).isEmpty();
    assertProblem(() -> store().read("wf"), "RUN_NOT_FOUND");

    store().create(manifest("wf")).close();
    assertThat(store().read("wf").content().nodes()).isEmpty();
  }
}
