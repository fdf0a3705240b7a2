package io.argobuild.core.gc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.artifact.SimulatedArtifactStore;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The run that Argo 3.5.6 got stuck on is cleaned and released. */
class GcStatusTest {
  private static final String POD = "retry-gc-rhlxk/retry-gc-rhlxk-main-";
  private static final String FAILED = POD + "3252962007/first.tgz";
  private static final String FIRST = POD + "3857103386/first.tgz";
  private static final String SECOND = POD + "3857103386/second.tgz";

  private final SimulatedArtifactStore store =
      new SimulatedArtifactStore().with(FAILED, FIRST, SECOND, "other/object");

  private static Workflow stuck() {
    try {
      return GcPlannerTest.recorded("artifact-gc-stuck-3.5.6.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Workflow collected(Workflow workflow, boolean force) throws InterruptedException {
    List<GcUpdate> updates = new ArrayList<>();
    GcPlan plan = GcPlanner.plan(GcInput.of(workflow, GcTrigger.atEnd(WorkflowPhase.SUCCEEDED)));
    GcReport report = new GcRunner(store, GcOptions.DEFAULT, d -> {}).run(plan, updates::addAll);
    return GcStatus.applied(workflow, updates, report, force);
  }

  @Test
  void itsObjectsGoAndTheFinalizerAndTheConditionWithThem() throws Exception {
    Workflow after = collected(stuck(), false);

    assertThat(store.keys()).containsExactly("other/object");
    assertThat(after.raw().path("metadata").has("finalizers")).isFalse();
    assertThat(after.status().path("conditions").findValuesAsText("type"))
        .containsExactly("PodRunning", "Completed");
    assertThat(deleted(after, "retry-gc-rhlxk-3252962007", 0)).isTrue();
    assertThat(deleted(after, "retry-gc-rhlxk-3252962007", 1)).as("never stored").isFalse();
    assertThat(deleted(after, "retry-gc-rhlxk-3857103386", 0)).isTrue();
    assertThat(deleted(after, "retry-gc-rhlxk-3857103386", 1)).isTrue();
  }

  private static boolean deleted(Workflow workflow, String node, int artifact) {
    JsonNode artifacts = workflow.status().path("nodes").path(node).at("/outputs/artifacts");
    return artifacts.path(artifact).path("deleted").asBoolean();
  }

  @Test
  void allElseIsAsItWas() throws Exception {
    Workflow before = stuck();
    Workflow after = collected(before, false);

    assertThat(before.raw()).isEqualTo(stuck().raw());
    assertThat(after.spec().raw()).isEqualTo(before.spec().raw());
    for (String field : List.of("phase", "artifactRepositoryRef", "progress", "startedAt")) {
      assertThat(after.status().get(field)).isEqualTo(before.status().get(field));
    }
    assertThat(after.status().path("nodes").path("retry-gc-rhlxk"))
        .isEqualTo(before.status().path("nodes").path("retry-gc-rhlxk"));
  }

  @Test
  void onceCollectedThereIsNothingMoreToDo() throws Exception {
    Workflow after = collected(stuck(), false);

    assertThat(collected(after, false).raw()).isEqualTo(after.raw());
  }

  @Test
  void whatCouldNotBeDeletedKeepsTheFinalizerAndIsTold() throws Exception {
    store.denying(FIRST);
    Workflow after = collected(stuck(), false);

    assertThat(after.raw().at("/metadata/finalizers/0").asText()).isEqualTo(GcStatus.FINALIZER);
    assertThat(after.status().path("conditions").findValuesAsText("message"))
        .anySatisfy(text -> assertThat(text).contains("failed for 1 keys", FIRST));
    assertThat(deleted(after, "retry-gc-rhlxk-3857103386", 0)).isFalse();
    assertThat(deleted(after, "retry-gc-rhlxk-3857103386", 1)).isTrue();
  }

  @Test
  void whoForcesItIsRidOfTheFinalizerAnyway() throws Exception {
    store.denying(FIRST);

    assertThat(collected(stuck(), true).raw().path("metadata").has("finalizers")).isFalse();
  }
}
