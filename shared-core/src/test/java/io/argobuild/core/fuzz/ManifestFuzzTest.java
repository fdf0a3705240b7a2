package io.argobuild.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.lint.Lint;
import io.argobuild.core.lint.LintFormat;
import io.argobuild.core.lint.LintOptions;
import io.argobuild.core.lint.LintReport;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.manifest.yaml.YamlResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any file is read and linted to its end, and what is found can be told in every form. */
class ManifestFuzzTest {
  private static final Path OWN = Path.of("src/test/resources/conformance");

  /** Larger ones find nothing more, and cost time. */
  private static final int MAX_LENGTH = 4_000;

  /** Our own recorded manifests, and those of a folder named by {@code -Dgolden.dir}. */
  private static List<String> corpus() {
    return Stream.of(OWN, Path.of(System.getProperty("golden.dir", OWN.toString())))
        .distinct()
        .flatMap(ManifestFuzzTest::manifests)
        .filter(text -> text.length() <= MAX_LENGTH)
        .toList();
  }

  private static Stream<String> manifests(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
          .map(ManifestFuzzTest::text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ObjectNode> objects(List<String> corpus) {
    YamlReader reader = new YamlReader(Limits.DEFAULT, Duplicates.LAST_WINS);
    return corpus.stream()
        .flatMap(text -> reader.readEach(text, "corpus").stream())
        .filter(YamlResult.Read.class::isInstance)
        .map(result -> ((YamlResult.Read) result).document().value())
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }

  @Test
  void everyManifestIsLintedToItsEnd() {
    List<String> corpus = corpus();
    InputFuzzer.of(corpus)
        .generating(new ManifestMaker(objects(corpus)))
        .check("manifests", ManifestFuzzTest::lint);
  }

  private static void lint(String text) {
    LintReport report = Lint.check(new ManifestReader().readAll(text, "f"), LintOptions.DEFAULT);
    assertThat(report.findings())
        .allMatch(finding -> !finding.suggestion().isEmpty() && !finding.place().file().isEmpty());
    for (LintFormat format : LintFormat.values()) {
      assertThat(format.render(report)).as(format.name()).matches("(?s)(.*\n)?");
    }
  }
}
