package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {
  private static final Instant NOW = Instant.parse("2024-05-06T07:08:09.123Z");
  private static final String MANIFEST =
      """
      {"apiVersion":"argoproj.io/v1alpha1","kind":"Workflow",
       "metadata":{"generateName":"hello-","labels":{"a":"1"}},
       "spec":{"entrypoint":"main","unknown":{"kept":true},
         "arguments":{"parameters":[{"name":"p","value":"1","enum":["1","2"]},
           {"name":"q","value":"3"}],"artifacts":[{"name":"x"}]}},
       "status":{"phase":"Failed"}}
      """;

  private static Workflow workflow(String json) {
    try {
      return new Workflow((ObjectNode) new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static Workflow prepare(RunOptions options) {
    return Preparation.prepare(options, Map.of(), NOW, new Random(7));
  }

  private static Workflow prepare(String metadata) {
    return prepare(RunOptions.builder(workflow("{\"metadata\":" + metadata + "}")).build());
  }

  @Test
  void aRunHasWhatTheApiServerWouldGiveIt() {
    Workflow prepared = prepare(RunOptions.builder(workflow(MANIFEST)).build());

    assertThat(prepared.name()).matches("hello-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(prepared.namespace()).isEqualTo("default");
    assertThat(prepared.uid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(prepared.metadata().path("creationTimestamp").asText())
        .isEqualTo("2024-05-06T07:08:09Z");
    assertThat(prepared.raw().has("status")).isFalse();
    assertThat(prepared.spec().raw().path("unknown").path("kept").asBoolean()).isTrue();
  }

  @Test
  void theManifestIsNotWrittenTo() {
    Workflow manifest = workflow(MANIFEST);
    Workflow prepared =
        prepare(
            RunOptions.builder(manifest)
                .parameter("p", "2")
                .entrypoint("other")
                .labels(Map.of("b", "2"))
                .build());

    assertThat(manifest).isEqualTo(workflow(MANIFEST));
    assertThat(prepared.spec().entrypoint()).isEqualTo("other");
    assertThat(prepared.labels()).containsEntry("a", "1").containsEntry("b", "2");
  }

  @Test
  void overriddenParametersComeFirstAndUnknownOnesAreAdded() {
    RunOptions options =
        RunOptions.builder(workflow(MANIFEST)).parameter("new", "n").parameter("q", "4").build();
    Workflow prepared =
        Preparation.prepare(options, Map.of("q", "5", "file", "f"), NOW, new Random(7));

    JsonNode arguments = prepared.spec().arguments().raw();
    assertThat(arguments.path("parameters").toString())
        .isEqualTo(
            """
            [{"name":"new","value":"n"},{"name":"q","value":"4"},{"name":"file","value":"f"},\
            {"name":"p","value":"1","enum":["1","2"]}]""");
    assertThat(arguments.path("artifacts")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\":\"fix\",\"generateName\":\"gen-\"}', '', '', fix",
    "'{\"name\":\"fix\"}', other, '', other",
    "'{\"generateName\":\"gen-\"}', other, mine-, other",
    "'{\"name\":\"fix\"}', '', mine-, mine-[a-z0-9]{5}",
    "'{\"generateName\":\"gen-\"}', '', '', gen-[a-z0-9]{5}",
  })
  void aNameIsGivenOrGenerated(String metadata, String name, String generate, String expected) {
    RunOptions options =
        RunOptions.builder(workflow("{\"metadata\":" + metadata + "}"))
            .name(name)
            .generateName(generate)
            .build();
    assertThat(prepare(options).name()).matches(expected);
  }

  @Test
  void aLongPrefixIsCutSoThatTheNameFitsIntoALabel() {
    String name = prepare("{\"generateName\":\"" + "a".repeat(80) + "\"}").name();
    assertThat(name).hasSize(63).startsWith("a".repeat(58));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upper", "under_score", "-x", "x-", "../up", "a..b", "a/b", "ä"})
  void namesThatKubernetesRefusesAreRefused(String name) {
    assertThatThrownBy(() -> prepare("{\"name\":\"" + name + "\"}"))
        .hasMessageContaining("RUN_BAD_NAME [CONFIGURATION]");
  }

  @Test
  void namesThatAreTooLongAndMissingOnesAreRefused() {
    assertThatThrownBy(() -> prepare("{\"name\":\"" + "a".repeat(64) + "\"}"))
        .hasMessageContaining("it has 64 characters");
    assertThatThrownBy(() -> prepare("{}")).hasMessageContaining("RUN_NO_NAME");
  }

  @Test
  void parameterFilesAreMapsAndTheFirstToNameAParameterCounts() {
    List<ParameterFile> files =
        List.of(
            new ParameterFile("a.yaml", "text: hello\nnumber: 1\nlist: [1, b]\nflag: yes\n"),
            new ParameterFile("b.json", "{\"text\":\"late\",\"more\":\"m\"}"));

    assertThat(ParameterFiles.read(files))
        .containsExactly(
            Map.entry("text", "hello"),
            Map.entry("number", "1"),
            Map.entry("list", "[1,\"b\"]"),
            Map.entry("flag", "true"),
            Map.entry("more", "m"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b\n", "just text", "a: 1\n---\nb: 2\n"})
  void otherParameterFilesAreRefused(String content) {
    assertThatThrownBy(() -> ParameterFiles.read(List.of(new ParameterFile("p.yaml", content))))
        .hasMessageContaining("RUN_BAD_PARAMETER_FILE [CONFIGURATION] p.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, '', '', '', LOCAL",
    "AUTO, '', ctx, '', KUBERNETES",
    "AUTO, '', '', ns, KUBERNETES",
    "AUTO, /k, '', '', KUBERNETES",
    "LOCAL, '', ctx, '', LOCAL",
    "DOCKER, '', '', '', DOCKER",
    "ARGO, '', '', '', ARGO",
  })
  void theRuntimeFollowsFromWhatIsKnown(
      RuntimeKind asked, String config, String context, String namespace, RuntimeKind expected) {
    KubernetesSettings settings = KubernetesSettings.of(config, context, namespace);
    assertThat(RuntimeChoice.of(asked, settings).kind()).isEqualTo(expected);
  }

  @Test
  void aRuntimeThatIsStillToComeIsRefusedWithWhatToUseInstead() {
    RuntimeChoice choice = RuntimeChoice.of(RuntimeKind.ARGO, KubernetesSettings.NONE);
    assertThatThrownBy(choice::available)
        .hasMessageContaining("RUN_RUNTIME_NOT_AVAILABLE")
        .hasMessageContaining("Use runtime 'kubernetes'");
  }
}
