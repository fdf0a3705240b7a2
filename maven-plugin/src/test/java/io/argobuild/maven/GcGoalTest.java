package io.argobuild.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.run.RunInfo;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcGoalTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2024-05-10T00:00:00Z");

  @TempDir Path folder;
  private final FakeService service = new FakeService();
  private final RecordingLog log = new RecordingLog();

  private GcMojo goal() {
    GcMojo mojo = new GcMojo();
    mojo.basedir = folder.toFile();
    mojo.session = new Sessions().withPluginInPom().session();
    mojo.mojoExecution = Sessions.execution(MojoExecution.Source.CLI);
    mojo.setLog(log);
    mojo.services = options -> service;
    mojo.clock = () -> NOW;
    return mojo;
  }

  private static RunInfo run(String name, String phase, String finishedAt, String driver)
      throws IOException {
    ObjectNode status = JSON.createObjectNode().put("phase", phase);
    if (!finishedAt.isEmpty()) {
      status.put("finishedAt", finishedAt);
    }
    WorkflowStatus read = StatusReader.workflow(status);
    return new RunInfo(name, Instant.EPOCH, read, driver, "");
  }

  private void someRuns() throws IOException {
    service.runs =
        List.of(
            run("going", "Running", "", "pid 1"),
            run("driven", "Succeeded", "2024-05-01T00:00:00Z", "pid 2"),
            run("old", "Failed", "2024-05-01T00:00:00Z", ""),
            run("new", "Succeeded", "2024-05-09T23:00:00Z", ""),
            new RunInfo("broken", Instant.EPOCH, null, "", "unreadable"));
    service.labels.putAll(Map.of("old", Map.of("team", "a"), "new", Map.of("team", "b", "x", "y")));
  }

  private List<String> collected() {
    return service.calls.stream().filter(call -> call.startsWith("gc ")).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | | | gc old,gc new",
        "false | | 7d | gc old",
        "false | | 30m | gc old,gc new",
        "false | team=b | | gc new",
        "false | team!=b | | gc old",
        "false | x | | gc new",
        "true | !x | | gc old",
        "false | 'team=b,x==y' | 12h | "
      })
  void finishedRunsAreChosenByLabelsAndAge(
      boolean all, String selector, String olderThan, String expected) throws Exception {
    someRuns();
    GcMojo goal = goal();
    goal.allFinished = all;
    goal.selector = selector == null ? "" : selector;
    goal.olderThan = olderThan == null ? "" : olderThan;
    goal.execute();

    assertThat(collected()).isEqualTo(expected == null ? List.of() : List.of(expected.split(",")));
    assertThat(service.closed).isTrue();
    assertThat(log.lines).isNotEmpty();
  }

  @Test
  void runsAreNamed() throws Exception {
    GcMojo goal = goal();
    goal.run = "one, two";
    goal.execute();
    assertThat(service.calls).containsExactly("gc one", "gc two");
  }

  @Test
  void theChoiceMustBeClear() {
    assertThatThrownBy(() -> goal().execute()).hasMessageContaining("argo.allFinished=true");
    GcMojo both = goal();
    both.run = "one";
    both.allFinished = true;
    assertThatThrownBy(both::execute).hasMessageContaining("at once");
    assertThat(service.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x in (a,b)", "=a", "!a=b"})
  void selectorsThatAreNoneAreRefused(String selector) {
    GcMojo goal = goal();
    goal.selector = selector;
    assertThatThrownBy(goal::execute).hasMessageContaining("argo.selector");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1h", "7 days"})
  void agesThatAreNoneAreRefused(String age) {
    GcMojo goal = goal();
    goal.olderThan = age;
    assertThatThrownBy(goal::execute).hasMessageContaining("argo.olderThan");
  }

  @Test
  void aDryRunDeletesNothingAndTellsThePlan() throws Exception {
    ArtifactState stored =
        new ArtifactState("out", ArtifactState.Phase.STORED, "demo/out.tgz", 1, "", "", null);
    ArtifactState never =
        new ArtifactState("log", ArtifactState.Phase.MISSING, "", -1, "", "", null);
    service.plan =
        new GcPlan(
            "demo",
            List.of(
                new GcPlan.Deletion(
                    new ArtifactKey("demo/out.tgz"),
                    GcPlan.Extent.OBJECT,
                    List.of(new GcPlan.Target("n", stored)))),
            List.of(new GcPlan.Skip(new GcPlan.Target("n", never), GcPlan.Reason.NEVER_STORED, "")),
            Set.of());
    GcMojo goal = goal();
    goal.run = "demo";
    goal.dryRun = true;
    goal.gcReportFile = "gc.json";
    goal.execute();

    assertThat(service.calls).containsExactly("gcPlan demo");
    assertThat(log.lines)
        .containsExactly(
            "Artifact GC: would delete 1, skip 1",
            "  delete demo/out.tgz",
            "  skip log of n: never stored");
    assertThat(JSON.readTree(folder.resolve("gc.json").toFile()))
        .isEqualTo(
            JSON.readTree(
                """
                [{"workflow":"demo","dryRun":true,
                  "deletions":[{"key":"demo/out.tgz","extent":"object",
                    "artifacts":[{"nodeId":"n","artifact":"out"}]}],
                  "skipped":[{"nodeId":"n","artifact":"log","key":"","reason":"never stored","detail":""}]}]
                """));
  }

  @Test
  void whatIsLeftFailsTheBuildAfterAllHadTheirTurn() {
    service.report =
        new GcReport(
            "demo",
            List.of(),
            List.of(),
            List.of(new GcReport.Failed("key", "TRANSIENT", "no answer", 3)),
            List.of());
    GcMojo goal = goal();
    goal.run = "demo,gone,next";
    service.unknown.add("gone");

    assertThatThrownBy(goal::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("1 artifacts of workflow demo could not be deleted")
        .hasMessageContaining("workflow gone: ")
        .hasMessageEndingWith("mvn argo:gc -Dargo.run=demo,gone,next");
    assertThat(service.calls).containsExactly("gc demo", "gc gone", "gc next");
  }
}
