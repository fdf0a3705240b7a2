package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.artifact.SimulatedArtifactStore;
import io.argobuild.core.artifact.SimulatedArtifactStore.Faults;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcRunnerTest {
  private static final GcOptions OPTIONS =
      new GcOptions(1000, 4, 4, Duration.ofSeconds(1), Duration.ofSeconds(3));

  private final List<GcUpdate> recorded = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();

  private GcReport run(ArtifactStore store, GcPlan plan) throws InterruptedException {
    return new GcRunner(store, OPTIONS, waits::add).run(plan, recorded::addAll);
  }

  private static GcPlan.Deletion deletion(String key) {
    GcPlan.Extent extent = key.endsWith("/") ? GcPlan.Extent.FOLDER : GcPlan.Extent.OBJECT;
    return deletion(key, extent);
  }

  private static GcPlan.Deletion deletion(String key, GcPlan.Extent extent) {
    ArtifactState state =
        new ArtifactState("a", ArtifactState.Phase.STORED, key, 1, "", "Never", null);
    return new GcPlan.Deletion(
        new ArtifactKey(key), extent, List.of(new GcPlan.Target("node of " + key, state)));
  }

  private static GcPlan plan(String... keys) {
    List<GcPlan.Deletion> deletions = Arrays.stream(keys).map(GcRunnerTest::deletion).toList();
    return new GcPlan("wf", deletions, List.of(), Set.of());
  }

  private List<String> states() {
    return recorded.stream().map(u -> u.nodeId() + ": " + u.after().phase().text()).toList();
  }

  @Test
  void theReportOfTheRunThatArgo356GotStuckOn() throws Exception {
    GcPlan plan =
        GcPlanner.plan(
            GcInput.of(
                GcPlannerTest.recorded("artifact-gc-stuck-3.5.6.json"),
                GcTrigger.atEnd(WorkflowPhase.SUCCEEDED)));

    GcReport report = run(new SimulatedArtifactStore(), plan);

    assertThat(report.toText()).isEqualTo("deleted 3, skipped 1 (never stored)");
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void manyObjectsAreDeletedInFullBatches() throws Exception {
    String[] keys = IntStream.range(0, 2500).mapToObj(i -> "wf/" + i).toArray(String[]::new);
    SimulatedArtifactStore store = new SimulatedArtifactStore().with(keys).with("other/1");

    GcReport report = run(store, plan(keys));

    assertThat(report.deleted()).hasSize(2500);
    assertThat(store.keys()).containsExactly("other/1");
    assertThat(store.requests()).isEqualTo(3);
    assertThat(store.largestBatch()).isEqualTo(1000);
    assertThat(waits).containsExactly(Duration.ZERO);
  }

  @Test
  void oneRefusedObjectStopsNoOther() throws Exception {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore().with("wf/a", "wf/b", "wf/c").denying("wf/b");

    GcReport report = run(store, plan("wf/a", "wf/b", "wf/c"));

    assertThat(report.deleted()).extracting(GcReport.Deleted::key).containsExactly("wf/a", "wf/c");
    assertThat(report.failed())
        .containsExactly(new GcReport.Failed("wf/b", "PERMISSION", "simulated", 1));
    assertThat(store.keys()).containsExactly("wf/b");
    assertThat(states())
        .containsExactlyInAnyOrder(
            "node of wf/a: Deleted", "node of wf/b: DeleteFailed", "node of wf/c: Deleted");
  }

  @Test
  void whatStaysBusyIsTriedAsOftenAsAllowedWithGrowingWaits() throws Exception {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore(1, new Faults(0, 0, 100, 0, 0)).with("wf/a");

    GcReport report = run(store, plan("wf/a"));

    assertThat(waits)
        .containsExactly(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(report.failed())
        .containsExactly(new GcReport.Failed("wf/a", "TRANSIENT", "simulated", 4));
    ArtifactState after = recorded.get(recorded.size() - 1).after();
    assertThat(after.phase()).isEqualTo(ArtifactState.Phase.DELETE_FAILED);
    assertThat(after.failure())
        .isEqualTo(new ArtifactState.DeleteFailure("TRANSIENT", "simulated", 1));
  }

  @Test
  void aStoreThatLiesIsFoundOut() throws Exception {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore(1, new Faults(0, 0, 0, 0, 100)).with("wf/a", "elsewhere/b");

    GcReport report = run(store, plan("wf/a", "elsewhere/b"));

    assertThat(report.deleted()).isEmpty();
    assertThat(report.failed())
        .extracting(GcReport.Failed::message)
        .containsOnly("the store said that it was deleted, but it is there");
    assertThat(states())
        .endsWith("node of wf/a: DeleteFailed", "node of elsewhere/b: DeleteFailed");
  }

  @Test
  void aFolderIsDeletedWithAllBelowItAndNothingBesides() throws Exception {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore()
            .with("wf/dir/a", "wf/dir/b/c", "wf/dir", "wf/dirs/a", "wf/dir/kept");
    GcPlan plan = new GcPlan("wf", List.of(deletion("wf/dir/")), List.of(), Set.of("wf/dir/kept"));

    GcReport report = run(store, plan);

    assertThat(store.keys()).containsExactly("wf/dir", "wf/dir/kept", "wf/dirs/a");
    assertThat(report.deleted()).containsExactly(new GcReport.Deleted("wf/dir/", 2));
  }

  @Test
  void smallFoldersShareRequests() throws Exception {
    SimulatedArtifactStore store = new SimulatedArtifactStore();
    String[] folders =
        IntStream.range(0, 300).mapToObj(i -> "wf/" + i + "/").toArray(String[]::new);
    for (String folder : folders) {
      store.with(folder + "a", folder + "b");
    }

    assertThat(run(store, plan(folders)).toText()).isEqualTo("deleted 300");
    assertThat(store.keys()).isEmpty();
    assertThat(store.requests()).isEqualTo(1);
  }

  @Test
  void aLargeFolderWithABadObjectIsTriedAgainAndReported() throws Exception {
    String[] keys = IntStream.range(0, 2500).mapToObj(i -> "wf/d/" + i).toArray(String[]::new);
    SimulatedArtifactStore store =
        new SimulatedArtifactStore(7, new Faults(0, 0, 2, 0, 1)).with(keys).denying("wf/d/7");

    GcReport report = run(store, plan("wf/d/"));

    assertThat(store.keys()).containsExactly("wf/d/7");
    assertThat(report.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.problemClass()).isEqualTo("PERMISSION"));
    assertThat(states()).containsExactly("node of wf/d/: DeleteFailed");
  }

  @Test
  void anEmptyFolderIsGoneAlready() throws Exception {
    GcReport report = run(new SimulatedArtifactStore(), plan("wf/dir/"));

    assertThat(report.deleted()).containsExactly(new GcReport.Deleted("wf/dir/", 0));
    assertThat(states()).containsExactly("node of wf/dir/: Deleted");
  }

  @Test
  void anUnpackedArtifactIsDeletedAsFileOrAsFolder() throws Exception {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore().with("wf/file", "wf/file/not-its-own", "wf/dir/1", "wf/dir/2");
    GcPlan plan =
        new GcPlan(
            "wf",
            List.of(
                deletion("wf/file", GcPlan.Extent.OBJECT_OR_FOLDER),
                deletion("wf/dir", GcPlan.Extent.OBJECT_OR_FOLDER),
                deletion("wf/gone", GcPlan.Extent.OBJECT_OR_FOLDER)),
            List.of(),
            Set.of());

    GcReport report = run(store, plan);

    assertThat(report.deleted())
        .containsExactly(
            new GcReport.Deleted("wf/file", 1),
            new GcReport.Deleted("wf/dir", 2),
            new GcReport.Deleted("wf/gone", 0));
    assertThat(store.keys()).containsExactly("wf/file/not-its-own");
  }

  @Test
  void theLongestKeyThereCanBeIsDeletedToo() throws Exception {
    String key = "wf/" + "x".repeat(ArtifactKey.MAX_BYTES - 3);
    SimulatedArtifactStore store = new SimulatedArtifactStore().with(key);
    GcPlan.Deletion deletion = deletion(key, GcPlan.Extent.OBJECT_OR_FOLDER);

    run(store, new GcPlan("wf", List.of(deletion), List.of(), Set.of()));

    assertThat(store.keys()).isEmpty();
  }

  @Test
  void anInterruptionEndsTheRunAndLeavesWhatWasRecorded() {
    SimulatedArtifactStore store =
        new SimulatedArtifactStore(1, new Faults(0, 0, 100, 0, 0)).with("wf/a");
    Pause interrupted =
        wait -> {
          if (!wait.isZero()) {
            throw new InterruptedException();
          }
        };

    assertThatThrownBy(
            () -> new GcRunner(store, OPTIONS, interrupted).run(plan("wf/a"), recorded::addAll))
        .isInstanceOf(InterruptedException.class);

    assertThat(recorded).isEmpty();
    assertThat(store.keys()).containsExactly("wf/a");
  }

  @Test
  void worksOnAFolder(@TempDir Path temp) throws Exception {
    try (FileArtifactStore store = FileArtifactStore.at(temp)) {
      for (String key : List.of("wf/p/a", "wf/p/dir/b", "other/c")) {
        store.write(new ArtifactKey(key), new ByteArrayInputStream(new byte[1]), 1);
      }

      GcReport report = run(store, plan("wf/p/a", "wf/p/dir/", "wf/p/never"));

      assertThat(report.toText()).isEqualTo("deleted 3");
      assertThat(temp.resolve("wf")).doesNotExist();
      assertThat(temp.resolve("other/c")).exists();
    }
  }

  @Test
  void aDeletedArtifactIsMarkedAsArgoMarksIt() throws IOException {
    NodeStatus node =
        StatusReader.node(
            GcPlannerTest.json(
                """
                {'id':'n','name':'n','type':'Pod','outputs':{'exitCode':'0','artifacts':[
                  {'name':'a','s3':{'key':'wf/a'}},{'name':'b','s3':{'key':'wf/b'}}]}}
                """));
    ArtifactState before =
        new ArtifactState("a", ArtifactState.Phase.STORED, "wf/a", -1, "", "", null);

    NodeStatus after =
        new GcUpdate("n", before, before.with(ArtifactState.Phase.DELETED)).applyTo(node);

    assertThat(after.outputs())
        .isEqualTo(
            GcPlannerTest.json(
                """
                {'exitCode':'0','artifacts':[
                  {'name':'a','s3':{'key':'wf/a'},'deleted':true},{'name':'b','s3':{'key':'wf/b'}}]}
                """));
    assertThat(String.valueOf(node.outputs())).doesNotContain("deleted");
    assertThat(after.artifacts()).isEmpty();
  }

  @Test
  void theReportIsReadableByPeopleAndMachines() throws IOException {
    GcReport report =
        new GcReport(
            "wf",
            List.of(new GcReport.Deleted("wf/a", 1)),
            List.of(
                new GcReport.Skipped("n", "x", "", "never stored", ""),
                new GcReport.Skipped("n", "y", "", "never stored", ""),
                new GcReport.Skipped("n", "z", "wf/z", "kept", "Never")),
            List.of(new GcReport.Failed("wf/b", "PERMISSION", "Access Denied", 2)),
            List.of("not verified"));

    assertThat(report.toText().lines())
        .containsExactly(
            "deleted 1, skipped 3 (2 never stored, 1 kept), failed 1",
            "  wf/b: PERMISSION: Access Denied",
            "  not verified");
    assertThat(new ObjectMapper().readTree(report.toJson()))
        .isEqualTo(
            GcPlannerTest.json(
                """
                {'workflow':'wf','complete':false,
                 'deleted':[{'key':'wf/a','objects':1}],
                 'skipped':[
                  {'nodeId':'n','artifact':'x','key':'','reason':'never stored','detail':''},
                  {'nodeId':'n','artifact':'y','key':'','reason':'never stored','detail':''},
                  {'nodeId':'n','artifact':'z','key':'wf/z','reason':'kept','detail':'Never'}],
                 'failed':[{'key':'wf/b','class':'PERMISSION','message':'Access Denied','attempts':2}],
                 'remarks':['not verified']}
                """));
  }
}
