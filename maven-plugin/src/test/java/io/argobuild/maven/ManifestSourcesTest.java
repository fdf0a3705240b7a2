package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestSourcesTest {
  @TempDir Path base;

  @BeforeEach
  void files() throws IOException {
    write("one.yaml", "one");
    write("two.yaml", "two");
    write("sub/three.yml", "three");
    write("sub/deep/four.json", "four");
    Files.writeString(base.resolve("notes.txt"), "not a manifest");
  }

  private void write(String file, String name) throws IOException {
    Path path = base.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, workflow(name));
  }

  private static String workflow(String name) {
    return """
        {"apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": {"name": "%s"},
         "spec": {"entrypoint": "main", "templates": []}}
        """
        .formatted(name);
  }

  @ParameterizedTest(name = "{0} names {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "one.yaml|one",
        "two.yaml,one.yaml|two one",
        " one.yaml , two.yaml ,|one two",
        "*.yaml|one two",
        "{one,two}.yaml|one two",
        "sub|four three",
        "**/*.json|four",
        "sub/*.yml|three",
        "sub/**|four three",
        "./one.yaml|one",
      })
  void filesFoldersAndGlobsAreRead(String sources, String names) throws IOException {
    assertThat(names(sources)).containsExactly(names.split(" "));
  }

  @Test
  void aDashIsStandardInput() throws IOException {
    byte[] piped = workflow("piped").getBytes(StandardCharsets.UTF_8);
    Manifests read = new ManifestSources(base, new ByteArrayInputStream(piped)).read("-");
    assertThat(read.objects()).extracting(ManifestObject::name).containsExactly("piped");
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.yaml|ARGO_MANIFEST_NOT_FOUND",
        "*.toml|ARGO_MANIFEST_NOT_FOUND",
        "none/*.yaml|ARGO_MANIFEST_NOT_FOUND",
        "http://example.com/wf.yaml|ARGO_MANIFEST_REMOTE",
        "HTTPS://example.com/wf.yaml|ARGO_MANIFEST_REMOTE",
        "[a-.yaml|ARGO_MANIFEST_GLOB",
        ",|ARGO_NO_MANIFEST",
        "notes.txt|MANIFEST_NOT_AN_OBJECT",
      })
  void whatCannotBeReadIsAProblemWithItsCode(String sources, String code) {
    assertThatThrownBy(() -> names(sources))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @Test
  void aProblemNamesItsPlace() {
    assertThatThrownBy(() -> names("missing.yaml")).hasMessageContaining("missing.yaml");
  }

  private List<String> names(String sources) throws IOException {
    return new ManifestSources(base, new ByteArrayInputStream(new byte[0]))
        .read(sources).objects().stream().map(ManifestObject::name).toList();
  }
}
