package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every workflow; {@code -Dseeds=N} tries more, {@code -Dseed=N} only that one. */
class EngineInvariantsTest {
  private static final int SEEDS = Integer.getInteger("seeds", 300);
  private static final Long ONLY = Long.getLong("seed");

  private static void forSeeds(LongConsumer check) {
    LongStream seeds = ONLY == null ? LongStream.range(0, SEEDS) : LongStream.of(ONLY);
    List<String> failures = new ArrayList<>();
    seeds.forEach(
        seed -> {
          try {
            check.accept(seed);
          } catch (AssertionError | RuntimeException e) {
            String text = e + "\n  " + e.getStackTrace()[0];
            failures.add("seed " + seed + ": " + text.substring(0, Math.min(4000, text.length())));
          }
        });
    if (!failures.isEmpty()) {
      fail("%s of the seeds fail:%n%s", failures.size(), String.join("\n", failures));
    }
  }

  private static ScriptedRun run(GeneratedWorkflow generated) {
    return new ScriptedRun(generated.workflow(), generated.world());
  }

  private static ScriptedRun withoutOrphans(GeneratedWorkflow generated) {
    return new ScriptedRun(generated.workflow(), generated.worldWithoutOrphans());
  }

  /** Every fourth one is stopped or terminated some time. */
  private static ScriptedRun stoppable(GeneratedWorkflow generated) {
    ScriptedRun run = withoutOrphans(generated);
    if (generated.seed() % 4 == 3) {
      boolean stop = generated.seed() % 8 == 3;
      run.command(
          1 + (int) (generated.seed() % 11),
          stop ? new UserCommand.Stop("") : new UserCommand.Terminate());
    }
    return run;
  }

