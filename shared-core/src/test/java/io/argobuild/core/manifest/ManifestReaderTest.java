package io.argobuild.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.argobuild.core.manifest.yaml.FieldPath;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final ManifestReader READER = new ManifestReader();
  private static final String MIXED =
      """
      # a comment stands alone
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {on: "1"}
      ---
      apiVersion: v1
      kind: List
      items:
      - apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: shelf, namespace: tools}
        spec: {templates: [{name: a, suspend: {}}]}
      - {apiVersion: v1, kind: Secret, metadata: {name: token}}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {generateName: run-}
      spec:
        entrypoint: a
        somethingNew: {kept: true}
        templates:
        - name: a
          suspend: {}
      ---
      apiVersion: apps/v1
      kind: Deployment
      """;

  @Test
  void keepsObjectsOfAllKindsInOrder() {
    Manifests manifests = READER.read(MIXED, "mixed.yaml");
    assertThat(manifests.objects())
        .extracting(ManifestObject::kind, ManifestObject::label)
        .containsExactly(
            tuple("ConfigMap", "\"settings\" (ConfigMap)"),
            tuple("WorkflowTemplate", "\"shelf\" (WorkflowTemplate)"),
            tuple("Secret", "\"token\" (Secret)"),
            tuple("Workflow", "\"run-\" (Workflow)"),
            tuple("Deployment", "\"object #5\" (Deployment)"));
    assertThat(manifests.onlyWorkflow().spec().raw().path("somethingNew"))
        .hasToString("{\"kept\":true}");
  }

  @Test
  void placesFieldsOfObjectsInListsAndLaterDocuments() {
    Manifests manifests = READER.read(MIXED, "mixed.yaml");
    FieldPath name = FieldPath.parse("spec.templates[0].name");
    assertThat(manifests.objects().get(1).valueAt(name))
        .isEqualTo(new Place.InFile("mixed.yaml", 14, 29, "spec.templates[0].name"));
    assertThat(manifests.objects().get(3).valueAt(name))
        .isEqualTo(new Place.InFile("mixed.yaml", 24, 11, "spec.templates[0].name"));
  }

  @Test
  void findsObjectsByKindNameAndNamespace() {
    Manifests manifests = READER.read(MIXED, "mixed.yaml");
    ManifestKind kind = ManifestKind.WORKFLOW_TEMPLATE;
    assertThat(manifests.find(kind, "shelf", "tools")).isPresent();
    assertThat(manifests.find(kind, "shelf", "")).isPresent();
    assertThat(manifests.find(kind, "shelf", "other")).isEmpty();
    assertThat(manifests.find(ManifestKind.CLUSTER_WORKFLOW_TEMPLATE, "shelf", "")).isEmpty();
  }

  @Test
  void makesTheWorkflowOfACronWorkflow() {
    Manifests manifests =
        READER.read(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: CronWorkflow
            metadata:
              name: nightly
              labels: {workflows.argoproj.io/creator: me, other: x}
            spec:
              schedules: ["0 1 * * *"]
              workflowMetadata: {labels: {team: a}}
              workflowSpec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
            """,
            "cron.yaml");
    Workflow workflow = manifests.onlyWorkflow();
    assertThat(workflow.generateName()).isEqualTo("nightly-");
    assertThat(workflow.labels())
        .containsOnlyKeys(
            "workflows.argoproj.io/creator", "workflows.argoproj.io/cron-workflow", "team");
    assertThat(workflow.spec().entrypoint()).isEqualTo("main");
    FieldPath path = FieldPath.parse("spec.workflowSpec");
    assertThat(manifests.objects().get(0).specPath()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "1.10, 1.1",
    "010, 8",
    "1e3, 1000",
    "100000000, 100000000",
    "0x1F, 31",
    "1.0, 1",
    "1e21, 1000000000000000000000",
    "0.000001, 0.000001",
    "12345678.9, 12345678.9",
    "yes, true",
    "off, false",
    "2020-01-01, 2020-01-01",
    "1_000, 1000",
    "[a], ''",
    "18446744073709551615, 18446744073709552000",
  })
  void turnsValuesOfParametersIntoTextAsArgoDoes(String written, String text) {
    Workflow workflow = withSpec("arguments: {parameters: [{name: p, value: " + written + "}]}");
    assertThat(workflow.spec().arguments().parameters().get(0).raw().get("value").textValue())
        .isEqualTo(text);
  }

  @Test
  void turnsOtherScalarsIntoTextButRemembersThatArgoRefusesThem() {
    Manifests manifests =
        READER.read(
            manifest(
                "templates: [{name: a, container: {image: b," + " args: [1, true, 1.50, x]}}]"),
            "a.yaml");
    assertThat(manifests.onlyWorkflow().spec().templates().get(0).container().orElseThrow())
        .hasToString("{\"image\":\"b\",\"args\":[\"1\",\"true\",\"1.5\",\"x\"]}");
    assertThat(manifests.objects().get(0).issues()).hasSize(3);
    assertThat(((FieldIssue.Mismatch) manifests.objects().get(0).issues().get(0)).message())
        .isEqualTo(
            "json: cannot unmarshal number into Go struct field"
                + " Container.spec.templates.container.args of type string");
  }

  @Test
  void leavesItemsOfLoopsAlone() {
    Workflow workflow =
        withSpec("templates: [{name: a, steps: [[{name: b, withItems: [1, 1.5, yes, {x: 1}]}]]}]");
    assertThat(workflow.spec().templates().get(0).steps().get(0).get(0).raw().get("withItems"))
        .hasToString("[1,1.5,true,{\"x\":1}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                        | MANIFEST_EMPTY           | 0 | 0",
        "'# nothing\\n---\\n'                                      | MANIFEST_EMPTY           | 0 | 0",
        "[1, 2]                                                    | MANIFEST_NOT_AN_OBJECT   | 1 | 1",
        "just text                                                 | MANIFEST_NOT_AN_OBJECT   | 1 | 1",
        "'a: 1\\nb: 2'                                             | MANIFEST_NO_KIND         | 1 | 1",
        "'kind: Workflow\\napiVersion: argoproj.io/v1\\nspec: {entrypoint: a}' | MANIFEST_API_VERSION | 2 | 13",
        "'kind: Workflow\\nmetadata: {name: a}'                    | MANIFEST_NO_SPEC         | 1 | 1",
        "'kind: Workflow\\nspec: {templates: {a: 1}}'              | MANIFEST_FIELD_TYPE      | 2 | 19",
        "'kind: Workflow\\nspec:\\n  suspend: \"true\"'            | MANIFEST_FIELD_TYPE      | 3 | 12",
        "'kind: Workflow\\nspec:\\n  a: 1\\n  a: 2'                | MANIFEST_SYNTAX          | 4 | 6",
        "'kind: Workflow\\nspec:\\n  entrypoint: {{x}}'            | MANIFEST_SYNTAX          | 3 | 16",
      })
  void refusesWhatIsNoManifest(String text, String code, int line, int column) {
    Problem problem = problemOf(() -> READER.read(text.replace("\\n", "\n"), "a.yaml"));
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.kind()).isEqualTo(ProblemClass.CONFIGURATION);
    assertThat(problem.nextStep()).isNotEmpty();
    assertThat(problem.at())
        .extracting("file", "line", "column")
        .containsExactly("a.yaml", line, column);
  }

  @ParameterizedTest
  @CsvSource({"CONFIG, MANIFEST_NO_WORKFLOW", "TWO, MANIFEST_SEVERAL_WORKFLOWS"})
  void wantsExactlyOneWorkflow(String which, String code) {
    String config = "kind: ConfigMap\nmetadata: {name: a}";
    String two = manifest("entrypoint: a") + "---\n" + manifest("entrypoint: b");
    Manifests manifests = READER.read(which.equals("TWO") ? two : config, "a.yaml");
    assertThat(problemOf(manifests::onlyWorkflow).code()).isEqualTo(code);
  }

  @Test
  void goesOnAfterProblemsWhenAsked() {
    Manifests manifests = READER.readAll("a: [\n---\n" + manifest("entrypoint: a"), "a.yaml");
    assertThat(manifests.problems()).extracting(Problem::code).containsExactly("MANIFEST_SYNTAX");
    assertThat(manifests.workflows()).hasSize(1);
  }

  @Test
  void readsFoldersAndJson(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("b.yaml"), manifest("entrypoint: b"));
    Files.writeString(folder.resolve("notes.txt"), "kind: [");
    Files.writeString(
        folder.resolve("sub/c.json"),
        "{\n\t\"kind\": \"Workflow\", \"spec\": {\"entrypoint\": \"c\"}}");
    assertThat(READER.read(List.of(folder)).workflows())
        .extracting(workflow -> workflow.spec().entrypoint())
        .containsExactly("b", "c");
  }

  private static Workflow withSpec(String spec) {
    return READER.read(manifest(spec), "a.yaml").onlyWorkflow();
  }

  private static String manifest(String spec) {
    return "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  " + spec + "\n";
  }

  private static Problem problemOf(ThrowingCallable call) {
    ProblemException[] caught = new ProblemException[1];
    assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> caught[0] = e);
    return caught[0].problem();
  }
}
