package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderMojoTest {
  @TempDir Path base;
  private final RecordingLog log = new RecordingLog();
  private final RenderMojo mojo = new RenderMojo();

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        base.resolve("wf.yaml"),
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: demo-}
        spec:
          entrypoint: main
          arguments: {parameters: [{name: who, value: world}]}
          templateDefaults: {activeDeadlineSeconds: 60}
          templates:
            - name: main
              inputs: {parameters: [{name: how, value: loud}]}
              container:
                image: alpine:3.23
                command: [echo]
                args: ["{{workflow.parameters.who}} {{inputs.parameters.how}} {{workflow.name}}"]
        """);
    mojo.basedir = base.toFile();
    mojo.session = new Sessions().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.manifest = "wf.yaml";
  }

  @Test
  void whatIsKnownBeforeTheRunIsPutIn() throws Exception {
    mojo.parameters = Map.of("who", "Maven");
    mojo.execute();

    assertThat(String.join("\n", log.lines))
        .contains("generateName: demo-")
        .contains("activeDeadlineSeconds: 60")
        .contains("Maven {{inputs.parameters.how}} {{workflow.name}}")
        .doesNotContain("templateDefaults", "uid:", "creationTimestamp", "\n  name: demo");
  }

  @Test
  void jsonIsWrittenToAFile() throws Exception {
    mojo.output = "json";
    mojo.outputFile = "out.json";
    mojo.execute();

    assertThat(base.resolve("out.json")).content().contains("\"activeDeadlineSeconds\" : 60");
    assertThat(log.lines).containsExactly("Rendered: out.json");
  }

  @Test
  void whatASubmissionRefusesIsRefused() {
    mojo.entrypoint = "missing";
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("missing");
  }
}