  @Test
  void theSameObservationsGiveTheSameDecisions() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, false);
          List<ScriptedRun.Tick> ticks = new ArrayList<>();
          ScriptedRun run = run(generated).watch(ticks::add).run();
          WorkflowState state = WorkflowState.of(generated.workflow());
          for (ScriptedRun.Tick tick : ticks) {
            Decision again = run.reconciler().reconcile(state, tick.observations(), tick.now());
            assertThat(text(again)).isEqualTo(text(tick.decision()));
            state = again.next();
          }
          // Earlier states are values: going on from one is not changed by what came later.
          for (ScriptedRun.Tick tick : ticks) {
            Decision again =
                run.reconciler().reconcile(tick.before(), tick.observations(), tick.now());
            assertThat(text(again)).isEqualTo(text(tick.decision()));
          }
        });
  }

  private static String text(Decision decision) {
    StringBuilder text = new StringBuilder();
    decision.changed().forEach(node -> text.append(StatusWriter.node(node)).append('\n'));
    text.append(StatusWriter.workflow(decision.next().status())).append('\n');
    text.append(decision.statusChanged()).append(decision.wakeAt()).append('\n');
    decision.actions().forEach(action -> text.append(action).append('\n'));
    return text.toString();
  }

  @Test
  void whoeverTakesOverAtAnyMomentComesToTheSameEnd() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, true);
          ScriptedRun whole = run(generated).run();
          RunTree expected = RunTree.of(whole.state());
          takeOvers(seed, whole.ticks())
              .forEach(
                  tick -> {
                    ScriptedRun taken = run(generated).attachAt(tick).watch(new NoPodTwice()).run();
                    assertThat(expected.differences(RunTree.of(taken.state())))
                        .as("seed %s, taken over at %s of %s", seed, tick, whole.ticks())
                        .isEmpty();
                  });
        });
  }

  /** Limits, failFast and longest durations make the end depend on the order; but it comes. */
  @Test
  void whoeverTakesOverAWorkflowThatDependsOnOrderLeavesNothingBehind() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, false);
          takeOvers(seed, run(generated).run().ticks())
              .forEach(
                  tick ->
                      leavesNothingBehind(
                          run(generated).attachAt(tick).watch(new NoPodTwice()).run()));
        });
  }

  private static IntStream takeOvers(long seed, int ticks) {
    int step = Math.max(1, ticks / 12);
    return IntStream.iterate(1 + (int) (seed % step), tick -> tick < ticks, tick -> tick + step);
  }

  /** A node that ended is never given a pod again. */
  private static final class NoPodTwice implements java.util.function.Consumer<ScriptedRun.Tick> {
    @Override
    public void accept(ScriptedRun.Tick tick) {
      for (Action action : tick.decision().actions()) {
        if (action instanceof Action.CreatePod create) {
          NodeStatus node = tick.before().node(create.nodeId());
          if (node != null && node.phase() != NodePhase.PENDING) {
            fail("pod of %s, which is %s, is created again", node.name(), node.phase());
          }
        }
      }
    }
  }

  @Test
  void lateRepeatedAndShuffledObservationsChangeNothing() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, true);
          RunTree expected = RunTree.of(run(generated).run().state());
          for (int round = 0; round < 4; round++) {
            ScriptedRun chaos =
                run(generated).chaotic(seed * 7 + round).watch(new NoPodTwice()).run();
            assertThat(expected.differences(RunTree.of(chaos.state())))
                .as("seed %s, round %s", seed, round)
                .isEmpty();
          }
        });
  }

  @Test
  void phasesOnlyGoForwardAndEveryWaitEnds() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, false);
          ScriptedRun run = stoppable(generated).watch(EngineInvariantsTest::goesForward).run();
          leavesNothingBehind(run);
          run = run(generated).watch(EngineInvariantsTest::goesForward).run();
          leavesNothingBehind(run);
        });
  }

  private static void leavesNothingBehind(ScriptedRun run) {
    assertThat(run.state().isFinished()).as("finished: %s", run).isTrue();
    for (NodeStatus node : run.state().allNodes()) {
      assertThat(node.isFulfilled()).as("%s of%n%s", node.name(), run).isTrue();
    }
    assertThat(run.world().alive()).as("pods of%n%s", run).isEmpty();
    assertThat(run.state().nodes().keySet()).as("tree of%n%s", run).containsAll(edges(run));
  }

  private static Set<String> edges(ScriptedRun run) {
    Set<String> ids = new HashSet<>();
    for (NodeStatus node : run.state().allNodes()) {
      ids.addAll(node.children());
      ids.addAll(node.outboundNodes());
      if (!node.boundaryId().isEmpty()) {
        ids.add(node.boundaryId());
      }
    }
    return ids;
  }

  private static void goesForward(ScriptedRun.Tick tick) {
    for (NodeStatus node : tick.decision().changed()) {
      NodeStatus before = tick.before().node(node.id());
      if (before != null && rank(node.phase()) < rank(before.phase())) {
        fail("%s goes from %s back to %s", node.name(), before.phase(), node.phase());
      }
      if (before != null && before.phase().isTerminal() && before.phase() != node.phase()) {
        fail("%s ends again: %s, then %s", node.name(), before.phase(), node.phase());
      }
      if (before != null && !node.children().containsAll(before.children())) {
        fail("%s lost children", node.name());
      }
    }
  }

  private static int rank(NodePhase phase) {
    return phase == NodePhase.PENDING ? 0 : phase == NodePhase.RUNNING ? 1 : 2;
  }

  @Test
  void limitsHoldAtEveryMoment() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, false);
          long limit = generated.workflow().spec().parallelism().orElse(Long.MAX_VALUE);
          ScriptedRun run =
              run(generated)
                  .watch(
                      tick -> {
                        long active =
                            tick.decision().next().allNodes().stream()
                                .filter(node -> node.type() == NodeType.Leaf.POD)
                                .filter(node -> !node.phase().isTerminal())
                                .count();
                        assertThat(active).isLessThanOrEqualTo(limit);
                      })
                  .run();
          assertThat(run.ticks()).isPositive();
        });
  }
}
