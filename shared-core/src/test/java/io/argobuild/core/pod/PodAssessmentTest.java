package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.status.NodePhase;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodAssessmentTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final Template PLAIN =
      new Template(PodFixture.yaml("container: {image: x, command: [c]}"));
  private static final String OK = "terminated: {exitCode: 0, reason: Completed}";
  private static final String RUNS = "running: {startedAt: '2026-01-01T00:00:00Z'}";

  private static ObjectNode pod(String status) {
    return PodFixture.yaml(
        """
        metadata: {name: p, namespace: ns, annotations: {argo-build/collect: fifo}}
        spec: {nodeName: host, containers: [{name: wait}, {name: main}]}
        status: %s
        """
            .formatted(status));
  }

  private static PodAssessment assess(String status) {
    return PodAssessment.assess(pod(status), PLAIN, null, NOW);
  }

  private static String failed(String... containers) {
    StringBuilder list = new StringBuilder();
    for (String container : containers) {
      int colon = container.indexOf(' ');
      list.append("{name: ")
          .append(container, 0, colon)
          .append(", state: {")
          .append(container.substring(colon + 1))
          .append("}}, ");
    }
    return "{phase: Failed, containerStatuses: [" + list + "]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                  | PENDING   | ''",
        "{phase: Pending}                    | PENDING   | ''",
        "{phase: Pending, containerStatuses: [{name: main, state: {waiting: {reason: ContainerCreating}}}]} | PENDING | ContainerCreating",
        "{phase: Pending, containerStatuses: [{name: main, state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image \"x\"'}}}]} | PENDING | ImagePullBackOff: Back-off pulling image \"x\"",
        "{phase: Pending, initContainerStatuses: [{name: init, state: {waiting: {reason: ErrImagePull, message: m}}}], containerStatuses: [{name: main, state: {waiting: {reason: PodInitializing}}}]} | PENDING | ErrImagePull: m",
        "{phase: Pending, conditions: [{type: PodScheduled, reason: Unschedulable, message: '0/3 nodes are available'}]} | PENDING | 'Unschedulable: 0/3 nodes are available'",
        "{phase: Running}                    | RUNNING   | ''",
        "{phase: Succeeded}                  | SUCCEEDED | ''",
        "{phase: Unknown}                    | ERROR     | Unexpected pod phase for p: Unknown",
        "{phase: Failed, message: 'The node was low on resource: memory.', reason: Evicted} | FAILED | 'The node was low on resource: memory.'",
        "{phase: Failed, message: Pod was active on the node longer than the specified deadline, containerStatuses: [{name: main, state: {terminated: {exitCode: 143, reason: Error}}}]} | FAILED | Pod was active on the node longer than the specified deadline",
        "{phase: Failed}                     | FAILED    | can't find failed message for pod p namespace ns",
      })
  void phasesAndMessagesOfThePodItself(String status, NodePhase phase, String message) {
    PodAssessment assessment = assess(status);
    assertThat(assessment.phase()).isEqualTo(phase);
    assertThat(assessment.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "main terminated: {exitCode: 1, reason: Error}       | FAILED | main: Error (exit code 1)",
        "main terminated: {exitCode: 137, reason: OOMKilled} | FAILED | main: OOMKilled (exit code 137)",
        "main terminated: {exitCode: 143, reason: Error}     | FAILED | main: Error (exit code 143)",
        "main terminated: {exitCode: 3, reason: Error, message: oh} | FAILED | main: Error (exit code 3): oh",
        "main waiting: {reason: ImagePullBackOff, message: why} | ERROR | Pod failed before main container starts due to ImagePullBackOff: why",
        "main terminated: {exitCode: 128, reason: StartError, message: 'failed to create containerd task: runc create failed: unable to start container process: exec: \"no-such\": executable file not found in $PATH: unknown'} | FAILED | main: Error (exit code 64): failed to find name in PATH: exec: \"no-such\": executable file not found in $PATH",
        "main terminated: {exitCode: 128, reason: StartError, message: 'exec: \"/no\": stat /no: no such file or directory: unknown'} | FAILED | main: Error (exit code 64): failed to find name in PATH: exec: \"/no\": stat /no: no such file or directory",
        "main terminated: {exitCode: 128, reason: StartError, message: 'no space left'} | FAILED | main: StartError (exit code 128): no space left",
      })
  void failuresOfMain(String main, NodePhase phase, String message) {
    PodAssessment assessment = assess(failed("wait " + OK, main));
    assertThat(assessment.phase()).isEqualTo(phase);
    assertThat(assessment.message()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "helper terminated: {exitCode: 3, reason: Error}   | FAILED    | helper: Error (exit code 3)",
        "helper terminated: {exitCode: 143, reason: Error} | SUCCEEDED | ''",
        "helper terminated: {exitCode: 137, reason: Error} | SUCCEEDED | ''",
      })
  void failuresOfSidecars(String sidecar, NodePhase phase, String message) {
    PodAssessment assessment = assess(failed("wait " + OK, "main " + OK, sidecar));
    assertThat(assessment.phase()).isEqualTo(phase);
    assertThat(assessment.message()).isEqualTo(message);
    assertThat(assessment.exitCode()).isZero();
  }

  @Test
  void initContainersComeFirstAndOursIsCalledInitInEveryCase() {
    String status =
        """
        {phase: Failed,
         initContainerStatuses: [{name: %s, state: {terminated: {exitCode: 64, reason: Error, message: why}}}],
         containerStatuses: [{name: main, state: {waiting: {reason: PodInitializing}}}]}
        """;
    for (String ours : List.of(PodProtocol.PREPARE, PodProtocol.SHELL)) {
      PodAssessment assessment = assess(status.formatted(ours));
      assertThat(assessment.phase()).isEqualTo(NodePhase.ERROR);
      assertThat(assessment.message()).isEqualTo("init: Error (exit code 64): why");
    }
    PodAssessment users = assess(status.formatted("theirs"));
    assertThat(users.phase()).isEqualTo(NodePhase.FAILED);
    assertThat(users.message()).isEqualTo("theirs: Error (exit code 64): why");
  }

  @Test
  void aFailureThatNobodyOwnsUpToIsToldInArgosWords() {
    assertThat(assess(failed("wait " + RUNS, "main " + OK)).message())
        .isEqualTo("pod failed: wait container did not complete successfully");
    assertThat(assess(failed("wait " + OK, "main " + RUNS)).message())
        .isEqualTo("pod failed: main container did not complete successfully");
    assertThat(assess(failed("wait " + RUNS, "main " + RUNS)).message())
        .isEqualTo("pod failed: neither main nor wait container completed successfully");
  }

  @Test
  void aDaemonThatEndsHasFailedAndIsUpWhenAllIsReady() {
    Template daemon = new Template(PodFixture.yaml("daemon: true\ncontainer: {image: x}"));
    assertThat(PodAssessment.assess(pod("{phase: Succeeded}"), daemon, null, NOW).phase())
        .isEqualTo(NodePhase.FAILED);
    String running =
        "{phase: Running, podIP: 10.1.1.1, containerStatuses: [{name: main, ready: true}, {name: s, ready: %s}]}";
    assertThat(PodAssessment.assess(pod(running.formatted("true")), daemon, null, NOW).ready())
        .isTrue();
    PodAssessment starting =
        PodAssessment.assess(pod(running.formatted("false")), daemon, null, NOW);
    assertThat(starting.ready()).isFalse();
    assertThat(starting.podIp()).isEqualTo("10.1.1.1");
    assertThat(starting.host()).isEqualTo("host");
  }

  @Test
  void theLastContainerThatEndedTellsTheTime() {
    PodAssessment assessment =
        assess(
            """
            {phase: Succeeded,
             initContainerStatuses: [{name: init, state: {terminated: {exitCode: 0, finishedAt: '2026-01-01T00:00:01Z'}}}],
             containerStatuses: [{name: main, state: {terminated: {exitCode: 0, finishedAt: '2026-01-01T00:00:03Z'}}},
                                 {name: wait, state: {terminated: {exitCode: 0, finishedAt: '2026-01-01T00:00:02Z'}}}]}
            """);
    assertThat(assessment.finishedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
    assertThat(assess("{phase: Succeeded}").finishedAt()).isEqualTo(NOW);
    assertThat(assess("{phase: Running}").finishedAt()).isNull();
  }

  private static String running(String... containers) {
    return failed(containers).replace("phase: Failed", "phase: Running");
  }

  @Test
  void sidecarsEndWhenMainHasEndedAndCollectGoesOn() {
    String ended = "main terminated: {exitCode: 0, finishedAt: '2026-01-01T00:09:59Z'}";
    PodAssessment assessment = assess(running("wait " + RUNS, ended, "s " + RUNS, "t " + OK));
    assertThat(assessment.terminate()).isEqualTo(Set.of("s"));
    assertThat(assessment.endCollectAt()).isEqualTo("2026-01-01T00:10:29Z");
    assertThat(assess(running("wait " + RUNS, "main " + RUNS, "s " + RUNS)).terminate()).isEmpty();
  }

  @Test
  void nothingGoesOnWithoutCollect() {
    String ended = "wait terminated: {exitCode: 137, reason: OOMKilled}";
    assertThat(assess(running(ended, "main " + RUNS, "s " + RUNS)).terminate())
        .isEqualTo(Set.of("main", "s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fifo   | {exitCode: 0, finishedAt: '2026-01-01T00:09:50Z'} | 2026-01-01T00:10:20Z",
        "fifo   | {exitCode: 128, reason: StartError, finishedAt: '2026-01-01T00:09:59Z'} | 2026-01-01T00:00:02Z",
        "signal | {exitCode: 0, finishedAt: '2026-01-01T00:09:59Z'} | 2026-01-01T00:00:02Z",
      })
  void collectIsToldOfMainsEndWhenItCanNotSeeIt(String how, String end, Instant told) {
    ObjectNode pod = pod(running("wait " + RUNS, "main terminated: " + end));
    ((ObjectNode) pod.path("metadata").path("annotations")).put("argo-build/collect", how);
    assertThat(PodAssessment.assess(pod, PLAIN, null, NOW).endCollectAt()).isEqualTo(told);
  }

  private static final Template OUTPUTS =
      new Template(
          PodFixture.yaml(
              """
              outputs:
                parameters: [{name: a, valueFrom: {path: /a}}, {name: b, valueFrom: {path: /b, default: "d\\n"}}, {name: c, valueFrom: {path: /c}}]
                artifacts: [{name: x, path: /x}, {name: y, path: /y}]
              container: {image: x, command: [c]}
              """));

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static PodAssessment collected(int exit, String message, @Nullable String log) {
    ObjectNode pod =
        pod(
            "{phase: Failed, containerStatuses: [{name: main, state: {terminated: {exitCode: 0}}}]}");
    ObjectNode wait =
        PodFixture.yaml(
            "{name: wait, state: {terminated: {exitCode: " + exit + ", reason: Error}}}");
    ((ObjectNode) wait.path("state").path("terminated")).put("message", message);
    Json.list((ObjectNode) pod.path("status"), "containerStatuses").add(wait);
    return PodAssessment.assess(pod, OUTPUTS, log, NOW);
  }

  @Test
  void aReportGivesValuesAndTheFirstErrorOfParametersBeforeThoseOfArtifacts() {
    String report =
        """
        {"v":1,"exit":0,"parameters":[{"name":"a","value":"%s"},{"name":"b","default":true}],
         "artifacts":[{"name":"x","key":"k","size":5,"etag":"e"}],
         "errors":[{"parameter":"c","code":"NOT_FOUND","text":""},{"artifact":"y","code":"STORE_FAILED","text":"%s"}],"progress":"2/3"}
        """
            .formatted(base64("v\n\n"), base64("disk full\n"));
    PodAssessment assessment = collected(64, report, null);
    assertThat(assessment.phase()).isEqualTo(NodePhase.ERROR);
    assertThat(assessment.message())
        .isEqualTo(
            "wait: Error (exit code 64): open /var/run/argo/outputs/parameters/c: no such file or directory");
    assertThat(assessment.reported()).isTrue();
    assertThat(assessment.progress()).isEqualTo("2/3");
    assertThat(assessment.parameters())
        .extracting(p -> p.value().orElse("(none)"))
        .containsExactly("v\n", "d", "(none)");
    assertThat(assessment.artifacts())
        .containsExactly(new PodReport.StoredArtifact("x", "k", 5, "e", -1));
  }

  @Test
  void errorsOfArtifactsAreJoinedAsInArgo() {
    String report =
        "{\"v\":1,\"exit\":0,\"errors\":[{\"artifact\":\"x\",\"code\":\"NOT_FOUND\"},{\"artifact\":\"y\",\"code\":\"S\",\"text\":\""
            + base64("full")
            + "\"}]}";
    assertThat(collected(64, report, null).message())
        .isEqualTo(
            "wait: Error (exit code 64): open /var/run/argo/outputs/artifacts/x.tgz: no such file or directory; artifact y failed to save: full; ");
  }

  @Test
  void aReportThatWasTooLongIsReadFromTheLog() {
    assertThat(collected(0, "{\"log\":true}", null).needsLog()).isTrue();
    String report =
        "{\"v\":1,\"exit\":0,\"parameters\":[{\"name\":\"a\",\"value\":\"" + base64("x") + "\"}]}";
    String log =
        "saved\n"
            + PodReport.BEGIN
            + "\n"
            + report.substring(0, 20)
            + "\n"
            + report.substring(20)
            + "\n"
            + PodReport.END
            + "\n";
    PodAssessment read = collected(0, "{\"log\":true}", log);
    assertThat(read.needsLog()).isFalse();
    assertThat(read.parameters().get(0).value()).contains("x");
    PodAssessment lost = collected(64, "{\"log\":true}", "");
    assertThat(lost.needsLog()).isFalse();
    assertThat(lost.reported()).isFalse();
    assertThat(lost.message())
        .isEqualTo("wait: Error (exit code 64): its report could not be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no JSON",
        "{\"v\":2}",
        "{",
        "[]",
        "{\"v\":1,\"parameters\":[{\"name\":\"a\",\"value\":\"!\"}]}"
      })
  void whatIsNoReportIsTakenForWords(String message) {
    PodAssessment assessment = collected(64, message, null);
    assertThat(assessment.reported()).isFalse();
    assertThat(assessment.parameters()).isEmpty();
    assertThat(assessment.message()).isEqualTo("wait: Error (exit code 64): " + message);
  }

  @Test
  void membersOfASetHaveTheirOwnStates() {
    Template set =
        new Template(
            PodFixture.yaml(
                "containerSet: {containers: [{name: a}, {name: b}, {name: c}, {name: d}]}"));
    String status =
        failed(
            "a terminated: {exitCode: 3, reason: Error}",
            "b terminated: {exitCode: 64, reason: Error, message: dep}",
            "c " + OK,
            "d " + RUNS);
    PodAssessment assessment = PodAssessment.assess(pod(status), set, null, NOW);
    assertThat(assessment.message()).isEqualTo("a: Error (exit code 3)");
    assertThat(assessment.exitCode()).isNull();
    assertThat(assessment.containers())
        .containsExactly(
            new PodAssessment.ContainerState("a", NodePhase.FAILED, "a: Error (exit code 3): "),
            new PodAssessment.ContainerState("b", NodePhase.ERROR, "b: Error (exit code 64): dep"),
            new PodAssessment.ContainerState("c", NodePhase.SUCCEEDED, ""),
            new PodAssessment.ContainerState(
                "d", NodePhase.FAILED, "Pod Failed whilst container running"));
  }
}
