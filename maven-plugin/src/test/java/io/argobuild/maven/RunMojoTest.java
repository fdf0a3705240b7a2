package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.run.ImageEntry;
import io.argobuild.core.run.InterruptPolicy;
import io.argobuild.core.run.LogOptions;
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
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunMojoTest {
  @TempDir Path base;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();
  private final List<ServiceOptions> opened = new ArrayList<>();
  private final RunMojo mojo = new RunMojo();

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
        """);
    mojo.basedir = base.toFile();
    mojo.session = new Sessions().user("argo.parameter.sha", "abc").session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.LIFECYCLE);
    mojo.setLog(log);
    mojo.manifest = "wf.yaml";
    mojo.services =
        options -> {
          opened.add(options);
          return service;
        };
  }

  @Test
  void parametersBecomeOptionsOfTheRun() throws Exception {
    mojo.parameters = Map.of("who", "pom");
    mojo.entrypoint = "other";
    mojo.name = "my-run";
    mojo.labels = "team=a,stage=b";
    mojo.logs = "all";
    mojo.onInterrupt = "detach";
    mojo.gc = false;
    mojo.validate = false;

    mojo.execute();

    RunOptions options = Objects.requireNonNull(service.submitted);
    assertThat(options.workflow().generateName()).isEqualTo("demo-");
    assertThat(options.parameters()).containsExactly(Map.entry("sha", "abc"));
    assertThat(options.parameterFiles()).extracting("name").containsExactly("pom.xml");
    assertThat(options.entrypoint()).isEqualTo("other");
    assertThat(options.name()).isEqualTo("my-run");
    assertThat(options.labels()).containsExactly(Map.entry("team", "a"), Map.entry("stage", "b"));
    assertThat(options.driver().logs()).isEqualTo(LogOptions.ALL);
    assertThat(options.driver().onInterrupt()).isEqualTo(InterruptPolicy.DETACH);
    assertThat(options.driver().gc()).isFalse();
    assertThat(options.validated()).isFalse();
    assertThat(service.closed).isTrue();
  }

  @Test
  void parametersBecomeOptionsOfTheService() throws Exception {
    Image image = new Image();
    image.name = "tool";
    image.entrypoint = List.of("/bin/tool");
    mojo.images = List.of(image);
    Files.writeString(base.resolve("images.yaml"), "argosay:v2: {entrypoint: [argosay], cmd: [a]}");
    mojo.imagesFile = "images.yaml";
    mojo.runtime = "local";
    mojo.parallelPods = 3;
    mojo.artifactDir = "kept";

    mojo.execute();

    ServiceOptions given = opened.get(0);
    assertThat(given.workFolder()).isEqualTo(base.resolve(".argo").toAbsolutePath());
    assertThat(given.artifactFolder()).isEqualTo(base.resolve("kept").toAbsolutePath());
    assertThat(given.runtime()).isEqualTo(RuntimeKind.LOCAL);
    assertThat(given.parallelPods()).isEqualTo(3);
    assertThat(given.images())
        .containsExactly(
            new ImageEntry("tool", List.of("/bin/tool"), List.of()),
            new ImageEntry("argosay:v2", List.of("argosay"), List.of("a")));
  }

  @Test
  void aFailedWorkflowFailsTheBuildWithoutACause() throws Exception {
    service.outcome =
        FakeService.outcome(
            "demo",
            WorkflowPhase.FAILED,
            new RunOutcome.Failure(null, "no more retries left", "", List.of()));
    mojo.outputFile = "target/out.json";

    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasNoCause()
        .hasMessage(
            "Workflow demo Failed: no more retries left\n"
                + "Next: mvn io.argobuild:argo-maven-plugin:1.0:get -Dargo.run=demo\n"
                + "Once it is mended:"
                + " mvn io.argobuild:argo-maven-plugin:1.0:retry -Dargo.run=demo");
    assertThat(base.resolve("target/out.json")).content().contains("\"phase\" : \"Failed\"");
  }

  @Test
  void aFailedWorkflowIsAWarningWhereTheBuildIsNotToFail() throws Exception {
    service.outcome = FakeService.outcome("demo", WorkflowPhase.ERROR, null);
    mojo.failOnError = false;

    mojo.execute();

    assertThat(log.lines).contains("WARN Workflow demo Error");
  }

  @Test
  void onlyTheEndsThatAreNamedFailTheBuild() throws Exception {
    service.outcome = FakeService.outcome("demo", WorkflowPhase.ERROR, null);
    mojo.failOn = "failed";

    mojo.execute();

    assertThat(log.lines).contains("WARN Workflow demo Error");
    mojo.failOn = "failed, error";
    assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
  }

  @Test
  void aFailureIsToldOnlyWhereFailedTestsAreIgnored() throws Exception {
    service.outcome = FakeService.outcome("demo", WorkflowPhase.FAILED, null);
    mojo.testFailureIgnore = true;

    mojo.execute();

    assertThat(log.lines).contains("WARN Workflow demo Failed");
  }

  @Test
  void whatIsNoFailureCannotFailTheBuild() {
    mojo.failOn = "Succeeded";
    assertThatThrownBy(mojo::execute)
        .hasMessageContaining("argo.failOn: Succeeded is no failure. Use Failed, Error or both");
    assertThat(service.calls).isEmpty();
  }

  @Test
  void reportsAreWrittenAlsoOfAFailedRun() {
    service.outcome = FakeService.outcome("demo", WorkflowPhase.FAILED, null);

    assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);

    assertThat(log.lines).contains("Report: target/argo/report/index.html");
    assertThat(base.resolve("target/argo/report/index.html"))
        .content()
        .contains("demo: Failed", "mvn io.argobuild:argo-maven-plugin:1.0:get -Dargo.run=demo");
    assertThat(base.resolve("target/argo/junit/TEST-demo.xml")).exists();
  }

  @Test
  void reportsGoWhereTheyAreWanted() throws Exception {
    mojo.reportDir = "elsewhere";
    mojo.execute();
    assertThat(log.lines).contains("Report: elsewhere/report/index.html");
  }

  @Test
  void reportsCanBeSwitchedOff() throws Exception {
    mojo.htmlReport = false;
    mojo.junitReport = false;

    mojo.execute();

    assertThat(base.resolve("target")).doesNotExist();
  }

  @Test
  void aReportThatCannotBeWrittenHidesNothing() throws Exception {
    Files.writeString(base.resolve("target"), "a file");
    service.outcome = FakeService.outcome("demo", WorkflowPhase.FAILED, null);

    assertThatThrownBy(mojo::execute).hasMessageStartingWith("Workflow demo Failed");
    assertThat(log.lines).anyMatch(line -> line.startsWith("WARN No report of the run could be"));
  }

  @Test
  void whatSucceededWithTheSameInputsIsLeftOutAndItsOutputsAreHandedOn() throws Exception {
    RunOutcome plain = service.outcome;
    service.outcome =
        new RunOutcome(
            plain.workflow(), plain.phase(), false, null, Map.of("version", "1.2"), null);
    mojo.skipIfUnchanged = true;
    mojo.inputs = "src";
    Files.createDirectories(base.resolve("src"));
    Files.writeString(base.resolve("src/a.txt"), "a");
    mojo.execute();
    mojo.session = new Sessions().user("argo.parameter.sha", "abc").session();
    mojo.execute();

    assertThat(service.calls).containsExactly("submit");
    assertThat(log.lines).contains("Workflow demo is left out: nothing has changed since");
    assertThat(mojo.session.getCurrentProject().getProperties())
        .containsEntry("argo.outputs.version", "1.2");

    Files.writeString(base.resolve("src/a.txt"), "b");
    mojo.execute();
    assertThat(service.calls).containsExactly("submit", "submit");
    mojo.session = new Sessions().user("argo.parameter.sha", "def").session();
    mojo.execute();
    assertThat(service.calls).containsExactly("submit", "submit", "submit");
  }

  @Test
  void whatFailedRunsAgain() throws Exception {
    mojo.skipIfUnchanged = true;
    mojo.failOnError = false;
    service.outcome = FakeService.outcome("demo", WorkflowPhase.FAILED, null);
    mojo.execute();
    mojo.execute();

    assertThat(service.calls).containsExactly("submit", "submit");
  }

  @Test
  void outputsArePropertiesOfTheProject() throws Exception {
    RunOutcome plain = service.outcome;
    service.outcome =
        new RunOutcome(
            plain.workflow(), plain.phase(), false, null, Map.of("version", "1.2"), null);

    mojo.execute();

    assertThat(mojo.session.getCurrentProject().getProperties())
        .containsEntry("argo.outputs.version", "1.2")
        .containsEntry("argo.outcome.name", "demo")
        .containsEntry("argo.outcome.phase", "Succeeded");
  }

  @ParameterizedTest
  @EnumSource(
      value = ProblemClass.class,
      names = {"CONFIGURATION", "PERMISSION", "NOT_FOUND"})
  void problemsOfTheUserFailTheBuildWithoutAStackTrace(ProblemClass kind) {
    mojo.services =
        options -> {
          throw FakeService.problem(kind);
        };
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasNoCause()
        .hasMessage("SOME_CODE [" + kind + "] there: something is wrong. Mend it");
  }

  @ParameterizedTest
  @EnumSource(
      value = ProblemClass.class,
      names = {"TRANSIENT", "INTERNAL"})
  void brokenInfrastructureKeepsItsCause(ProblemClass kind) {
    mojo.services =
        options -> {
          throw FakeService.problem(kind);
        };
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("SOME_CODE [" + kind + "] there")
        .hasCauseInstanceOf(RuntimeException.class);
  }

  @Test
  void calledOnAReactorItRunsInTheRootOnly() throws Exception {
    mojo.session = new Sessions().module().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);

    mojo.execute();

    assertThat(service.calls).isEmpty();
    assertThat(log.lines).containsExactly("Skipped: it runs in the root of the build only");
  }

  @Test
  void wrongChoicesNameTheParameter() {
    mojo.onInterrupt = "explode";
    assertThatThrownBy(mojo::execute)
        .hasMessage(
            "ARGO_BAD_PARAMETER [CONFIGURATION] argo.onInterrupt: 'explode' is none of stop,"
                + " terminate, detach. Use one of them");
  }
}
