package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.run.RunOutcome;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadGoalsTest {
  private static final Instant EARLY = Instant.parse("2024-05-06T07:08:09Z");
  private static final String STATUS =
      """
      {"phase": "Failed", "progress": "1/3", "message": "child 'demo.test' failed",
       "startedAt": "2024-05-06T07:08:09Z", "finishedAt": "2024-05-06T07:10:09Z",
       "nodes": {
        "demo": {"id": "demo", "name": "demo", "displayName": "demo", "type": "DAG",
         "phase": "Failed", "startedAt": "2024-05-06T07:08:09Z", "children": ["demo-1"]},
        "demo-1": {"id": "demo-1", "name": "demo.build", "displayName": "build", "type": "Pod",
         "phase": "Succeeded", "boundaryID": "demo", "children": ["demo-2"],
         "startedAt": "2024-05-06T07:08:09Z", "finishedAt": "2024-05-06T07:08:19Z",
         "outputs": {"artifacts": [{"name": "jar", "s3": {"key": "demo/jar.tgz"}}]}},
        "demo-2": {"id": "demo-2", "name": "demo.test", "displayName": "test", "type": "Pod",
         "phase": "Failed", "message": "Error (exit code 3)", "boundaryID": "demo",
         "startedAt": "2024-05-06T07:08:19Z", "finishedAt": "2024-05-06T07:08:59Z",
         "outputs": {"exitCode": "3", "artifacts": [{"name": "log"}]}},
        "demo-3": {"id": "demo-3", "name": "demo.ask", "displayName": "ask", "type": "Suspend",
         "phase": "Running", "boundaryID": "demo", "startedAt": "2024-05-06T07:08:19Z"}}}
      """;

  @TempDir Path base;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();

  @BeforeEach
  void failed() throws IOException {
    Workflow workflow = FakeService.workflow("demo");
    workflow.raw().set("status", (ObjectNode) new ObjectMapper().readTree(STATUS));
    service.outcome = new RunOutcome(workflow, WorkflowPhase.FAILED, false, null, Map.of(), null);
    service.runs =
        List.of(
            new RunInfo("older", EARLY, null, "", ""),
            new RunInfo("demo", EARLY.plusSeconds(1), null, "", ""));
  }

  private <M extends AbstractReadMojo> M ready(M mojo) {
    mojo.basedir = base.toFile();
    mojo.session = new Sessions().withPluginInPom().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.services = options -> service;
    return mojo;
  }

  private static Arguments goal(Supplier<AbstractReadMojo> mojo, String call) {
    return Arguments.of(mojo, call);
  }

  static Stream<Arguments> goals() {
    return Stream.of(
        goal(GetMojo::new, "get demo"),
        goal(LogsMojo::new, "logs demo LogQuery[node=, container=main, follow=false, tail=-1]"),
        goal(StatusMojo::new, "get demo"),
        goal(GraphMojo::new, "get demo"),
        goal(ArtifactsMojo::new, "get demo"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("goals")
  void theLatestRunIsShownWhereNoneIsNamed(Supplier<AbstractReadMojo> mojo, String call)
      throws Exception {
    ready(mojo.get()).execute();

    assertThat(service.calls).containsExactly(call);
    assertThat(service.closed).isTrue();
    assertThat(log.lines).isNotEmpty();
  }

  @Test
  void whereThereIsNoRunThatIsSaid() {
    service.runs = List.of();
    assertThatThrownBy(() -> ready(new StatusMojo()).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("RUN_NOT_FOUND")
        .hasMessageContaining("Start one with argo:run");
  }

  @Test
  void theStatusSaysWhatFailedAndWhatWaits() throws Exception {
    ready(new StatusMojo()).execute();

    assertThat(log.lines)
        .startsWith("Workflow demo Failed, 1/3 done, 2m: child 'demo.test' failed", "Waiting:")
        .contains("Failed:", "  test (40s): Error (exit code 3)")
        .anyMatch(line -> line.startsWith("  ask") && line.endsWith("Waits to be resumed"));
  }

  @Test
  void theStatusFailsTheBuildWhereThatIsWanted() {
    StatusMojo mojo = ready(new StatusMojo());
    mojo.failOnError = true;
    assertThatThrownBy(mojo::execute).hasMessage("Workflow demo Failed");
  }

  @Test
  void aReportIsWrittenOfARecordedRun() throws Exception {
    ReportMojo mojo = ready(new ReportMojo());
    mojo.execute();

    assertThat(log.lines).contains("Report: target/argo/report/index.html");
    assertThat(base.resolve("target/argo/report/demo.html")).content().contains("exit code 3");
    assertThat(base.resolve("target/argo/junit/TEST-demo.xml")).content().contains("<failure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mermaid", "dot", "svg"})
  void graphsAreWrittenToFiles(String format) throws Exception {
    GraphMojo mojo = ready(new GraphMojo());
    mojo.format = format;
    mojo.direction = "down";
    mojo.outputFile = "out/graph." + format;
    mojo.execute();

    assertThat(log.lines).containsExactly("Graph: out/graph." + format);
    assertThat(base.resolve("out/graph." + format)).content().contains("build");
  }

  @Test
  void artifactsAreListedWithTheirStates() throws Exception {
    ready(new ArtifactsMojo()).execute();

    assertThat(log.lines)
        .containsExactly(
            "NODE        ARTIFACT  STATE    BYTES  KEY",
            "demo.build  jar       Stored          demo/jar.tgz",
            "demo.test   log       Missing");
  }

  @Test
  void whatIsStoredIsCopiedAndNeverOutOfTheFolder() throws Exception {
    ArtifactsMojo mojo = ready(new ArtifactsMojo());
    mojo.download = "got";
    mojo.execute();

    assertThat(service.calls).contains("artifact demo demo/jar.tgz");
    assertThat(log.lines).contains("1 files copied to got");
    try (Stream<Path> files = Files.walk(base)) {
      assertThat(files.filter(Files::isRegularFile).map(base::relativize).map(Path::toString))
          .containsExactly("got/demo.build/_../out/demo/jar.tgz");
    }
  }

  @Test
  void artifactsThatAreNotThereAreAFailure() {
    ArtifactsMojo mojo = ready(new ArtifactsMojo());
    mojo.artifact = "war";
    assertThatThrownBy(mojo::execute).hasMessage("Workflow demo has no such artifact");
  }

  @Test
  void watchingAnEndedRunShowsItsEnd() {
    assertThatThrownBy(() -> ready(new WatchMojo()).execute())
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("Workflow demo Failed");
    assertThat(log.lines)
        .contains("Workflow demo Failed")
        .anyMatch(line -> line.endsWith("test Failed after 40s: Error (exit code 3)"));
    assertThat(service.calls).doesNotContain("logs");
  }

  @Test
  void watchingCanLeaveTheBuildAlone() throws Exception {
    WatchMojo mojo = ready(new WatchMojo());
    mojo.failOnError = false;
    mojo.execute();
    assertThat(mojo.session.getCurrentProject().getProperties())
        .containsEntry("argo.outcome.phase", "Failed");
  }
}
