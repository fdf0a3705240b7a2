package io.argobuild.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every validation of Argo 4.1.2 with its message. Each line of the table: what stands below {@code
 * spec} ({@code \n} is a line break), a tab, and the first error, or nothing if Argo has none.
 */
class ArgoMessagesTest {
  private static final Path TABLE = Path.of("src/test/resources/lint/argo-messages.tsv");
  private static final String HEAD =
      "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {generateName: a-}\nspec:\n  ";

  @TestFactory
  Stream<DynamicTest> everyMessageIsArgos() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split("\t", 2)))
        .map(row -> DynamicTest.dynamicTest(row.get(0), () -> check(row.get(0), row.get(1))));
  }

  private static void check(String spec, String error) {
    String text = HEAD + spec.replace("\\n", "\n");
    LintReport report =
        Lint.check(new ManifestReader().readAll(text, "a.yaml"), LintOptions.DEFAULT);
    assertThat(report.verdicts()).extracting(Verdict::error).containsExactly(error);
    assertThat(report.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.place().file()).isEqualTo("a.yaml");
              assertThat(finding.place().line()).isPositive();
              assertThat(finding.place().path()).isNotEmpty();
              assertThat(finding.suggestion()).isNotEmpty();
            });
    assertThat(report.hasErrors()).isEqualTo(!error.isEmpty());
  }
}
