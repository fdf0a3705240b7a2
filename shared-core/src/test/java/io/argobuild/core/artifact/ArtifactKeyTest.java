package io.argobuild.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactKeyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.tgz", "a/", "...", "a..b", ".hidden/x", "ü/漢", "a b/#?%"})
  void ordinaryKeysAreSafe(String text) {
    assertThat(ArtifactKey.check(text)).isEmpty();
    assertThat(new ArtifactKey(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        ".",
        "../a",
        "a/../b",
        "a/..",
        "a/../",
        "./a",
        "a/./b",
        "a//b",
        "a//",
        "//",
        "a\u0000b",
        "a\nb",
        "a\u007fb",
        "a\u0085b",
        "\ud800"
      })
  void dangerousKeysAreRefused(String text) {
    assertThat(ArtifactKey.check(text)).isPresent();
    assertThatThrownBy(() -> new ArtifactKey(text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("ARTIFACT_KEY_UNSAFE"));
  }

  @Test
  void theLimitIsInBytes() {
    assertThat(ArtifactKey.check("x".repeat(1024))).isEmpty();
    assertThat(ArtifactKey.check("x".repeat(1025))).isPresent();
    assertThat(ArtifactKey.check("ü".repeat(513))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "wf/pod, out.tgz, wf/pod/out.tgz",
    "wf/pod/, out.tgz, wf/pod/out.tgz",
    "/wf//pod, out.tgz, wf/pod/out.tgz",
    "'', out.tgz, out.tgz",
    "wf, dir/, wf/dir/",
  })
  void joiningLeavesNoEmptySegment(String folder, String file, String joined) {
    assertThat(ArtifactKey.join(folder, file).text()).isEqualTo(joined);
  }

  @Test
  void joiningCannotClimbOut() {
    assertThatThrownBy(() -> ArtifactKey.join("wf/pod", "../../other"))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{}                                        , {{workflow.name}}/{{pod.name}}",
        "{\"s3\":{\"bucket\":\"b\"}}               , {{workflow.name}}/{{pod.name}}",
        "{\"s3\":{\"keyFormat\":\"x/{{pod.name}}\"}}, x/{{pod.name}}",
        "{\"s3\":{\"keyPrefix\":\"p\"}}            , p/{{workflow.name}}/{{pod.name}}",
        "`{\"s3\":{\"keyPrefix\":\"p\",\"keyFormat\":\"f\"}}`, f",
        "{\"gcs\":{\"keyPrefix\":\"p\"}}           , {{workflow.name}}/{{pod.name}}",
        "{\"azure\":{\"blobNameFormat\":\"blob\"}} , blob",
        "{\"azure\":{\"keyFormat\":\"no\"}}        , {{workflow.name}}/{{pod.name}}",
        "{\"hdfs\":{\"pathFormat\":\"/path\"}}     , /path",
      })
  void everyDriverHasItsFieldForTheFormat(String repository, String format) throws IOException {
    ObjectNode raw = (ObjectNode) JSON.readTree(repository);

    assertThat(KeyFormat.of(new ArtifactLocation(raw)).text()).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({
    "{{workflow.name}}/{{pod.name}}, wf/{{literal}}",
    "{{ workflow.name }}, wf",
    "plain, plain",
    "{{workflow.name, {{workflow.name",
    "x{{workflow.name}}y{{workflow.name}}z, xwfywfz",
  })
  void variablesAreReplacedOnce(String format, String key) {
    Map<String, String> values = Map.of("workflow.name", "wf", "pod.name", "{{literal}}");

    assertThat(new KeyFormat(format).expand(name -> Optional.ofNullable(values.get(name))))
        .isEqualTo(key);
  }

  @Test
  void aVariableWithoutAValueIsAnError() {
    assertThatThrownBy(() -> new KeyFormat("a/{{inputs.x}}").expand(name -> Optional.empty()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("failed to resolve {{inputs.x}}");
  }

  @ParameterizedTest
  @CsvSource({
    "wf/a, true",
    "wf/a/b, false",
    "wf/folder/x, true",
    "wf/folder/x/y, true",
    "wf/folder, false",
    "wf/folders/x, false",
    "wf, false",
  })
  void aScopeHasItsKeysAndWhatIsBelowItsFolders(String key, boolean inside) {
    KeyScope scope = new KeyScope(Set.of("wf/a"), Set.of("wf/folder/"));

    assertThat(scope.contains(new ArtifactKey(key))).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "wf"})
  void aScopeIsNeverTheWholeStore(String folder) {
    assertThatThrownBy(() -> new KeyScope(Set.of(), Set.of(folder)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theGuardDeletesNothingOutsideItsScope() {
    SimulatedArtifactStore store = new SimulatedArtifactStore().with("wf/a", "other/b");
    PrefixGuard guard = new PrefixGuard(store, new KeyScope(Set.of("wf/a"), Set.of()));
    ArtifactKey inside = new ArtifactKey("wf/a");
    ArtifactKey outside = new ArtifactKey("other/b");

    assertThat(guard.delete(List.of(outside, inside)))
        .hasSize(2)
        .contains(new DeleteOutcome.Deleted(inside))
        .anySatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        DeleteOutcome.Failed.class,
                        failed -> {
                          assertThat(failed.key()).isEqualTo(outside);
                          assertThat(failed.problem().code()).isEqualTo("ARTIFACT_KEY_OUTSIDE");
                        }));
    assertThat(store.keys()).containsExactly("other/b");
  }
}
