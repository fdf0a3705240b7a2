package io.argobuild.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.Action;
import io.argobuild.core.engine.Decision;
import io.argobuild.core.engine.EngineSettings;
import io.argobuild.core.engine.Observation;
import io.argobuild.core.engine.Reconciler;
import io.argobuild.core.engine.WorkflowReconciler;
import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.status.NodeType;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.template.ManifestResources;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Whole runs of the pure engine by shape and size, each in a JVM of its own with a heap of 1 GiB:
 * CPU for a node, peak heap, and by which power of the size the CPU grows from 10,000 to 100,000.
 */
public final class EngineScale {
  private static final List<String> SHAPES = List.of("fan-out", "chain", "nested", "random-dag");
  private static final int BATCH = 500;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private EngineScale() {}

  /**
   * What was measured.
   *
   * @param cpuMillis of the run, without start and reading
   * @param heapMib most of what was in use after a collection
   */
  record Figure(String shape, int nodes, long cpuMillis, long heapMib) {
    double microsPerNode() {
      return cpuMillis * 1000.0 / nodes;
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 2) {
      System.out.println(JSON.writeValueAsString(measure(args[0], Integer.parseInt(args[1]))));
      return;
    }
    System.out.println("| shape | nodes | CPU per node | peak heap | exponent |");
    System.out.println("|---|---|---|---|---|");
    for (String shape : SHAPES) {
      Figure before = null;
      for (int nodes : List.of(1_000, 10_000, 100_000)) {
        Figure figure = inOwnJvm(shape, nodes);
        String exponent =
            nodes < 100_000 || before == null
                ? ""
                : String.format(
                    Locale.ROOT,
                    "%.2f",
                    Math.log10((double) figure.cpuMillis() / before.cpuMillis()));
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %.0f µs | %,d MiB | %s |%n",
            shape,
            nodes,
            figure.microsPerNode(),
            figure.heapMib(),
            exponent);
        before = figure;
      }
    }
  }

  private static Figure inOwnJvm(String shape, int nodes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EngineScale.class.getName(),
                shape,
                Integer.toString(nodes))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(shape + " of " + nodes + " nodes failed: " + out);
    }
    return JSON.readValue(out, Figure.class);
  }

  private static Figure measure(String shape, int nodes) {
    Workflow workflow = workflow(shape, nodes);
    long before = cpuNanos();
    WorkflowState end = run(workflow);
    long cpu = cpuNanos() - before;
    long pods = end.allNodes().stream().filter(node -> node.type() == NodeType.Leaf.POD).count();
    if (end.status().phase() != WorkflowPhase.SUCCEEDED || pods < nodes * 0.9999) {
      throw new IllegalStateException(end.status().phase() + " with " + pods + " pods");
    }
    return new Figure(shape, nodes, cpu / 1_000_000, peak() >> 20);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  /** The old generation's peak: what outlives collections, and at times a bit more. */
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().contains("Tenured"))
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** Pods are kept as a cluster would: by name, until they end; {@value #BATCH} end at a time. */
  private static WorkflowState run(Workflow workflow) {
    Reconciler reconciler =
        new WorkflowReconciler(
            new EngineSettings(PodSettings.local("/artifacts"), null),
            new ManifestResources(List.of()));
    WorkflowState state = WorkflowState.of(workflow);
    Deque<Observation> waiting = new ArrayDeque<>();
    Instant now = START;
    while (!state.isFinished()) {
      List<Observation> batch = new ArrayList<>();
      while (batch.size() < BATCH && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      Decision decision = reconciler.reconcile(state, batch, now);
      state = decision.next();
      for (Action action : decision.actions()) {
        if (action instanceof Action.CreatePod create) {
          waiting.add(new Observation.PodSeen(succeeded(create.plan().pod())));
        }
      }
      if (waiting.isEmpty() && !state.isFinished()) {
        Instant wakeAt = decision.wakeAt();
        if (wakeAt == null) {
          throw new IllegalStateException("nothing goes on");
        }
        now = wakeAt;
      }
    }
    return state;
  }

  private static ObjectNode succeeded(ObjectNode pod) {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    seen.set("metadata", pod.path("metadata"));
    ObjectNode status = seen.putObject("status").put("phase", "Succeeded");
    status
        .putArray("containerStatuses")
        .addObject()
        .put("name", "main")
        .putObject("state")
        .putObject("terminated")
        .put("exitCode", 0)
        .put("startedAt", "2026-01-01T00:00:00Z")
        .put("finishedAt", "2026-01-01T00:00:00Z");
    return seen;
  }

  private static Workflow workflow(String shape, int nodes) {
    String templates =
        switch (shape) {
          case "fan-out" -> fanOut(nodes);
          case "chain" -> dag(nodes, new int[] {1}, null);
          case "random-dag" -> dag(nodes, new int[0], new Random(1));
          case "nested" -> nested(nodes);
          default -> throw new IllegalArgumentException(shape);
        };
    String text =
        """
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "wf"},
         "spec": {"entrypoint": "main", "templates": [%s,
           {"name": "pod", "container": {"image": "alpine", "command": ["true"]}}]}}
        """;
    return new ManifestReader().read(text.formatted(templates), "s").onlyWorkflow();
  }

  private static String fanOut(int nodes) {
    return "{\"name\": \"main\", \"steps\": [[{\"name\": \"s\", \"template\": \"pod\","
        + " \"withSequence\": {\"count\": \""
        + nodes
        + "\"}}]]}";
  }

  /**
   * Tasks that each need some of the twenty before them: those at the distances, or random ones.
   */
  private static String dag(int nodes, int[] distances, Random random) {
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < nodes; i++) {
      List<String> needs = new ArrayList<>();
      for (int distance : random == null ? distances : random.ints(2, 1, 20).distinct().toArray()) {
        if (i >= distance) {
          needs.add("\"t" + (i - distance) + "\"");
        }
      }
      tasks.append(i == 0 ? "" : ",");
      tasks.append("{\"name\": \"t").append(i).append("\", \"template\": \"pod\"");
      tasks.append(", \"dependencies\": [").append(String.join(",", needs)).append("]}");
    }
    return "{\"name\": \"main\", \"dag\": {\"tasks\": [" + tasks + "]}}";
  }

  /** Ten levels of two calls, and as many pods in each of the innermost as are left. */
  private static String nested(int nodes) {
    StringBuilder templates = new StringBuilder();
    for (int level = 0; level < 10; level++) {
      String name = level == 0 ? "main" : "l" + level;
      String inner = level == 9 ? "leaf" : "l" + (level + 1);
      templates.append(
          "{\"name\": \"" + name + "\", \"steps\": [[{\"name\": \"a\", \"template\": \"");
      templates.append(inner + "\"}, {\"name\": \"b\", \"template\": \"" + inner + "\"}]]},");
    }
    int each = (nodes + 1023) / 1024;
    return templates
        + "{\"name\": \"leaf\", \"steps\": [[{\"name\": \"s\", \"template\": \"pod\","
        + " \"withSequence\": {\"count\": \""
        + each
        + "\"}}]]}";
  }
}
