package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.retry.ManualRetry;
import io.argobuild.core.retry.PlanCheck;
import io.argobuild.core.retry.RepairedStatus;
import io.argobuild.core.retry.RetryFate;
import io.argobuild.core.retry.RetryOptions;
import io.argobuild.core.retry.RetryPlan;
import io.argobuild.core.retry.RetryReason;
import io.argobuild.core.retry.StatusRepair;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every manual retry; {@code -Dseeds=N} tries more, {@code -Dseed=N} only one. */
class ManualRetryPropertiesTest {
  private static final int SEEDS = Integer.getInteger("seeds", 100);
  private static final Long ONLY = Long.getLong("seed");
  private static final Instant LATER = ScriptedRun.BEGIN.plusSeconds(86_400);

  private static void forSeeds(LongConsumer check) {
    LongStream seeds = ONLY == null ? LongStream.range(0, SEEDS) : LongStream.of(ONLY);
    List<String> failures = new ArrayList<>();
    seeds.forEach(
        seed -> {
          try {
            check.accept(seed);
          } catch (AssertionError | RuntimeException e) {
            String text = e + "\n  " + e.getStackTrace()[0] + e.getStackTrace()[1];
            failures.add(
                "seed "
                    + seed
                    + ": "
                    + text.substring(0, Math.min(ONLY == null ? 4000 : 60_000, text.length())));
          }
        });
    if (!failures.isEmpty()) {
      fail(
          "%s of the seeds fail:%n%s",
          failures.size(), String.join("\n", failures.subList(0, Math.min(5, failures.size()))));
    }
  }

  private static PodOutcome good(String node) {
    Random random = new Random(node.hashCode());
    return PodOutcome.succeeds()
        .parameter("out", "v" + random.nextInt(3))
        .prints("r" + random.nextInt(3))
        .in(Duration.ofSeconds(random.nextInt(9)));
  }

  /** Ended by itself or, every third, stopped some time. */
  private static ScriptedRun first(GeneratedWorkflow generated) {
    ScriptedRun run = new ScriptedRun(generated.workflow(), generated.worldWithoutOrphans());
    if (generated.seed() % 3 == 2) {
      int tick = 1 + (int) (generated.seed() % 17);
      run.command(
          tick, generated.seed() % 2 == 0 ? new UserCommand.Stop("") : new UserCommand.Terminate());
    }
    return run.run();
  }

  private static boolean isRetriable(WorkflowState state) {
    return EnumSet.of(WorkflowPhase.FAILED, WorkflowPhase.ERROR).contains(state.status().phase());
  }

  private static RetryPlan plan(WorkflowState state, RetryOptions options) {
    Workflow workflow = state.withStatus();
    RetryPlan plan = ManualRetry.plan(workflow, options, LATER);
    assertThat(ManualRetry.plan(workflow, options, LATER)).isEqualTo(plan);
    assertThat(plan.toText()).contains(workflow.name());
    isWellFormed(plan.workflow());
    return plan;
  }

  private static void isWellFormed(Workflow workflow) {
    List<NodeStatus> nodes = StatusReader.nodes(workflow.status());
    assertThat(PlanCheck.reasons(workflow.name(), nodes)).isEmpty();
  }

  /** A run from a plan; its clock begins where the plan ends. */
  private static ScriptedRun retried(RetryPlan plan, PodWorld world) {
    return new ScriptedRun(plan.workflow(), world).beginningAt(LATER);
  }

  private static Set<String> created(ScriptedRun run) {
    Set<String> ids = new HashSet<>();
    for (Action action : run.actions()) {
      if (action instanceof Action.CreatePod create) {
        ids.add(create.nodeId());
      }
    }
    return ids;
  }

