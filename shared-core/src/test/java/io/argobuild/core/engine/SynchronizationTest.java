package io.argobuild.core.engine;

import static io.argobuild.core.engine.Parts.calls;
import static io.argobuild.core.engine.Parts.deadlineSeconds;
import static io.argobuild.core.engine.Parts.failFast;
import static io.argobuild.core.engine.Parts.memoize;
import static io.argobuild.core.engine.Parts.mutex;
import static io.argobuild.core.engine.Parts.parallelism;
import static io.argobuild.core.engine.Parts.retry;
import static io.argobuild.core.engine.Parts.semaphore;
import static io.argobuild.core.engine.Parts.text;
import static io.argobuild.core.engine.Parts.timeout;
import static io.argobuild.core.engine.Parts.withItems;
import static io.argobuild.core.engine.RunAssert.assertThat;
import static io.argobuild.core.engine.WorkflowBuilder.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.gate.LockTable;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.Resources;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Locks of nodes and of workflows (Argo 4.1.2). */
class SynchronizationTest {
  private static final String MUTEX = "test/Mutex/m";

  private static final Resources LIMITS =
      new Resources() {
        @Override
        public Optional<Map<String, String>> configMap(String name) {
          return name.equals("limits")
              ? Optional.of(Map.of("two", "2", "none", "0", "word", "many"))
              : Optional.empty();
        }
      };

  private static ScriptedRun script(Workflow workflow) {
    return script(workflow, new SharedWorld());
  }

  private static ScriptedRun script(Workflow workflow, SharedWorld shared) {
    PodWorld pods = new PodWorld().others(n -> PodOutcome.succeeds().in(Duration.ofSeconds(5)));
    return new ScriptedRun(workflow, pods, shared, LIMITS);
  }

  /** Another workflow has the mutex {@code m} and keeps it. */
  private static SharedWorld taken() {
    SharedWorld shared = new SharedWorld();
    script(named("other", workflow(w -> w.suspend("main", "", mutex("m")))), shared).run();
    assertThat(shared.locks().holds()).hasSize(1);
    return shared;
  }

  private static Workflow named(String name, Workflow workflow) {
    ObjectNode metadata = workflow.metadata().deepCopy();
    return workflow.withMetadata(metadata.put("name", name));
  }

  private static Workflow three(Part... parts) {
    return workflow(
        w ->
            w.steps("main", s -> s.step("s", calls("locked"), withItems("a", "b", "c")))
                .container("locked", parts));
  }

  private static void nothingIsLeft(ScriptedRun run) {
    assertThat(run.shared().locks().holds()).as("%s", run).isEmpty();
    assertThat(run.shared().locks().queue()).as("%s", run).isEmpty();
    assertThat(StatusWriter.workflow(run.state().status()).has("synchronization")).isFalse();
    assertThat(run.world().alive()).isEmpty();
  }

  @Test
  void aMutexLetsOneRunAtATime() {
    ScriptedRun run = script(three(mutex("m"))).run();
    assertThat(run).finished(WorkflowPhase.SUCCEEDED).neverMorePodsThan(1);
    nothingIsLeft(run);
  }

  @Test
  void aSemaphoreLetsAsManyRunAsItsConfigMapSays() {
    ScriptedRun run = script(three(semaphore("limits", "two"))).run();
    assertThat(run).finished(WorkflowPhase.SUCCEEDED).neverMorePodsThan(2);
    assertThat(run.world().mostRunning()).isEqualTo(2);
    nothingIsLeft(run);
  }

  @Test
  void whoWaitsSaysForWhatAndWhoHasIt() {
    ScriptedRun run = script(three(mutex("m")));
    run.watch(
        tick -> {
          if (tick.number() == 3) {
            var node = run.node("s(2:c)").orElseThrow();
            assertThat(node.phase()).isEqualTo(NodePhase.PENDING);
            assertThat(node.waitingFor()).isEqualTo(MUTEX);
            assertThat(node.message()).isEqualTo("Waiting for test/Mutex/m lock. Lock status: 0/1");
            String holder = "test/wf/" + run.node("s(0:a)").orElseThrow().id();
            assertThat(
                    StatusWriter.workflow(run.state().status()).path("synchronization").toString())
                .isEqualTo(
                    """
                    {"mutex":{"holding":[{"mutex":"test/Mutex/m","holder":"%1$s"}],\
                    "waiting":[{"mutex":"test/Mutex/m","holder":"%1$s"}]}}"""
                        .formatted(holder));
          }
        });
    assertThat(run.run()).hasNode("s(2:c)", NodePhase.SUCCEEDED, "");
  }

