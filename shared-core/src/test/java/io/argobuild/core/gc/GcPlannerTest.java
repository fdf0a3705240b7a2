package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeBuilder;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GcPlannerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  static Workflow recorded(String name) throws IOException {
    try (InputStream in = GcPlannerTest.class.getResourceAsStream("/cases/" + name)) {
      return new Workflow((ObjectNode) JSON.readTree(in));
    }
  }

  private static ArtifactState state(
      String name, ArtifactState.Phase phase, String key, String strategy) {
    return new ArtifactState(name, phase, key, -1, "", strategy, null);
  }

  private static NodeStatus pod(String id, ArtifactState... states) {
    return new NodeBuilder(id, id, NodeType.Leaf.POD).artifacts(List.of(states)).build();
  }

  private static GcPlan plan(Set<GcTrigger> triggers, NodeStatus... nodes) {
    Workflow workflow = new Workflow(json("{'metadata':{'name':'wf'},'spec':{}}"));
    return GcPlanner.plan(GcInput.of(workflow, List.of(nodes), triggers));
  }

  private static GcPlan planArgo(String spec, String repository, String nodes) {
    ObjectNode workflow =
        json(
            "{'metadata':{'name':'wf'},'spec':%s,'status':{'nodes':%s,'artifactRepositoryRef':{'artifactRepository':%s}}}"
                .formatted(spec, nodes, repository));
    return GcPlanner.plan(
        GcInput.of(new Workflow(workflow), GcTrigger.atEnd(WorkflowPhase.SUCCEEDED)));
  }

  private static List<String> deleted(GcPlan plan) {
    return plan.deletions().stream().map(deletion -> deletion.key().text()).toList();
  }

  private static List<String> skipped(GcPlan plan) {
    return plan.skipped().stream()
        .map(
            skip ->
                skip.target().nodeId() + "/" + skip.target().state().name() + ": " + skip.text())
        .toList();
  }

  @ParameterizedTest(name = "{0} when {1}: deleted {2}")
  @CsvSource({
    "OnWorkflowCompletion, SUCCEEDED, true",
    "OnWorkflowCompletion, FAILED, true",
    "OnWorkflowCompletion, ERROR, true",
    "OnWorkflowCompletion, RUNNING, false",
    "OnWorkflowCompletion, PENDING, false",
    "OnWorkflowCompletion, DELETED, true",
    "OnWorkflowDeletion, SUCCEEDED, false",
    "OnWorkflowDeletion, FAILED, false",
    "OnWorkflowDeletion, DELETED, true",
    "OnWorkflowSuccess, SUCCEEDED, true",
    "OnWorkflowSuccess, FAILED, false",
    "OnWorkflowSuccess, ERROR, false",
    "OnWorkflowSuccess, RUNNING, false",
    "OnWorkflowSuccess, DELETED, false",
    "OnWorkflowFailure, SUCCEEDED, false",
    "OnWorkflowFailure, FAILED, true",
    "OnWorkflowFailure, ERROR, true",
    "OnWorkflowFailure, DELETED, false",
    "Never, SUCCEEDED, false",
    "Never, DELETED, false",
    "'', SUCCEEDED, false",
    "'', DELETED, false",
    "Sometimes, SUCCEEDED, false",
    "Sometimes, DELETED, false",
  })
  void aStrategyIsDueAtItsTime(String strategy, String when, boolean deleted) {
    Set<GcTrigger> triggers =
        when.equals("DELETED")
            ? EnumSet.of(GcTrigger.DELETION)
            : GcTrigger.atEnd(WorkflowPhase.valueOf(when));

    GcPlan plan =
        plan(triggers, pod("n", state("a", ArtifactState.Phase.STORED, "wf/a", strategy)));

    assertThat(deleted(plan)).isEqualTo(deleted ? List.of("wf/a") : List.of());
    assertThat(plan.skipped()).hasSize(deleted ? 0 : 1);
  }

  @ParameterizedTest
  @EnumSource(ArtifactState.Phase.class)
  void onlyWhatMayExistIsDeleted(ArtifactState.Phase phase) {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.FAILED),
            pod("n", state("a", phase, "wf/a", "OnWorkflowCompletion")));

    switch (phase) {
      case WRITING, STORED, DELETE_FAILED -> assertThat(deleted(plan)).containsExactly("wf/a");
      case DECLARED, MISSING -> assertThat(skipped(plan)).containsExactly("n/a: never stored");
      case DELETED -> assertThat(skipped(plan)).containsExactly("n/a: already deleted");
    }
    assertThat(plan.deletions().size() + plan.skipped().size()).isEqualTo(1);
  }

  @Test
  void everySkipSaysWhy() {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.SUCCEEDED),
            pod(
                "n",
                state("missing", ArtifactState.Phase.MISSING, "", "OnWorkflowCompletion"),
                state("kept", ArtifactState.Phase.STORED, "wf/kept", "Never"),
                state("later", ArtifactState.Phase.STORED, "wf/later", "OnWorkflowDeletion"),
                state("typo", ArtifactState.Phase.STORED, "wf/typo", "onworkflowcompletion"),
                state("unsafe", ArtifactState.Phase.STORED, "../x", "OnWorkflowCompletion"),
                state("keyless", ArtifactState.Phase.STORED, "", "OnWorkflowCompletion")));

    assertThat(skipped(plan))
        .containsExactly(
            "n/missing: never stored",
            "n/kept: kept: Never",
            "n/later: not due yet: OnWorkflowDeletion",
            "n/typo: unknown strategy: onworkflowcompletion",
            "n/unsafe: unsafe key: this can't be the key of an artifact: it has the segment '..'",
            "n/keyless: never stored");
    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void aKeySharedByAttemptsIsDeletedOnce() {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.SUCCEEDED),
            pod("n0", state("a", ArtifactState.Phase.WRITING, "fixed", "OnWorkflowCompletion")),
            pod("n1", state("a", ArtifactState.Phase.STORED, "fixed", "OnWorkflowCompletion")));

    assertThat(plan.deletions()).hasSize(1);
    assertThat(plan.deletions().get(0).targets())
        .extracting(GcPlan.Target::nodeId)
        .containsExactly("n0", "n1");
  }

  @ParameterizedTest
  @CsvSource({"Never", "OnWorkflowDeletion", "OnWorkflowFailure", "''", "Unheard-of"})
  void aKeyUnderWhichSomethingIsKeptIsNotDeleted(String strategy) {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.SUCCEEDED),
            pod("n0", state("a", ArtifactState.Phase.STORED, "same", "OnWorkflowCompletion")),
            pod("n1", state("b", ArtifactState.Phase.WRITING, "same", strategy)));

    assertThat(plan.deletions()).isEmpty();
    assertThat(skipped(plan)).contains("n0/a: shared with a kept artifact: same");
  }

  @Test
  void aKeptArtifactThatWasNeverStoredKeepsNothing() {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.SUCCEEDED),
            pod("n0", state("a", ArtifactState.Phase.STORED, "same", "OnWorkflowCompletion")),
            pod("n1", state("b", ArtifactState.Phase.MISSING, "same", "Never")));

    assertThat(deleted(plan)).containsExactly("same");
  }

  @Test
  void whatIsBelowAKeptFolderIsKept() {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.SUCCEEDED),
            pod("n0", state("a", ArtifactState.Phase.STORED, "dir/a", "OnWorkflowCompletion")),
            pod("n1", state("b", ArtifactState.Phase.STORED, "dir/", "Never")),
            pod("n2", state("c", ArtifactState.Phase.STORED, "dirs/c", "OnWorkflowCompletion")));

    assertThat(deleted(plan)).containsExactly("dirs/c");
  }

  @Test
  void aFolderIsDeletedAroundWhatIsKeptInIt() {
    GcPlan plan =
        plan(
            GcTrigger.atEnd(WorkflowPhase.SUCCEEDED),
            pod("n0", state("a", ArtifactState.Phase.STORED, "dir/", "OnWorkflowCompletion")),
            pod("n1", state("b", ArtifactState.Phase.STORED, "dir/b", "Never")));

    assertThat(plan.deletions())
        .extracting(GcPlan.Deletion::extent)
        .containsExactly(GcPlan.Extent.FOLDER);
    assertThat(plan.keeps("dir/b")).isTrue();
    assertThat(plan.keeps("dir/a")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "wf/wf-main-1/dir, OBJECT_OR_FOLDER",
    "wf-main-1/dir, OBJECT_OR_FOLDER",
    "reports/dir, OBJECT",
    "wfx/dir, OBJECT",
    "reports/dir/, FOLDER",
  })
  void anUnpackedFolderIsDeletedWholeWhereItsKeyIsTheWorkflowsOwn(
      String key, GcPlan.Extent extent) {
    GcPlan plan =
        planArgo(
            "{'artifactGC':{'strategy':'OnWorkflowCompletion'}}",
            "{}",
            "{'n':{'id':'n','type':'Pod','outputs':{'artifacts':[{'name':'a','archive':{'none':{}},'s3':{'key':'%s'}}]}}}"
                .formatted(key));

    assertThat(plan.deletions()).extracting(GcPlan.Deletion::extent).containsExactly(extent);
  }

  @Test
  void anArtifactsStrategyOverridesTheWorkflows() {
    GcPlan plan =
        planArgo(
            "{'artifactGC':{'strategy':'OnWorkflowCompletion'}}",
            "{'s3':{'bucket':'b','endpoint':'e'}}",
            """
            {'n':{'id':'n','type':'Pod','outputs':{'artifacts':[
              {'name':'inherits','s3':{'key':'wf/inherits'}},
              {'name':'never','artifactGC':{'strategy':'Never'},'s3':{'key':'wf/never'}},
              {'name':'deletion','artifactGC':{'strategy':'OnWorkflowDeletion'},'s3':{'key':'wf/d'}},
              {'name':'empty','artifactGC':{'strategy':''},'s3':{'key':'wf/empty'}}]}}}
            """);

    assertThat(deleted(plan)).containsExactly("wf/inherits", "wf/empty");
  }

  @Test
  void theStrategyOfAWorkflowTemplateCounts() {
    ObjectNode workflow =
        json(
            """
            {'metadata':{'name':'wf'},'spec':{'workflowTemplateRef':{'name':'t'}},
             'status':{'storedWorkflowTemplateSpec':{'artifactGC':{'strategy':'OnWorkflowCompletion'}},
              'nodes':{'n':{'id':'n','type':'Pod','outputs':{'artifacts':[{'name':'a','s3':{'key':'wf/a'}}]}}}}}
            """);

    GcPlan plan =
        GcPlanner.plan(
            GcInput.of(new Workflow(workflow), GcTrigger.atEnd(WorkflowPhase.SUCCEEDED)));

    assertThat(deleted(plan)).containsExactly("wf/a");
  }

  @Test
  void theCopiesOfGroupNodesAreNotDeletedTwiceButMayKeep() {
    GcPlan plan =
        planArgo(
            "{'artifactGC':{'strategy':'OnWorkflowCompletion'}}",
            "{}",
            """
            {'s':{'id':'s','type':'Steps','outputs':{'artifacts':[
               {'name':'a','s3':{'key':'wf/a'}},
               {'name':'b','artifactGC':{'strategy':'Never'},'s3':{'key':'wf/b'}}]}},
             'n':{'id':'n','type':'Pod','outputs':{'artifacts':[
               {'name':'a','s3':{'key':'wf/a'}},{'name':'b','s3':{'key':'wf/b'}}]}}}
            """);

    assertThat(deleted(plan)).containsExactly("wf/a");
    assertThat(skipped(plan)).containsExactly("n/b: shared with a kept artifact: wf/b");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'s3':{'key':'wf/a'}}|``",
        "{'s3':{'key':'wf/a','bucket':'b'}}|``",
        "{'s3':{'key':'wf/a','bucket':'b','endpoint':'e','region':'r'}}|``",
        "{'s3':{'key':'wf/a','bucket':'other'}}|outside the repository: s3 bucket other",
        "{'s3':{'key':'wf/a','endpoint':'o'}}|outside the repository: s3 endpoint o",
        "{'gcs':{'key':'wf/a','bucket':'b'}}|outside the repository: gcs",
        "{'http':{'url':'https://h/a'}}|its storage can't delete: http",
        "{'raw':{'data':'d'}}|its storage can't delete: raw",
        "{'deleted':true,'s3':{'key':'wf/a'}}|already deleted",
        "{'deleted':true}|already deleted",
        "{}|never stored",
        "{'s3':{'bucket':'b'}}|never stored",
        "{'s3':{}}|never stored",
      })
  void onlyTheRepositorysOwnKeysAreDeleted(String location, String reason) {
    String artifact =
        location.equals("{}") ? "{'name':'a'}" : "{'name':'a'," + location.substring(1);
    GcPlan plan =
        planArgo(
            "{'artifactGC':{'strategy':'OnWorkflowCompletion'}}",
            "{'s3':{'bucket':'b','endpoint':'e','keyFormat':'x'}}",
            "{'n':{'id':'n','type':'Pod','outputs':{'artifacts':[" + artifact + "]}}}");

    assertThat(deleted(plan)).isEqualTo(reason.isEmpty() ? List.of("wf/a") : List.of());
    assertThat(skipped(plan)).isEqualTo(reason.isEmpty() ? List.of() : List.of("n/a: " + reason));
  }

  @Test
  void theArchiveLocationOfItsTemplateTellsWhereAKeyIs() {
    String node =
        "{'n':{'id':'n','type':'Pod','templateName':'t','outputs':{'artifacts':[{'name':'a','s3':{'key':'wf/a'}}]}}}";
    String spec =
        "{'artifactGC':{'strategy':'OnWorkflowCompletion'},'templates':[{'name':'t','archiveLocation':{'s3':{'bucket':'%s'}}}]}";

    GcPlan elsewhere = planArgo(spec.formatted("other"), "{'s3':{'bucket':'b'}}", node);
    GcPlan here = planArgo(spec.formatted("b"), "{'s3':{'bucket':'b'}}", node);

    assertThat(skipped(elsewhere)).containsExactly("n/a: outside the repository: s3 bucket other");
    assertThat(deleted(here)).containsExactly("wf/a");
  }

  @Test
  void theStatusOnWhichArgo356StumbledIsPlanned() throws IOException {
    GcPlan plan =
        GcPlanner.plan(
            GcInput.of(
                recorded("artifact-gc-stuck-3.5.6.json"),
                GcTrigger.atEnd(WorkflowPhase.SUCCEEDED)));

    assertThat(deleted(plan))
        .containsExactlyInAnyOrder(
            "retry-gc-rhlxk/retry-gc-rhlxk-main-3252962007/first.tgz",
            "retry-gc-rhlxk/retry-gc-rhlxk-main-3857103386/first.tgz",
            "retry-gc-rhlxk/retry-gc-rhlxk-main-3857103386/second.tgz");
    assertThat(skipped(plan)).containsExactly("retry-gc-rhlxk-3252962007/second: never stored");
  }

  @Test
  void whatArgo412NeverDeletesAfterAManualRetryIsDeleted() throws IOException {
    GcPlan plan =
        GcPlanner.plan(
            GcInput.of(
                recorded("gc-after-manual-retry-4.1.2.json"),
                GcTrigger.atEnd(WorkflowPhase.SUCCEEDED)));

    assertThat(deleted(plan))
        .containsExactly("gc-retry-9rhhh/gc-retry-9rhhh-check-1312422177/checked.tgz");
    assertThat(plan.skipped())
        .extracting(GcPlan.Skip::reason)
        .containsExactly(GcPlan.Reason.ALREADY_DELETED);
  }

  @Test
  void aPlanForNothingIsEmpty() {
    GcInput input =
        new GcInput(
            "wf",
            new WorkflowSpec(json("{}")),
            json("{}"),
            List.of(),
            Set.of(),
            new ArtifactLocation(json("{}")));

    assertThat(GcPlanner.plan(input).isEmpty()).isTrue();
  }
}