  @Test
  void whatFailedRunsAgainAndWhatSucceededDoesNot() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, seed % 2 == 0);
          ScriptedRun first = first(generated);
          if (!isRetriable(first.state())) {
            return;
          }
          assertThat(StatusRepair.repair(first.state().withStatus(), LATER).findings())
              .as("nothing of ours is broken: %s", first)
              .isEmpty();
          RetryPlan plan = plan(first.state(), RetryOptions.FAILED);
          ScriptedRun second =
              retried(plan, new PodWorld().others(ManualRetryPropertiesTest::good)).run();

          succeedsInTheEnd(second, plan);
          runsNothingGoodAgain(first, plan, second);
          isWellFormed(second.state().withStatus());
          allIsDone(second);
        });
  }

  /**
   * Tasks that are decided on again may bring up failures of before, in groups that had ended well:
   * these run again in the next retry.
   */
  private static void succeedsInTheEnd(ScriptedRun second, RetryPlan plan) {
    ScriptedRun last = second;
    for (int more = 0; more < 2 && isRetriable(last.state()); more++) {
      RetryPlan next = plan(last.state(), RetryOptions.FAILED);
      last = retried(next, new PodWorld().others(ManualRetryPropertiesTest::good)).run();
    }
    assertThat(last.state().status().phase())
        .as("%s%n%s", plan.toText(), last)
        .isEqualTo(WorkflowPhase.SUCCEEDED);
  }

  private static void allIsDone(ScriptedRun run) {
    for (NodeStatus node : run.state().allNodes()) {
      assertThat(node.isFulfilled()).as("%s of%n%s", node.name(), run).isTrue();
    }
    assertThat(run.world().alive()).as("pods of%n%s", run).isEmpty();
  }

  /**
   * Pods that succeeded run again only if they are handlers, or daemons, or come after what failed
   * and led on nevertheless.
   */
  private static void runsNothingGoodAgain(ScriptedRun first, RetryPlan plan, ScriptedRun second) {
    Map<String, RetryPlan.Entry> entries = new HashMap<>();
    plan.nodes().forEach(entry -> entries.put(entry.nodeId(), entry));
    for (String id : created(second)) {
      NodeStatus node = first.state().node(id);
      if (node == null || node.phase() != NodePhase.SUCCEEDED) {
        continue;
      }
      RetryPlan.Entry entry = Objects.requireNonNull(entries.get(id));
      boolean handler = node.name().contains(".onExit") || node.name().contains(".hooks.");
      boolean allowed =
          handler
              || entry.reason() == RetryReason.DAEMON
              || entry.reason() == RetryReason.FOLLOWS
              || entry.reason() == RetryReason.INSIDE;
      assertThat(allowed).as("%s%n%s%n%s", node.name(), plan.toText(), first).isTrue();
      assertThat(entry.fate()).isNotEqualTo(RetryFate.KEPT);
    }
  }

  @Test
  void retriesOfRetriesGoOnFromAnyEnd() {
    forSeeds(
        seed -> {
          GeneratedWorkflow generated = GeneratedWorkflow.of(seed, false);
          ScriptedRun run = first(generated);
          Random random = new Random(seed);
          for (int round = 1; round <= 3; round++) {
            RetryOptions options = options(random, run.state());
            if (!isRetriable(run.state()) && options.equals(RetryOptions.FAILED)) {
              break;
            }
            RetryPlan plan = plan(run.state(), options);
            GeneratedWorkflow fates =
                new GeneratedWorkflow(seed * 7 + round, generated.workflow(), false);
            ScriptedRun next = retried(plan, fates.worldWithoutOrphans());
            if (random.nextInt(4) == 0) {
              next.command(1 + random.nextInt(9), new UserCommand.Stop(""));
            }
            run = next.run();
            assertThat(run.state().isFinished()).as("%s%n%s", plan.toText(), run).isTrue();
            allIsDone(run);
            isWellFormed(run.state().withStatus());
          }
          if (isRetriable(run.state())) {
            RetryPlan last = plan(run.state(), RetryOptions.FAILED);
            succeedsInTheEnd(
                retried(last, new PodWorld().others(ManualRetryPropertiesTest::good)).run(), last);
          }
        });
  }

  private static RetryOptions options(Random random, WorkflowState state) {
    if (state.nodes().isEmpty() || random.nextInt(3) == 0) {
      return RetryOptions.FAILED;
    }
    List<NodeStatus> nodes =
        state.allNodes().stream().sorted(Comparator.comparing(NodeStatus::name)).toList();
    String id = nodes.get(random.nextInt(nodes.size())).id();
    boolean alone = random.nextInt(3) == 0;
    return random.nextBoolean()
        ? RetryOptions.selecting("id=" + id)
        : RetryOptions.FAILED.withNode(
            id, alone ? RetryOptions.Extent.ALONE : RetryOptions.Extent.FOLLOWING);
  }

  /** What a plan keeps is what a plan of its own outcome keeps. */
  @Test
  void planningTwiceIsPlanningOnce() {
    forSeeds(
        seed -> {
          ScriptedRun first = first(GeneratedWorkflow.of(seed, false));
          if (!isRetriable(first.state())) {
            return;
          }
          RetryPlan once = plan(first.state(), RetryOptions.FAILED);
          WorkflowState planned = WorkflowState.of(once.workflow());
          WorkflowState failed =
              new WorkflowState(
                  planned.workflow(),
                  planned.status().withPhase(WorkflowPhase.FAILED, ""),
                  planned.nodes(),
                  RunPlan.EMPTY);
          RetryPlan twice = plan(failed, RetryOptions.FAILED);
          Set<String> kept = ids(once, RetryFate.KEPT);
          assertThat(ids(twice, RetryFate.KEPT)).isEqualTo(kept);
        });
  }

  private static Set<String> ids(RetryPlan plan, RetryFate fate) {
    Set<String> ids = new HashSet<>();
    plan.with(fate).forEach(entry -> ids.add(entry.nodeId()));
    return ids;
  }

  /** A node or an edge that is lost keeps no workflow from being retried. */
  @Test
  void whatLostANodeOrAnEdgeIsMendedAndGoesOn() {
    forSeeds(
        seed -> {
          ScriptedRun first = first(GeneratedWorkflow.of(seed, seed % 2 == 0));
          if (!isRetriable(first.state())) {
            return;
          }
          Workflow damaged = damaged(first.state().withStatus(), new Random(seed));
          RepairedStatus repaired;
          try {
            repaired = StatusRepair.repair(damaged, LATER);
          } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("STATUS_BEYOND_REPAIR");
            return;
          }
          isWellFormed(repaired.workflow());
          assertThat(StatusRepair.repair(repaired.workflow(), LATER).findings()).isEmpty();
          RetryPlan plan = plan(WorkflowState.of(repaired.workflow()), RetryOptions.FAILED);
          ScriptedRun second =
              retried(plan, new PodWorld().others(ManualRetryPropertiesTest::good)).run();
          assertThat(second.state().isFinished())
              .as("%s%n%s%n%s%n%s", first, repaired.toText(), plan.toText(), second)
              .isTrue();
          allIsDone(second);
        });
  }

  private static Workflow damaged(Workflow whole, Random random) {
    Workflow workflow = new Workflow(whole.raw().deepCopy());
    ObjectNode nodes = (ObjectNode) workflow.status().get("nodes");
    List<String> ids = new ArrayList<>();
    nodes.fieldNames().forEachRemaining(ids::add);
    Collections.sort(ids);
    String id = ids.get(random.nextInt(ids.size()));
    JsonNode children = nodes.path(id).path("children");
    if (children instanceof ArrayNode edges && !edges.isEmpty() && random.nextBoolean()) {
      edges.remove(random.nextInt(edges.size()));
    } else {
      nodes.remove(id);
    }
    return workflow;
  }
}
