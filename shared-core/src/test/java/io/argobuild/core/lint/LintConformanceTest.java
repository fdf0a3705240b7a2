package io.argobuild.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.manifest.ManifestReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Lint says of recorded manifests what Argo's lint says, word for word. */
class LintConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> agreesWithArgoOnOurManifests() {
    return tests(module().resolve("src/test/resources/conformance"));
  }

  @TestFactory
  Stream<DynamicTest> agreesWithArgoOnItsOwnManifests() {
    Path folder = Path.of(System.getProperty("golden.dir", ""));
    if (folder.toString().isEmpty()) {
      folder = module().resolve("../../shared/golden");
    }
    if (!Files.isDirectory(folder)) {
      System.out.println("skipped: no golden manifests; name their folder with -Dgolden.dir");
      return Stream.empty();
    }
    return tests(folder);
  }

  @Test
  void allRefusalsOfConformanceAreThere() {
    Path folder = module().resolve("src/test/resources/conformance");
    long refused = manifests(folder).stream().filter(file -> outcome(file).has("lint")).count();
    assertThat(refused).isEqualTo(36);
    assertThat(manifests(folder)).hasSize(324);
  }

  private static Path module() {
    Path module = Path.of(System.getProperty("basedir", ""));
    return Files.isDirectory(module.resolve("src/test/resources"))
        ? module
        : module.resolve("shared-core");
  }

  private static Stream<DynamicTest> tests(Path folder) {
    return manifests(folder).stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static List<Path> manifests(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path file) {
    JsonNode outcome = outcome(file);
    LintReport report =
        Lint.check(new ManifestReader().readAll(List.of(file)), LintOptions.DEFAULT);
    String error =
        report.verdicts().stream()
            .map(Verdict::error)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    assertThat(error).isEqualTo(outcome.path("lint").asText(""));
    if (!outcome.has("lint") && !outcome.has("refused")) {
      assertThat(report.findings())
          .filteredOn(finding -> finding.severity() == Severity.ERROR)
          .filteredOn(finding -> !finding.rule().name().endsWith("_UNSUPPORTED"))
          .isEmpty();
    }
    assertThat(report.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.place().line()).as(finding.message()).isPositive();
              assertThat(finding.place().path()).as(finding.message()).isNotEmpty();
            });
  }

  private static JsonNode outcome(Path manifest) {
    Path file = Path.of(manifest.toString().replaceFirst("\\.yaml$", ".json"));
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
