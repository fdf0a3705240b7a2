package io.argobuild.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lint's work is in proportion to the manifest: four times as much takes far less than 16 times.
 */
class LintGrowthTest {
  private static final int SMALL = 500;
  private static final int LARGE = 4 * SMALL;
  private static final double MOST = 9;
  private static final int TRIALS = 3;
  private static final int LAYER = 25;
  private static final String HEAD =
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n"
          + "  entrypoint: m\n";
  private static final String ECHO =
      "  templates:\n  - {name: e, inputs: {parameters: [{name: p, default: x}]}, script: {image:"
          + " 'a:1', source: x}}\n";

  /** Manifests whose parts have much to do with each other. */
  enum Shape {
    LAYERED_DAG(
        n ->
            HEAD
                + ECHO
                + "  - name: m\n    dag:\n      tasks:\n"
                + repeat(
                    n,
                    i ->
                        "      - {name: t%d, template: e%s}\n"
                            .formatted(i, i < LAYER ? "" : layered(i)))),
    UNKNOWN_TAGS(
        n ->
            HEAD
                + ECHO
                + "  - name: m\n    steps:\n"
                + repeat(
                    n,
                    i ->
                        ("    - - {name: s%1$d, template: e, arguments: {parameters: [{name: p,"
                                + " value: '{{steps.z%1$d.outputs.result}}'}]}}\n")
                            .formatted(i))),
    PARAMETERS_AND_TEMPLATES(
        n ->
            HEAD
                + "  arguments:\n    parameters:\n"
                + repeat(n, i -> "    - {name: p" + i + ", value: v}\n")
                + "  templates:\n"
                + repeat(
                    n,
                    i ->
                        "  - {name: t%1$d, script: {image: 'a:1', source: '{{workflow.parameters.p%1$d}}'}}\n"
                            .formatted(i))
                + "  - name: m\n    steps:\n"
                + repeat(n, i -> "    - - {name: s%1$d, template: t%1$d}\n".formatted(i))),
    UNDEFINED_TEMPLATES(
        n ->
            HEAD
                + "  templates:\n"
                + repeat(n, i -> "  - {name: t" + i + ", suspend: {}}\n")
                + "  - name: m\n    steps:\n"
                + repeat(n, i -> "    - - {name: s%1$d, template: x%1$d}\n".formatted(i))),
    MANY_DOCUMENTS(
        n ->
            repeat(
                n,
                i ->
                    HEAD
                        + "  templates:\n  - {name: m, steps: [[{name: s, templateRef: {name: w"
                        + i
                        + ", template: m}}]]}\n---\n"
                        + HEAD.replace("kind: Workflow\n", "kind: WorkflowTemplate\n")
                            .replace("generateName: a-", "name: w" + i)
                        + "  templates: [{name: m, suspend: {}}]\n---\n"));

    private final IntFunction<String> manifest;

    Shape(IntFunction<String> manifest) {
      this.manifest = manifest;
    }
  }

  private static String layered(int task) {
    int first = task / LAYER * LAYER - LAYER;
    String before = repeat(LAYER, j -> (j == 0 ? "" : ", ") + "t" + (first + j));
    return ", dependencies: [" + before + "], when: '{{tasks.t0.status}} == a'";
  }

  private static String repeat(int times, IntFunction<String> part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < times; i++) {
      text.append(part.apply(i));
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void growsWithTheManifest(Shape shape) {
    Manifests small = new ManifestReader().readAll(shape.manifest.apply(SMALL), "small.yaml");
    Manifests large = new ManifestReader().readAll(shape.manifest.apply(LARGE), "large.yaml");
    long least = cpuNanos(small);
    long most = cpuNanos(large);
    assertThat((double) most / least)
        .as("CPU of %d parts against that of %d", LARGE, SMALL)
        .isLessThan(MOST);
  }

  /** The least of a few trials, which has the least of compilation in it. */
  private static long cpuNanos(Manifests manifests) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int trial = 0; trial < TRIALS; trial++) {
      long before = threads.getCurrentThreadCpuTime();
      assertThat(Lint.check(manifests, LintOptions.DEFAULT).verdicts()).isNotEmpty();
      least = Math.min(least, threads.getCurrentThreadCpuTime() - before);
    }
    return least;
  }
}
