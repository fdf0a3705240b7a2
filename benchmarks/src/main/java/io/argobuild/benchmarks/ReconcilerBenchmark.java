package io.argobuild.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.engine.VirtualRun;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.template.ManifestResources;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole runs of the pure engine; pods succeed at once, so that only deciding is measured. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReconcilerBenchmark {

  @Param({"100", "1000"})
  public int nodes = 100;

  private Workflow fanOut = new Workflow(JsonNodeFactory.instance.objectNode());
  private Workflow chain = new Workflow(JsonNodeFactory.instance.objectNode());

  @Setup
  public void manifests() {
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < nodes; i++) {
      tasks.append("{\"name\": \"t").append(i).append("\", \"template\": \"pod\"");
      tasks.append(i == 0 ? "" : ", \"depends\": \"t" + (i - 1) + "\"").append("}");
      tasks.append(i == nodes - 1 ? "" : ", ");
    }
    chain = workflow("\"dag\": {\"tasks\": [" + tasks + "]}");
    fanOut =
        workflow(
            "\"steps\": [[{\"name\": \"s\", \"template\": \"pod\", \"withSequence\": {\"count\": \""
                + nodes
                + "\"}}]]");
  }

  private static Workflow workflow(String main) {
    String text =
        """
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "wf"},
         "spec": {"entrypoint": "main", "templates": [{"name": "main", %s},
           {"name": "pod", "container": {"image": "alpine", "command": ["true"]}}]}}
        """;
    return new ManifestReader().read(text.formatted(main), "benchmark").onlyWorkflow();
  }

  /** One step group that starts all pods at once. */
  @Benchmark
  public Workflow fanOut() {
    return run(fanOut);
  }

  /** Each task waits for the one before it. */
  @Benchmark
  public Workflow chain() {
    return run(chain);
  }

  private Workflow run(Workflow workflow) {
    VirtualRun run =
        new VirtualRun(workflow, new ManifestResources(List.of()), ReconcilerBenchmark::succeeded);
    Workflow result = run.run();
    String phase = result.status().path("phase").asText();
    if (!phase.equals("Succeeded") || run.state().allNodes().size() < nodes) {
      throw new IllegalStateException(phase + " with " + run.state().allNodes().size() + " nodes");
    }
    return result;
  }

  private static ObjectNode succeeded(ObjectNode pod) {
    ObjectNode seen = pod.deepCopy();
    ObjectNode status = seen.putObject("status").put("phase", "Succeeded");
    var containers = status.putArray("containerStatuses");
    for (var container : pod.path("spec").path("containers")) {
      containers
          .addObject()
          .put("name", container.path("name").asText())
          .putObject("state")
          .putObject("terminated")
          .put("exitCode", 0)
          .put("startedAt", "2026-01-01T00:00:00Z")
          .put("finishedAt", "2026-01-01T00:00:00Z");
    }
    return seen;
  }
}
