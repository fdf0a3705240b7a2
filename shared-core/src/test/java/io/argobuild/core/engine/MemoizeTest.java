package io.argobuild.core.engine;

import static io.argobuild.core.engine.Parts.argument;
import static io.argobuild.core.engine.Parts.calls;
import static io.argobuild.core.engine.Parts.globalOutput;
import static io.argobuild.core.engine.Parts.input;
import static io.argobuild.core.engine.Parts.memoize;
import static io.argobuild.core.engine.Parts.output;
import static io.argobuild.core.engine.Parts.outputFrom;
import static io.argobuild.core.engine.Parts.retry;
import static io.argobuild.core.engine.RunAssert.assertThat;
import static io.argobuild.core.engine.WorkflowBuilder.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memoized outputs (Argo 4.1.2). */
class MemoizeTest {
  private static final CacheKey KEY = new CacheKey("test", "cache", "k");

  private static ScriptedRun run(Workflow workflow, SharedWorld shared, PodWorld pods) {
    return new ScriptedRun(workflow, pods, shared, Resources.NONE).run();
  }

  private static PodWorld pods() {
    return new PodWorld().others(node -> PodOutcome.succeeds().parameter("o", "value"));
  }

  private static Workflow twice(Part... parts) {
    return workflow(
        w ->
            w.steps("main", s -> s.step("first", calls("t")).step("again", calls("t")).step("last"))
                .container("t", parts));
  }

  private static ObjectNode memo(ScriptedRun run, String node) {
    ObjectNode json = StatusWriter.node(run.node(node).orElseThrow());
    return (ObjectNode) json.path("memoizationStatus");
  }

  @Test
  void theSecondCallHasTheOutputsOfTheFirstAndNoPod() {
    SharedWorld shared = new SharedWorld();
    ScriptedRun run = run(twice(output("o"), memoize("cache", "k", "1h")), shared, pods());
    assertThat(run).finished(WorkflowPhase.SUCCEEDED).ran("first").neverRan("again").ran("last");
    assertThat(run).output("again", "o", "value").hasNode("again", NodePhase.SUCCEEDED, "");
    assertThat(memo(run, "first").toString())
        .isEqualTo("{\"hit\":false,\"key\":\"k\",\"cacheName\":\"cache\"}");
    assertThat(memo(run, "again").path("hit").asBoolean()).isTrue();
    assertThat(run.state().status().progress()).isEqualTo("3/3");
    CacheEntry entry = Objects.requireNonNull(shared.caches().get(KEY));
    assertThat(entry.nodeId()).isEqualTo(run.node("first").orElseThrow().id());
  }

  @Test
  void groupsAndRetriedNodesAreKeptWhole() {
    Workflow workflow =
        workflow(
            w ->
                w.dag(
                        "main",
                        d ->
                            d.task("a", calls("s"))
                                .task("b", Parts.after("a"), calls("s"))
                                .task("c", Parts.after("b"), calls("r"))
                                .task("d", Parts.after("c"), calls("r"))
                                .task("e", Parts.after("d")))
                    .steps(
                        "s",
                        s -> s.step("x", calls("r")),
                        outputFrom("p", "{{steps.x.outputs.parameters.o}}"),
                        memoize("cache", "s", ""))
                    .container("r", output("o"), retry(2), memoize("cache", "r", "")));
    ScriptedRun run = run(workflow, new SharedWorld(), pods());
    assertThat(run)
        .finished(WorkflowPhase.SUCCEEDED)
        .output("b", "p", "value")
        .output("d", "o", "value")
        .ran("e");
    assertThat(run).hasNoNode(".b[0]").hasNoNode(".c(0)");
    assertThat(run.node("e")).isPresent();
    assertThat(run.node("d").orElseThrow().children())
        .as("what follows a hit is linked to it")
        .containsExactly(run.node("e").orElseThrow().id());
  }

  @Test
  void globalOutputsOfAHitAreSet() {
    SharedWorld shared = new SharedWorld();
    Workflow workflow =
        workflow(w -> w.container("main", globalOutput("o", "g"), memoize("cache", "k", "")));
    run(workflow, shared, pods());
    ScriptedRun again = run(workflow, shared, new PodWorld());
    assertThat(again).neverRan("");
    assertThat(String.valueOf(again.state().status().outputs())).contains("\"g\"", "value");
  }

  @Test
  void whatFailedIsNotKept() {
    SharedWorld shared = new SharedWorld();
    PodWorld pods = new PodWorld().others(node -> PodOutcome.fails());
    assertThat(run(twice(memoize("cache", "k", "")), shared, pods)).finished(WorkflowPhase.FAILED);
    assertThat(shared.caches()).isEmpty();
  }

  @Test
  void anEntryThatIsTooOldIsReplaced() {
    SharedWorld shared = new SharedWorld();
    var old = ScriptedRun.BEGIN.minus(Duration.ofHours(2));
    shared.caches().put(KEY, new CacheEntry("wf-1", null, old, old));
    ScriptedRun run = run(twice(output("o"), memoize("cache", "k", "1h")), shared, pods());
    assertThat(run).ran("first").neverRan("again");
    assertThat(Objects.requireNonNull(shared.caches().get(KEY)).createdAt()).isAfter(old);
    shared.caches().put(KEY, new CacheEntry("wf-1", null, old, old));
    assertThat(run(twice(memoize("cache", "k", "3h")), shared, pods())).neverRan("first");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cache | a key | '' | invalid cache key: a key",
        "cache | '' | '' | 'invalid cache key: '",
        "../x | k | '' | invalid cache name: ../x",
        "cache | k | soon | invalid maxAge: time: invalid duration \"soon\"",
        "cache | k | 5 | invalid maxAge: time: missing unit in duration \"5\"",
      })
  void whatCannotBeUsedIsAnError(String cache, String key, String maxAge, String message) {
    ScriptedRun run = run(twice(memoize(cache, key, maxAge)), new SharedWorld(), pods());
    assertThat(run).hasNode("first", NodePhase.ERROR, message).finished(WorkflowPhase.FAILED);
  }

  @Test
  void keysAreOfTheArguments() {
    Workflow workflow =
        workflow(
            w ->
                w.steps(
                        "main",
                        s ->
                            s.step("a", calls("t"), argument("in", "1"))
                                .step("b", calls("t"), argument("in", "2")))
                    .container(
                        "t",
                        input("in"),
                        output("o"),
                        memoize("cache", "k{{inputs.parameters.in}}", "")));
    SharedWorld shared = new SharedWorld();
    assertThat(run(workflow, shared, pods())).ran("a").ran("b");
    assertThat(shared.caches().keySet())
        .extracting(CacheKey::key)
        .containsExactlyInAnyOrder("k1", "k2");
  }

  @Test
  void whoTakesOverWhileItIsLookedUpLooksAgain() {
    Workflow workflow = twice(output("o"), memoize("cache", "k", ""));
    int ticks = run(workflow, new SharedWorld(), pods()).ticks();
    for (int tick : List.of(1, 2, 3, ticks - 2, ticks - 1)) {
      ScriptedRun taken =
          new ScriptedRun(workflow, pods(), new SharedWorld(), Resources.NONE).attachAt(tick).run();
      assertThat(taken).finished(WorkflowPhase.SUCCEEDED).podsCreated("again", 0);
    }
  }
}
