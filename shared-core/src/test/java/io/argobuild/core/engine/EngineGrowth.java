package io.argobuild.core.engine;

import static io.argobuild.core.engine.Parts.after;
import static io.argobuild.core.engine.Parts.argument;
import static io.argobuild.core.engine.Parts.calls;
import static io.argobuild.core.engine.Parts.input;
import static io.argobuild.core.engine.Parts.parallelism;
import static io.argobuild.core.engine.Parts.withCount;
import static io.argobuild.core.engine.WorkflowBuilder.workflow;

import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.template.Resources;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Prints what reconciling costs by the number of nodes: CPU for each node, reconciliations, changed
 * nodes, and peak heap. Every observation is a reconciliation of its own, which is the worst case.
 * Arguments: sizes, such as {@code 1000 10000}.
 */
public final class EngineGrowth {
  private static final Map<String, IntFunction<Workflow>> SHAPES =
      new TreeMap<>(
          Map.of(
              "steps loop", EngineGrowth::loop,
              "loop, 100 at a time", EngineGrowth::limitedLoop,
              "DAG loop", EngineGrowth::dagLoop,
              "DAG fan-out and -in", EngineGrowth::fan,
              "DAG chain", EngineGrowth::chain,
              "DAG with outputs", EngineGrowth::passing,
              "steps chain", EngineGrowth::stepsChain));

  private EngineGrowth() {}

  static Workflow loop(int size) {
    return workflow(w -> w.steps("main", s -> s.step("a", withCount(size))));
  }

  static Workflow limitedLoop(int size) {
    return workflow(w -> w.steps("main", s -> s.step("a", withCount(size))).with(parallelism(100)));
  }

  static Workflow dagLoop(int size) {
    return workflow(w -> w.dag("main", d -> d.task("a", withCount(size)).task("b", after("a"))));
  }

  static Workflow fan(int size) {
    return workflow(
        w ->
            w.dag(
                "main",
                d -> {
                  String[] all = new String[size];
                  for (int i = 0; i < size; i++) {
                    all[i] = "t" + i;
                    d.task(all[i]);
                  }
                  d.task("last", after(all));
                }));
  }

  static Workflow chain(int size) {
    return workflow(
        w ->
            w.dag(
                "main",
                d -> {
                  d.task("t0");
                  for (int i = 1; i < size; i++) {
                    d.task("t" + i, after("t" + (i - 1)));
                  }
                }));
  }

  static Workflow passing(int size) {
    return workflow(
        w ->
            w.dag(
                    "main",
                    d -> {
                      d.task("t0", calls("run"), argument("p", "x"));
                      for (int i = 1; i < size; i++) {
                        String before = "t" + (i - 1);
                        d.task(
                            "t" + i,
                            calls("run"),
                            after(before),
                            argument("p", "{{tasks." + before + ".status}}"));
                      }
                    })
                .container("run", input("p")));
  }

  static Workflow stepsChain(int size) {
    return workflow(
        w ->
            w.steps(
                "main",
                s -> {
                  for (int i = 0; i < size; i++) {
                    s.step("s" + i);
                  }
                }));
  }

  /** What one run cost. */
  record Cost(int nodes, int ticks, long puts, double cpuSeconds, long heap) {
    String line(String shape) {
      return String.format(
          Locale.ROOT,
          "%-20s %7d nodes %7d ticks %8d puts %7.2f s %7.1f us/node %5d MiB",
          shape,
          nodes,
          ticks,
          puts,
          cpuSeconds,
          cpuSeconds * 1e6 / nodes,
          heap >> 20);
    }
  }

  static Cost measure(Workflow workflow) {
    Reconciler reconciler =
        new WorkflowReconciler(
            new EngineSettings(PodSettings.local("/artifacts"), null), Resources.NONE);
    var threads = ManagementFactory.getThreadMXBean();
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      pool.resetPeakUsage();
    }
    WorkflowState state = WorkflowState.of(workflow);
    Instant now = ScriptedRun.BEGIN;
    Deque<Observation> pending = new ArrayDeque<>();
    int ticks = 0;
    long puts = 0;
    long cpu = 0;
    while (!state.isFinished()) {
      List<Observation> batch = pending.isEmpty() ? List.of() : List.of(pending.remove());
      now = now.plusMillis(1);
      long begin = threads.getCurrentThreadCpuTime();
      Decision decision = reconciler.reconcile(state, batch, now);
      cpu += threads.getCurrentThreadCpuTime() - begin;
      state = decision.next();
      ticks++;
      puts += decision.changed().size();
      for (Action action : decision.actions()) {
        if (action instanceof Action.CreatePod create) {
          pending.add(
              new Observation.PodSeen(PodStates.ended(create.plan(), PodOutcome.succeeds(), now)));
        }
      }
      if (pending.isEmpty() && !state.isFinished()) {
        throw new AssertionError("stuck: " + state.status());
      }
    }
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return new Cost(state.nodes().size(), ticks, puts, cpu / 1e9, heap);
  }

  public static void main(String[] sizes) {
    for (String size : sizes) {
      for (var shape : SHAPES.entrySet()) {
        Cost cost = measure(shape.getValue().apply(Integer.parseInt(size)));
        System.out.println(cost.line(shape.getKey()));
      }
    }
  }
}
