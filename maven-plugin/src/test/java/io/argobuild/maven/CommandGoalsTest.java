package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
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
    DeleteMojo delete = ready(new DeleteMojo());
    delete.manifest = secret.toAbsolutePath().toString();
    delete.environment = Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key");
    delete.execute();

    assertThat(service.calls).containsExactly("delete demo with 1");
    assertThat(delete.repository())
        .satisfies(
            given -> assertThat(given.isGiven()).isFalse(),
            given -> assertThat(given.accessKey()).isEqualTo("id"),
            given -> assertThat(given.secretKey()).isEqualTo("key"));
  }
}
