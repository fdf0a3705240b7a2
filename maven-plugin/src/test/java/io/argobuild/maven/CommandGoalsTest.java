package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.gc.GcReport;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandGoalsTest {
  private static final String SECRET =
      "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: v}}";

  @TempDir Path folder;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();

  private <M extends AbstractRunMojo> M ready(M mojo) {
    mojo.basedir = new File("target");
    mojo.session = new Sessions().withPluginInPom().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.run = "demo";
    mojo.services = options -> service;
    return mojo;
  }

  static Stream<Arguments> goals() {
    return Stream.of(
        goal(StopMojo::new, "stop demo "),
        goal(TerminateMojo::new, "terminate demo"),
        goal(SuspendMojo::new, "suspend demo"),
        goal(ResumeMojo::new, "resume demo ResumeOptions[node=, outputs={}, message=]"),
        goal(GcMojo::new, "gc demo"),
        goal(DeleteMojo::new, "delete demo"));
  }

  private static Arguments goal(Supplier<AbstractRunMojo> mojo, String call) {
    return Arguments.of(mojo, call);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("goals")
  void goalsCallTheFacadeAndCloseIt(Supplier<AbstractRunMojo> mojo, String call) throws Exception {
    ready(mojo.get()).execute();
    assertThat(service.calls).containsExactly(call);
    assertThat(service.closed).isTrue();
    assertThat(log.lines).isNotEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("goals")
  void skippedGoalsDoNothing(Supplier<AbstractRunMojo> mojo, String call) throws Exception {
    AbstractRunMojo goal = ready(mojo.get());
    goal.skip = true;
    goal.execute();
    assertThat(service.calls).isEmpty();
    assertThat(log.lines).containsExactly("Skipped: argo.skip is set");
  }

  @Test
  void aCommandThatNobodyTakesSaysHowToGoOn() throws Exception {
    service.driven = false;
    ready(new StopMojo()).execute();
    assertThat(log.lines)
        .containsExactly(
            "WARN Nobody drives workflow demo now; whoever takes it over will stop it. Next: mvn"
                + " argo:attach -Dargo.run=demo");
  }

  @Test
  void secretsMayBeGivenAgainAsFilesOrAsKeysOfTheEnvironment() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.yaml"), SECRET);
    GcMojo gc = ready(new GcMojo());
    gc.manifest = secret.toAbsolutePath().toString();
    gc.execute();
    DeleteMojo delete = ready(new DeleteMojo());
    delete.manifest = gc.manifest;
    delete.environment = Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key");
    delete.execute();

    assertThat(service.calls).containsExactly("gc demo with 1", "delete demo with 1");
    assertThat(delete.repository())
        .satisfies(
            given -> assertThat(given.isGiven()).isFalse(),
            given -> assertThat(given.accessKey()).isEqualTo("id"),
            given -> assertThat(given.secretKey()).isEqualTo("key"));
  }

  @Test
  void gcThatLeavesSomethingFailsTheBuild() {
    service.report =
        new GcReport(
            "demo",
            List.of(),
            List.of(),
            List.of(new GcReport.Failed("key", "TRANSIENT", "no answer", 3)),
            List.of());
    assertThatThrownBy(() -> ready(new GcMojo()).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("1 artifacts of workflow demo could not be deleted")
        .hasMessageEndingWith("mvn argo:gc -Dargo.run=demo");
  }
}
