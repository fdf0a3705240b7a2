package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.run.ImageEntry;
import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.RunOptions;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.run.RuntimeKind;
import io.argobuild.core.run.ServiceOptions;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitMojoTest {
  @TempDir Path base;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();
  private final List<DetachedDriver.Order> orders = new ArrayList<>();
  private final SubmitMojo mojo = new SubmitMojo();

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
          templates:
            - {name: main, container: {image: "alpine:3.23", command: [date]}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: token}
        stringData: {value: hunter2}
        """);
    mojo.basedir = base.toFile();
    mojo.session = new Sessions().withPluginInPom().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.manifest = "wf.yaml";
    mojo.services = options -> service;
    mojo.launcher =
        (options, order) -> {
          orders.add(order);
          return 42;
        };
    RunOutcome plain = FakeService.outcome("demo", WorkflowPhase.RUNNING, null);
    service.outcome =
        new RunOutcome(plain.workflow(), WorkflowPhase.RUNNING, true, null, Map.of(), null);
  }

  @Test
  void aRunIsLeftToAProcessOfItsOwn() throws Exception {
    mojo.execute();

    RunOptions submitted = Objects.requireNonNull(service.submitted);
    assertThat(submitted.driver().onInterrupt()).isEqualTo(InterruptPolicy.DETACH);
    assertThat(log.lines)
        .containsExactly(
            "Workflow demo submitted; process 42 drives it",
            "Next: mvn argo:watch -Dargo.run=demo");
    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).run()).isEqualTo("demo");
  }

  @Test
  void theProcessGetsTheSecretsThatAreNotRecorded() throws Exception {
    mojo.execute();

    assertThat(orders.get(0).manifests().objects())
        .singleElement()
        .satisfies(secret -> assertThat(secret.name()).isEqualTo("token"));
  }

  @Test
  void aProcessThatDoesNotDriveFailsTheBuild() {
    mojo.launcher =
        (options, order) -> {
          throw new IOException("no process could drive the run: no java");
        };
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("no java");
    assertThat(log.lines)
        .containsExactly("WARN Nobody drives workflow demo. Next: mvn argo:attach -Dargo.run=demo");
  }

  @Test
  void theProcessBeginsAndSaysWhyItCannotGoOn() {
    ServiceOptions options =
        ServiceOptions.builder(base.resolve("runs"))
            .runtime(RuntimeKind.LOCAL)
            .images(List.of(new ImageEntry("tool", List.of("/bin/tool"), List.of())))
            .build();
    DetachedDriver.Order order = new DetachedDriver.Order("nobody-knows", true, List.of());

    assertThatThrownBy(() -> DetachedDriver.launch(options, order))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("RUN_NOT_FOUND");
  }
}
