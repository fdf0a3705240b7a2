package io.argobuild.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepositoryResolutionTest {
  private static final List<ObjectNode> MAPS =
      new ManifestReader()
              .read(
                  """
              apiVersion: v1
              kind: ConfigMap
              metadata:
                name: artifact-repositories
                annotations: {workflows.argoproj.io/default-artifact-repository: main}
              data:
                main: "{s3: {bucket: main-bucket, endpoint: 'minio:9000', insecure: true}}"
                other: "{s3: {bucket: other-bucket}}"
                broken: "s3: ["
                nothing: "archiveLogs: true"
              ---
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: mine}
              data: {a: "{s3: {bucket: my-bucket, keyFormat: 'p/{{pod.name}}'}}"}
              """,
                  "maps.yaml")
              .objects()
              .stream()
              .map(ManifestObject::raw)
              .toList();

  @ParameterizedTest
  @CsvSource({
    "'', main-bucket",
    "'artifactRepositoryRef: {}', main-bucket",
    "'artifactRepositoryRef: {key: other}', other-bucket",
    "'artifactRepositoryRef: {configMap: mine, key: a}', my-bucket",
  })
  void findsTheRepositoryOfAWorkflow(String spec, String bucket) {
    ObjectNode ref = new RepositoryResolution(MAPS).resolve(workflow(spec)).orElseThrow();

    assertThat(ref.at("/artifactRepository/s3/bucket").asText()).isEqualTo(bucket);
    assertThat(ref.path("namespace").asText()).isEqualTo("ns");
    assertThat(ref.path("key").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'artifactRepositoryRef: {configMap: none, key: a}', ARTIFACT_REPOSITORY_MISSING, none#a",
    "'artifactRepositoryRef: {configMap: mine}', ARTIFACT_REPOSITORY_MISSING, mine",
    "'artifactRepositoryRef: {key: gone}', ARTIFACT_REPOSITORY_MISSING, artifact-repositories#gone",
    "'artifactRepositoryRef: {key: broken}', ARTIFACT_REPOSITORY_INVALID, broken",
    "'artifactRepositoryRef: {key: nothing}', ARTIFACT_REPOSITORY_INVALID, no kind of store",
  })
  void saysWhatIsWrong(String spec, String code, String text) {
    assertThatThrownBy(() -> new RepositoryResolution(MAPS).resolve(workflow(spec)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e.problem().text()).contains(text);
              assertThat(e.problem().nextStep()).isNotEmpty();
            });
  }

  @Test
  void withoutConfigMapsThereIsNone() {
    assertThat(new RepositoryResolution(List.of()).resolve(workflow("")))
        .isEqualTo(Optional.empty());
  }

  private static Workflow workflow(String spec) {
    String text =
        "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: wf, namespace: ns}\n"
            + "spec:\n  entrypoint: main\n  "
            + spec
            + "\n";
    return new ManifestReader().read(text, "wf.yaml").workflows().get(0);
  }
}