  @Test
  void aLockIsHeldOverAllAttempts() {
    PodWorld pods = new PodWorld().others(n -> PodOutcome.fails());
    Workflow workflow = three(mutex("m"), retry(2));
    ScriptedRun run = new ScriptedRun(workflow, pods, new SharedWorld(), LIMITS).run();
    assertThat(run).finished(WorkflowPhase.FAILED).neverMorePodsThan(1);
    assertThat(run).hasNode("s(1:b)", NodePhase.FAILED, "No more retries left");
    assertThat(run).ran("s(0:a)(2)").before("s(1:b)(0)");
    nothingIsLeft(run);
  }

  @Test
  void stepsAndTheWorkflowItselfHaveLocksToo() {
    Workflow workflow =
        workflow(
            w ->
                w.with(mutex("whole"))
                    .dag("main", d -> d.task("a", calls("in")).task("b", calls("in")))
                    .steps("in", s -> s.step("x").step("y"), mutex("m")));
    ScriptedRun run = script(workflow).run();
    assertThat(run).finished(WorkflowPhase.SUCCEEDED).neverMorePodsThan(1);
    nothingIsLeft(run);
  }

  @Test
  void aWorkflowWaitsForItsLockWithoutANode() {
    Workflow workflow = workflow(w -> w.with(mutex("m")).container("main"));
    ScriptedRun run = script(workflow, taken()).command(9, new UserCommand.Stop(""));
    run.watch(
        tick -> {
          if (tick.number() == 5) {
            assertThat(run.state().status().phase()).isEqualTo(WorkflowPhase.PENDING);
            assertThat(run.state().status().message())
                .isEqualTo("Waiting for test/Mutex/m lock. Lock status: 0/1");
            assertThat(run.state().allNodes()).isEmpty();
          }
        });
    assertThat(run.run()).finished(WorkflowPhase.FAILED).message("Stopped with strategy 'Stop'");
    assertThat(run.shared().locks().queue()).isEmpty();
  }

  @Test
  void whoWaitsIsStopped() {
    for (UserCommand command :
        new UserCommand[] {new UserCommand.Stop(""), new UserCommand.Terminate()}) {
      ScriptedRun run = script(three(mutex("m")), taken()).command(4, command).run();
      String name = command instanceof UserCommand.Stop ? "Stop" : "Terminate";
      assertThat(run)
          .finished(WorkflowPhase.FAILED)
          .hasNode("s(1:b)", NodePhase.FAILED, "Stopped with strategy '" + name + "'")
          .neverRan("s(1:b)");
      assertThat(run.shared().locks().queue()).isEmpty();
      assertThat(run.shared().locks().holds()).hasSize(1);
    }
  }

  @Test
  void whoWaitsTooLongIsEnded() {
    Workflow late = workflow(w -> w.with(deadlineSeconds(30)).container("main", mutex("m")));
    assertThat(script(late, taken()).run())
        .finished(WorkflowPhase.FAILED)
        .message("Step exceeded its deadline");
    Workflow impatient = workflow(w -> w.container("main", mutex("m"), timeout("10s")));
    assertThat(script(impatient, taken()).run())
        .finished(WorkflowPhase.ERROR)
        .message("error in entry template execution: timeout");
  }

  @Test
  void failFastEndsWhoWaits() {
    Workflow workflow =
        workflow(
            w ->
                w.steps(
                        "main",
                        s -> s.step("bad", calls("bad")).beside("late", calls("locked")),
                        failFast())
                    .container("bad")
                    .container("locked", mutex("m")));
    PodWorld pods = new PodWorld().node("bad", PodOutcome.fails());
    ScriptedRun run = new ScriptedRun(workflow, pods, taken(), LIMITS).run();
    assertThat(run)
        .finished(WorkflowPhase.FAILED)
        .hasNode("late", NodePhase.FAILED, Shutdown.FAIL_FAST);
    assertThat(run.shared().locks().queue()).isEmpty();
  }

  @Test
  void whoGetsItsLockStillWaitsForItsPlace() {
    Workflow workflow =
        workflow(
            w ->
                w.with(parallelism(1))
                    .steps("main", s -> s.step("s", calls("locked"), withItems("a", "b", "c")))
                    .container("locked", semaphore("limits", "two")));
    ScriptedRun run = script(workflow).run();
    assertThat(run).finished(WorkflowPhase.SUCCEEDED).neverMorePodsThan(1);
    nothingIsLeft(run);
  }

