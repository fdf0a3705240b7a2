package io.argobuild.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Observation.UserCommand;
import io.argobuild.core.gate.LockTable;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.StatusWriter;
import io.argobuild.core.template.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What holds for every workflow with locks and memoized templates; {@code -Dseeds=N} tries more,
 * {@code -Dseed=N} only that one.
 */
class GateInvariantsTest {
  private static final int SEEDS = Integer.getInteger("seeds", 300);
  private static final Long ONLY = Long.getLong("seed");
  private static final Map<String, Integer> LIMITS =
      Map.of("test/Mutex/m", 1, "test/Mutex/n", 1, "test/ConfigMap/limits/two", 2);

  private static final Resources RESOURCES =
      new Resources() {
        @Override
        public Optional<Map<String, String>> configMap(String name) {
          return Optional.of(Map.of("two", "2"));
        }
      };

  /**
   * @param oneIn how many of the seeds are left out, as each takes its time
   */
  private static void forSeeds(int oneIn, LongConsumer check) {
    LongStream seeds = ONLY == null ? LongStream.range(0, SEEDS / oneIn) : LongStream.of(ONLY);
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

  /** Locks and caches for some of the templates, and sometimes a lock for the whole. */
  private static Workflow gated(GeneratedWorkflow generated) {
    Random random = new Random(generated.seed() * 17 + 3);
    ObjectNode spec = generated.workflow().spec().raw().deepCopy();
    for (JsonNode template : spec.path("templates")) {
      ObjectNode raw = (ObjectNode) template;
      switch (random.nextInt(8)) {
        case 0, 1 -> Parts.mutex(random.nextBoolean() ? "m" : "n").addTo(raw);
        case 2 -> Parts.semaphore("limits", "two").addTo(raw);
        case 3 -> Part.addAll(raw, Parts.mutex("m"), Parts.semaphore("limits", "two"));
        default -> {}
      }
      boolean daemon = raw.path("daemon").asBoolean();
      if (random.nextInt(5) == 0 && !daemon) {
        Parts.memoize("cache", "k" + random.nextInt(2), "1h").addTo(raw);
      }
    }
    if (random.nextInt(6) == 0) {
      Parts.mutex("n").addTo(spec);
    }
    return generated.workflow().withSpec(spec);
  }

  private static ScriptedRun run(long seed) {
    GeneratedWorkflow generated = GeneratedWorkflow.of(seed, false);
    Workflow workflow = gated(generated);
    return new ScriptedRun(workflow, generated.worldWithoutOrphans(), new SharedWorld(), RESOURCES);
  }

  /** Stops or terminates it at some time. */
  private static ScriptedRun stopped(long seed, ScriptedRun run) {
    UserCommand command = seed % 2 == 0 ? new UserCommand.Stop("") : new UserCommand.Terminate();
    return run.command(1 + (int) (seed * 5 % 23), command);
  }

  @Test
  void limitsHoldAndEveryLockIsGivenBack() {
    forSeeds(
        4,
        seed -> {
          ScriptedRun run = run(seed);
          leavesNothingBehind(run.watch(new NobodyWithoutItsLocks(run)).run());
          ScriptedRun ended = stopped(seed, run(seed));
          leavesNothingBehind(ended.watch(new NobodyWithoutItsLocks(ended)).run());
        });
  }

  @Test
  void whoeverTakesOverHasTheLocksAndGivesThemBack() {
    forSeeds(
        20,
        seed -> {
          int ticks = run(seed).run().ticks();
          int step = Math.max(1, ticks / 6);
          for (int tick = 1 + (int) (seed % step); tick < ticks; tick += step) {
            ScriptedRun run = run(seed).attachAt(tick);
            leavesNothingBehind(run.watch(new NobodyWithoutItsLocks(run)).run());
            ScriptedRun ended = stopped(seed, run(seed)).attachAt(tick);
            leavesNothingBehind(ended.run());
          }
        });
  }

  @Test
  void lateRepeatedAndShuffledObservationsLoseNoLock() {
    forSeeds(4, seed -> leavesNothingBehind(run(seed).chaotic(seed * 7 + 1).run()));
  }

  private static void leavesNothingBehind(ScriptedRun run) {
    assertThat(run.state().isFinished()).as("finished: %s", run).isTrue();
    for (NodeStatus node : run.state().allNodes()) {
      assertThat(node.isFulfilled()).as("%s of%n%s", node.name(), run).isTrue();
      assertThat(node.waitingFor()).as("%s of%n%s", node.name(), run).isEmpty();
    }
    assertThat(run.world().alive()).as("pods of%n%s", run).isEmpty();
    assertThat(run.shared().locks().holds()).as("locks of%n%s", run).isEmpty();
    assertThat(run.shared().locks().queue()).as("queue of%n%s", run).isEmpty();
    assertThat(StatusWriter.workflow(run.state().status()).has("synchronization"))
        .as("%s", run.state().status())
        .isFalse();
  }

  /** At every moment: limits hold, and what runs has the locks of its template. */
  private record NobodyWithoutItsLocks(ScriptedRun run)
      implements java.util.function.Consumer<ScriptedRun.Tick> {

    @Override
    public void accept(ScriptedRun.Tick tick) {
      LockTable table = run.shared().locks();
      Map<String, Integer> taken = new HashMap<>();
      Set<String> holders = new HashSet<>();
      for (LockTable.Hold hold : table.holds()) {
        holders.add(hold.holder());
        hold.locks().forEach(lock -> taken.merge(lock, 1, Integer::sum));
      }
      taken.forEach((lock, count) -> assertThat(count).as(lock).isLessThanOrEqualTo(limit(lock)));
      WorkflowState state = tick.decision().next();
      Map<String, Template> templates =
          new WorkflowSpec(state.workflow().spec().raw()).templatesByName();
      for (NodeStatus node : state.allNodes()) {
        Template template = templates.get(node.templateName());
        boolean locked = template != null && template.synchronization().isPresent();
        if (locked && !node.isRetried() && isInside(node)) {
          assertThat(holders).as("%s of%n%s", node, run).contains("test/wf/" + node.id());
        }
      }
    }

    private static int limit(String lock) {
      return LIMITS.getOrDefault(lock, 0);
    }

    private static boolean isInside(NodeStatus node) {
      return node.phase() == NodePhase.RUNNING
          && !node.isFulfilled()
          && node.type() != NodeType.Virtual.TASK_GROUP
          && node.type() != NodeType.Leaf.CONTAINER;
    }
  }
}
