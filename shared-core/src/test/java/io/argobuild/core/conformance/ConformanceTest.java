package io.argobuild.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every recorded manifest on this machine and compares the node trees with those of the real
 * controller. Prints a line for each difference, and for each case that isn't compared its reason.
 */
@Tag("conformance")
class ConformanceTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int PARALLEL = 6;
  private static final Path OWN = Path.of("src/test/resources/conformance");
  private static final String SIMPLE_PARAMETERS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: simple-parameters
        labels: {workflows.argoproj.io/configmap-type: Parameter}
      data: {msg: hello world}
      """;

  private final CaseNotes notes = CaseNotes.load();

  @Test
  void treesOfOurOwnManifestsAreArgos(@TempDir Path folder) throws Exception {
    check("conformance", OWN, folder);
  }

  @Test
  void treesOfArgosManifestsAreArgos(@TempDir Path folder) throws Exception {
    Path given = Path.of(System.getProperty("golden.dir", "../../shared/golden"));
    // A relative folder is meant from where Maven was started, which may be the project's root.
    Path golden = Files.isDirectory(given) ? given : Path.of("..").resolve(given);
    assumeTrue(Files.isDirectory(golden), "SKIPPED: no recorded manifests of Argo at " + golden);
    check("golden", golden, folder);
  }

  private void check(String area, Path cases, Path folder) throws Exception {
    Map<String, List<String>> failures = new TreeMap<>();
    Map<CaseNotes.Kind, Integer> left = new EnumMap<>(CaseNotes.Kind.class);
    int passed = 0;
    int refused = 0;
    ExecutorService pool = Executors.newFixedThreadPool(PARALLEL);
    try (LocalRuns runs = new LocalRuns(folder)) {
      Map<RecordedCase, Future<List<String>>> results = new java.util.LinkedHashMap<>();
      for (RecordedCase recorded : RecordedCase.in(cases)) {
        if (recorded.isRefused()) {
          refused++;
        } else if (notes.byName().containsKey(recorded.name())) {
          left.merge(notes.byName().get(recorded.name()).kind(), 1, Integer::sum);
        } else {
          results.put(recorded, pool.submit(() -> differences(runs, recorded)));
        }
      }
      for (var result : results.entrySet()) {
        List<String> differences = result.getValue().get();
        if (differences.isEmpty()) {
          passed++;
        } else {
          failures.put(result.getKey().name(), differences);
        }
      }
    } finally {
      pool.shutdownNow();
    }
    tell(area, passed, refused, failures, left);
    assertThat(failures).as(area + " trees that differ").isEmpty();
  }

  private static List<String> differences(LocalRuns runs, RecordedCase recorded)
      throws InterruptedException {
    try {
      ManifestReader reader = new ManifestReader();
      Manifests manifests =
          reader
              .read(List.of(recorded.manifest()))
              .and(reader.read(SIMPLE_PARAMETERS, "simple-parameters.yaml"));
      // Of several the last, as the recording did.
      List<ManifestObject> workflows = manifests.ofKind(ManifestKind.WORKFLOW);
      Workflow workflow = workflows.get(workflows.size() - 1).workflow().orElseThrow();
      Optional<Workflow> ended = runs.run(workflow, manifests, LIMIT);
      return ended.isEmpty()
          ? List.of("did not end in " + LIMIT.toSeconds() + " s")
          : RecordedTree.differences(recorded.recorded(), RecordedTree.of(ended.get()));
    } catch (ProblemException e) {
      return List.of(e.problem().text());
    }
  }

  private void tell(
      String area,
      int passed,
      int refused,
      Map<String, List<String>> failures,
      Map<CaseNotes.Kind, Integer> left) {
    StringBuilder text = new StringBuilder();
    failures.forEach(
        (name, differences) -> {
          text.append(area).append(' ').append(name).append(" FAILED\n");
          differences.forEach(line -> text.append("    ").append(line).append('\n'));
        });
    text.append(
        String.format(
            "%s: %d passed, %d failed, %d not supported, %d not comparable here, %d differ on"
                + " purpose, %d refused by lint (see the lint test)%n",
            area,
            passed,
            failures.size(),
            left.getOrDefault(CaseNotes.Kind.NOT_SUPPORTED, 0),
            left.getOrDefault(CaseNotes.Kind.NOT_COMPARABLE, 0),
            left.getOrDefault(CaseNotes.Kind.DIFFERS, 0),
            refused));
    System.out.print(text);
  }
}
