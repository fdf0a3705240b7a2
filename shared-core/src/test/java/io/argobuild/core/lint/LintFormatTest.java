package io.argobuild.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.golden.GoldenFile;
import io.argobuild.core.manifest.ManifestReader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LintFormatTest {
  private static final String TEXT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: "odd <&\\"> name"}
      spec:
        entrypoint: main
        templates:
        - name: main
          steps:
          - - name: one
              template: nope
              when: "(a == b"
        - name: spare
          container: {image: alpine, command: [sh]}
          outputs: {artifacts: [{name: log, path: /tmp/log}]}
      ---
      a: [
      """;

  private static LintReport report() {
    return Lint.check(
        new ManifestReader().readAll(TEXT, "ci/odd name ü.yaml"), LintOptions.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource
  void rendersAsRecorded(LintFormat format) {
    String name = "lint/report." + format.name().toLowerCase(Locale.ROOT);
    GoldenFile.of(name).assertMatches(format.render(report()));
  }

  @Test
  void sarifPointsAtLinesAndRules() throws Exception {
    JsonNode run =
        new ObjectMapper().readTree(LintFormat.SARIF.render(report())).path("runs").get(0);
    List<String> rules = run.at("/tool/driver/rules").findValuesAsText("id");
    assertThat(run.path("results")).hasSize(report().findings().size());
    for (JsonNode result : run.path("results")) {
      assertThat(rules).contains(result.path("ruleId").asText());
      assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isPositive();
      assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
          .isEqualTo("ci/odd%20name%20%C3%BC.yaml");
    }
  }

  /** What the schema of SARIF 2.1.0 requires of the objects that are written. */
  @Test
  void sarifHasWhatItsSchemaRequires() throws Exception {
    JsonNode log = new ObjectMapper().readTree(LintFormat.SARIF.render(report()));
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    assertThat(log.path("$schema").asText()).endsWith("sarif-schema-2.1.0.json");
    assertThat(log.path("runs")).hasSize(1);
    JsonNode run = log.path("runs").get(0);
    assertThat(run.at("/tool/driver/name").asText()).isNotEmpty();
    List<String> ids = run.at("/tool/driver/rules").findValuesAsText("id");
    assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      assertThat(rule.at("/shortDescription/text").asText()).isNotEmpty();
    }
    for (JsonNode result : run.path("results")) {
      assertThat(result.at("/message/text").asText()).isNotEmpty();
      assertThat(result.path("level").asText()).isIn("error", "warning", "note");
      JsonNode region = result.at("/locations/0/physicalLocation/region");
      assertThat(region.path("startLine").asInt()).isPositive();
      assertThat(region.path("startColumn").asInt()).isPositive();
    }
  }

  @Test
  void jsonHasEveryFindingWithItsPlaceAndFix() throws Exception {
    JsonNode root = new ObjectMapper().readTree(LintFormat.JSON.render(report()));
    assertThat(root.path("findings")).hasSize(report().findings().size());
    for (JsonNode finding : root.path("findings")) {
      assertThat(finding.path("code").asText()).startsWith("LINT_");
      assertThat(finding.path("file").asText()).isNotEmpty();
      assertThat(finding.path("line").asInt()).isPositive();
      assertThat(finding.path("suggestion").asText()).isNotEmpty();
    }
  }

  @Test
  void checkstyleIsWellFormedXml() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    String xml = LintFormat.CHECKSTYLE.render(report());
    NodeList errors =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getElementsByTagName("error");
    assertThat(errors.getLength()).isEqualTo(report().findings().size());
  }

  @Test
  void saysThatThereWasNothingToDo() {
    LintReport nothing = new LintReport(List.of(), List.of());
    assertThat(LintFormat.PRETTY.render(nothing))
        .isEqualTo("✖ found nothing to lint in the specified paths, failing...\n");
  }

  @Test
  void saysThatAllIsWell() {
    String text =
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\n"
            + "spec: {entrypoint: a, templates: [{name: a, suspend: {}}]}";
    LintReport fine = Lint.check(new ManifestReader().readAll(text, "a"), LintOptions.DEFAULT);
    assertThat(LintFormat.PRETTY.render(fine)).isEqualTo("✔ no linting errors found!\n");
  }
}
