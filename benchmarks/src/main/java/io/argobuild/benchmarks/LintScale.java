package io.argobuild.benchmarks;

import io.argobuild.core.lint.Lint;
import io.argobuild.core.lint.LintOptions;
import io.argobuild.core.lint.LintReport;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The CPU time of reading and linting one Workflow with many templates of about a kilobyte each,
 * cold: every size in a JVM of its own. With a file as argument, the largest one is written there,
 * for other tools.
 */
public final class LintScale {
  private static final int LARGEST = 5_000;
  private static final List<Integer> SIZES = List.of(1_250, 2_500, LARGEST);
  private static final int TASKS_OF_A_DAG = 99;

  private LintScale() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 2) {
      measure(Integer.parseInt(args[1]));
      return;
    }
    if (args.length == 1) {
      Files.writeString(Path.of(args[0]), manifest(LARGEST));
    }
    System.out.println("| templates | size | read | lint | with JIT and GC |");
    System.out.println("|---|---|---|---|---|");
    for (int templates : SIZES) {
      inOwnJvm(templates);
    }
  }

  private static void inOwnJvm(int templates) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                LintScale.class.getName(),
                "measure",
                String.valueOf(templates))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(templates + " templates could not be linted");
    }
  }

  private static void measure(int templates) {
    String text = manifest(templates);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Manifests manifests = new ManifestReader().readAll(text, "large.yaml");
    long read = threads.getCurrentThreadCpuTime();
    LintReport report = Lint.check(manifests, LintOptions.DEFAULT);
    long linted = threads.getCurrentThreadCpuTime();
    if (!report.findings().isEmpty()) {
      throw new IllegalStateException("not expected: " + report.findings().get(0));
    }
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.1f MB | %,d ms | %,d ms | %,d ms |%n",
        templates,
        text.length() / 1e6,
        (read - start) / 1_000_000,
        (linted - read) / 1_000_000,
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
  }

  /** DAGs of many tasks, each task with a template of its own. */
  static String manifest(int templates) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata:
              generateName: large-
            spec:
              entrypoint: main
              arguments:
                parameters:
                - {name: revision, value: "main"}
              templates:
              - name: main
                steps:
            """);
    int dags = (templates - 1 + TASKS_OF_A_DAG) / (TASKS_OF_A_DAG + 1);
    for (int dag = 0; dag < dags; dag++) {
      text.append("    - - {name: d%1$d, template: dag-%1$d}\n".formatted(dag));
    }
    int left = templates - 1 - dags;
    for (int dag = 0; dag < dags; dag++) {
      int tasks = Math.min(TASKS_OF_A_DAG, left);
      dag(text, dag, tasks);
      left -= tasks;
    }
    return text.toString();
  }

  private static void dag(StringBuilder text, int dag, int tasks) {
    text.append("  - name: dag-%d\n    dag:\n      tasks:\n".formatted(dag));
    for (int task = 0; task < tasks; task++) {
      String before = task == 0 ? "" : "t" + (task - 1);
      text.append(
          """
                - name: t%2$d
                  template: pod-%1$d-%2$d
          %3$s        when: "'{{workflow.parameters.revision}}' != skip"
                  arguments:
                    parameters:
                    - {name: text, value: "%4$s"}
                    - {name: size, value: "{{=asInt('%2$d') * 2}}"}
          """
              .formatted(
                  dag,
                  task,
                  before.isEmpty() ? "" : "        depends: " + before + ".Succeeded\n",
                  before.isEmpty() ? "first" : "{{tasks." + before + ".outputs.result}}"));
    }
    for (int task = 0; task < tasks; task++) {
      text.append(
          """
            - name: pod-%1$d-%2$d
              inputs:
                parameters:
                - {name: text}
                - {name: size, default: "1"}
              metadata:
                labels: {app: large, part: "%1$d"}
              retryStrategy: {limit: 2, retryPolicy: OnFailure}
              container:
                image: alpine:3.23
                command: [sh, -c]
                args:
                - |
                  set -eu
                  echo "part %1$d, task %2$d of {{workflow.name}}"
                  echo "{{inputs.parameters.text}} of {{inputs.parameters.size}}"
                  test {{=asInt(inputs.parameters.size) + 1}} -gt 1
                  echo "{{=sprig.upper(inputs.parameters.text)}}" > /tmp/result
                env:
                - {name: REVISION, value: "{{workflow.parameters.revision}}"}
                resources:
                  requests: {cpu: 100m, memory: 64Mi}
              outputs:
                parameters:
                - name: upper
                  valueFrom: {path: /tmp/result}
          """
              .formatted(dag, task));
    }
  }
}
