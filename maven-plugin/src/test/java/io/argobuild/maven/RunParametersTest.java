package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.run.ParameterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunParametersTest {

  @Test
  void theCommandLineIsToldFromThePom() {
    Sessions session =
        new Sessions()
            .user("argo.parameter.sha", "abc")
            .user("argo.parameter.", "nothing")
            .user("argo.manifest", "wf.yaml")
            .project("argo.parameter.who", "project");

    RunParameters given = RunParameters.of(Map.of("who", "configuration"), session.session());

    assertThat(given.commandLine()).containsExactly(Map.entry("sha", "abc"));
    assertThat(given.pom()).containsExactly(Map.entry("who", "configuration"));
  }

  @Test
  void thePomComesAfterTheFilesNamed(@TempDir Path base) throws IOException {
    Files.writeString(base.resolve("a.yaml"), "x: 1\n");
    RunParameters given = new RunParameters(Map.of(), Map.of("y", "2"));

    List<ParameterFile> files = given.files(base, List.of("a.yaml"));

    assertThat(files)
        .containsExactly(
            new ParameterFile("a.yaml", "x: 1\n"), new ParameterFile("pom.xml", "{\"y\":\"2\"}"));
  }
}
