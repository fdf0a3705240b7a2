package io.argobuild.core.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every recorded manifest on this machine and compares the node trees with those of the real
 * controller, or with our own where we differ on purpose. Prints a line for each difference. {@code
 * -Dconformance.case=NAME} runs that one alone, even if it is not to be compared.
 */
@Tag("conformance")
class ConformanceTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int PARALLEL = 6;
  private static final String CHOSEN = System.getProperty("conformance.case", "");
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
  private final Map<String, OwnTree> ownTrees = OwnTree.all();

  /** What became of a case. */
  private enum Result {
    PASSED("passed"),
    FAILED("failed"),
    NOT_SUPPORTED("not supported"),
    NOT_COMPARABLE("not comparable here"),
    DIFFERS("differ on purpose"),
    REFUSED("refused by lint (see the lint test)");

    private final String text;

    Result(String text) {
      this.text = text;
    }
  }

  @Test
  void theChosenCaseExists() {
    assertThat(Stream.of(OwnTree.FOLDER, golden()).filter(Files::isDirectory))
        .as("cases named " + CHOSEN)
        .anyMatch(folder -> !chosen(folder).isEmpty());
  }

  @Test
  void treesOfOurOwnManifestsAreArgos(@TempDir Path folder) throws Exception {
    check("conformance", OwnTree.FOLDER, folder);
  }

  @Test
  void treesOfArgosManifestsAreArgos(@TempDir Path folder) throws Exception {
    Path golden = golden();
    assumeTrue(Files.isDirectory(golden), "SKIPPED: no recorded manifests of Argo at " + golden);
    check("golden", golden, folder);
  }

  private static Path golden() {
    Path given = Path.of(System.getProperty("golden.dir", "../../shared/golden"));
    // A relative folder is meant from where Maven was started, which may be the project's root.
    return Files.isDirectory(given) ? given : Path.of("..").resolve(given);
  }

  private void check(String area, Path cases, Path folder) throws Exception {
    Map<String, List<String>> failures = new TreeMap<>();
    Map<Result, Integer> counts = new EnumMap<>(Result.class);
    ExecutorService pool = Executors.newFixedThreadPool(PARALLEL);
    try (LocalRuns runs = new LocalRuns(folder)) {
      Map<RecordedCase, Future<List<String>>> results = new LinkedHashMap<>();
      for (RecordedCase recorded : chosen(cases)) {
        Optional<Result> leftOut = leftOut(recorded);
        if (leftOut.isPresent()) {
          counts.merge(leftOut.get(), 1, Integer::sum);
        } else {
          results.put(recorded, pool.submit(() -> differences(runs, recorded)));
        }
      }
      for (var result : results.entrySet()) {
        String name = result.getKey().name();
        List<String> differences = result.getValue().get();
        if (!differences.isEmpty()) {
          failures.put(name, differences);
        }
        Result fine = ownTrees.containsKey(name) ? Result.DIFFERS : Result.PASSED;
        counts.merge(differences.isEmpty() ? fine : Result.FAILED, 1, Integer::sum);
      }
    } finally {
      pool.shutdownNow();
    }
    tell(area, failures, counts);
    assertThat(failures).as(area + " trees that differ").isEmpty();
  }

  private static List<RecordedCase> chosen(Path cases) {
    return RecordedCase.in(cases).stream()
        .filter(recorded -> CHOSEN.isEmpty() || recorded.name().equals(CHOSEN))
        .toList();
  }

  private Optional<Result> leftOut(RecordedCase recorded) {
    if (!CHOSEN.isEmpty()) {
      return Optional.empty();
    }
    if (recorded.isRefused()) {
      return Optional.of(Result.REFUSED);
    }
    return Optional.ofNullable(notes.byName().get(recorded.name()))
        .filter(note -> note.kind() != CaseNotes.Kind.DIFFERS)
        .map(note -> Result.valueOf(note.kind().name()));
  }

  private List<String> differences(LocalRuns runs, RecordedCase recorded)
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
          : differences(recorded, RecordedTree.of(ended.get()));
    } catch (ProblemException e) {
      return List.of(e.problem().text());
    }
  }

  private List<String> differences(RecordedCase recorded, ObjectNode tree) {
    OwnTree own = ownTrees.get(recorded.name());
    if (own == null) {
      return TreeDifferences.between(recorded.recorded(), tree);
    }
    if (Boolean.getBoolean("golden.update")) {
      own.update(tree);
      return List.of();
    }
    return TreeDifferences.between(own.tree(), tree);
  }

  private static void tell(
      String area, Map<String, List<String>> failures, Map<Result, Integer> counts) {
    StringBuilder text = new StringBuilder();
    failures.forEach(
        (name, differences) -> {
          text.append(area).append(' ').append(name).append(" FAILED\n");
          differences.forEach(line -> text.append("    ").append(line).append('\n'));
        });
    List<String> parts = new ArrayList<>();
    for (Result result : Result.values()) {
      parts.add(counts.getOrDefault(result, 0) + " " + result.text);
    }
    System.out.println(text + area + ": " + String.join(", ", parts));
  }
}