  @Test
  void aGrantOfBeforeIsNoGrant() {
    Workflow workflow =
        workflow(
            w ->
                w.with(parallelism(1))
                    .steps("main", s -> s.step("s", calls("locked"), withItems("a", "b", "c")))
                    .container("locked", semaphore("limits", "two")));
    ScriptedRun run = script(workflow).stale();
    run.watch(
        tick ->
            assertThat(run.state().nodes().values())
                .filteredOn(node -> node.phase() == NodePhase.RUNNING && node.children().isEmpty())
                .allSatisfy(
                    node ->
                        assertThat(run.shared().locks().holds())
                            .extracting(LockTable.Hold::holder)
                            .contains("test/wf/" + node.id())));
    assertThat(run.run()).finished(WorkflowPhase.SUCCEEDED).neverMorePodsThan(1);
    nothingIsLeft(run);
  }

  @Test
  void whatCanNeverBeHadIsAnError() {
    Map<Part, String> wrong =
        Map.of(
            semaphore("limits", "absent"),
            "failed to initialize semaphore test/ConfigMap/limits/absent with limit",
            semaphore("limits", "none"),
            "failed to initialize semaphore test/ConfigMap/limits/none with limit",
            semaphore("limits", "word"),
            "failed to initialize semaphore test/ConfigMap/limits/word with limit",
            t -> Part.addAll(t, mutex("m"), mutex("m")),
            "requested configuration is invalid: duplicate synchronization item found",
            t ->
                t.withObjectProperty("synchronization").withArrayProperty("semaphores").addObject(),
            "requested configuration is invalid: cannot get LockName for a Semaphore without a"
                + " ConfigMapRef or Database");
    wrong.forEach(
        (part, message) -> {
          ScriptedRun run = script(three(part)).run();
          assertThat(run)
              .hasNode("s(0:a)", NodePhase.ERROR, message)
              .finished(WorkflowPhase.FAILED);
          nothingIsLeft(run);
        });
    Workflow whole = workflow(w -> w.with(semaphore("limits", "absent")).container("main"));
    assertThat(script(whole).run())
        .finished(WorkflowPhase.FAILED)
        .message(
            "Failed to acquire the synchronization lock. failed to initialize semaphore"
                + " test/ConfigMap/limits/absent with limit");
  }

  @Test
  void aChildThatWaitsForItsAncestorIsADeadlock() {
    Workflow workflow =
        workflow(
            w ->
                w.steps("main", s -> s.step("child", calls("leaf")), mutex("m"))
                    .container("leaf", mutex("m")));
    ScriptedRun run = script(workflow).run();
    assertThat(run)
        .hasNode(
            "child",
            NodePhase.ERROR,
            "deadlock: wf[0].child waits for lock test/Mutex/m of wf, which can't end before"
                + " wf[0].child")
        .finished(WorkflowPhase.FAILED);
    nothingIsLeft(run);
  }

  @Test
  void aNodeThatWaitsForItsWorkflowIsADeadlock() {
    Workflow workflow = workflow(w -> w.with(mutex("m")).container("main", mutex("m")));
    ScriptedRun run = script(workflow).run();
    assertThat(run.state().status().message())
        .contains("deadlock: wf waits for lock test/Mutex/m of the workflow");
    nothingIsLeft(run);
  }

  @Test
  void nodesThatWaitForEachOtherAreADeadlock() {
    Workflow workflow =
        workflow(
            w ->
                w.dag("main", d -> d.task("a", calls("one")).task("b", calls("two")))
                    .steps("one", s -> s.step("x").step("y", calls("n")), mutex("m"))
                    .steps("two", s -> s.step("x").step("y", calls("m")), mutex("n"))
                    .container("m", mutex("m"))
                    .container("n", mutex("n")));
    ScriptedRun run = script(workflow).run();
    assertThat(run).finished(WorkflowPhase.FAILED);
    assertThat(run.toString())
        .contains(
            "deadlock: wf.b[1].y waits for lock test/Mutex/m of wf.a, which can't end before"
                + " wf.a[1].y, and wf.a[1].y waits for lock test/Mutex/n of wf.b, which can't end"
                + " before wf.b[1].y");
    assertThat(run).hasNode("a", NodePhase.SUCCEEDED);
    nothingIsLeft(run);
  }

  @Test
  void aHitNeedsItsLockOnlyToLookAndRunsOnce() {
    Workflow workflow = three(mutex("m"), memoize("cache", "k", "1h"), text("failFast", "false"));
    ScriptedRun run = script(workflow).run();
    assertThat(run)
        .finished(WorkflowPhase.SUCCEEDED)
        .ran("s(0:a)")
        .neverRan("s(1:b)")
        .neverRan("s(2:c)");
    nothingIsLeft(run);
  }
}
