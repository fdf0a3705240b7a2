package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.cluster.TestPods;
import io.argobuild.core.status.NodePhase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pods as they run locally. */
class PodEndToEndTest extends LocalPodRun {
  @Test
  void outputsOfAFailedMainAreKept() {
    PodAssessment failed =
        run(
            PodFixture.of(
                """
                outputs:
                  parameters: [{name: a, valueFrom: {path: /tmp/a}}]
                  artifacts: [{name: out, path: /tmp/out}, {name: gone, path: /tmp/gone}]
                container: {image: x, command: [sh, -c], args: ["echo kept > /tmp/a; echo x > /tmp/out; exit 3"]}
                """));
    assertThat(failed.phase()).isEqualTo(NodePhase.FAILED);
    assertThat(failed.message()).isEqualTo("main: Error (exit code 3)");
    assertThat(failed.exitCode()).isEqualTo(3);
    assertThat(values(failed)).containsEntry("a", "kept");
    assertThat(failed.artifacts())
        .extracting(PodReport.StoredArtifact::name)
        .containsExactly("out");
    assertThat(store.head(new ArtifactKey("wf/wf-pod-1/out.tgz"))).isPresent();
  }

  @Test
  void parametersKeepEveryByteAndLoseOneNewline() {
    PodAssessment made =
        run(
            PodFixture.of(
                """
                outputs:
                  parameters:
                  - {name: quotes, valueFrom: {path: /tmp/quotes}}
                  - {name: control, valueFrom: {path: /tmp/control}}
                  - {name: utf8, valueFrom: {path: /tmp/utf8}}
                  - {name: broken, valueFrom: {path: /tmp/broken}}
                  - {name: empty, valueFrom: {path: /tmp/empty}}
                  - {name: dflt, valueFrom: {path: /tmp/none, default: "of the default\\n"}}
                script:
                  image: x
                  command: [sh]
                  source: |
                    printf '"\\\\{"v":1}$(HOME)$$\\n\\n' > /tmp/quotes
                    printf '\\001\\033\\t\\r' > /tmp/control
                    printf 'äß€😀\\n' > /tmp/utf8
                    printf 'a\\377b' > /tmp/broken
                    : > /tmp/empty
                """));
    Map<String, String> expected = new HashMap<>();
    expected.put("quotes", "\"\\{\"v\":1}$(HOME)$$\n");
    expected.put("control", "\u0001\u001b\t\r");
    expected.put("utf8", "äß€😀");
    expected.put("broken", "a\uFFFDb");
    expected.put("empty", "");
    expected.put("dflt", "of the default");
    assertThat(made.phase()).as(made.message()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(values(made)).isEqualTo(expected);
  }

  @Test
  void aBigParameterComesByTheLogAndATooBigOneIsRefused() {
    PodAssessment big =
        run(
            PodFixture.of(
                """
                outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
                container: {image: x, command: [sh, -c], args: ["yes abcdefghi | head -c 200000 > /tmp/o"]}
                """));
    assertThat(values(big).get("o")).hasSize(199_999).startsWith("abcdefghi\nab");
    PodAssessment tooBig =
        run(
            PodFixture.of(
                """
                outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
                container: {image: x, command: [sh, -c], args: ["head -c 2000000 /dev/zero > /tmp/o"]}
                """));
    assertThat(tooBig.message())
        .isEqualTo(
            "wait: Error (exit code 64): parameter o failed to save: the output parameters of a pod can have 1048576 bytes together");
  }

  @Test
  void aLargeScriptRunsFromArgosPath() {
    String filler = "# $(HOME) $$ 'ö'\n".repeat(20_000);
    ObjectNode template =
        PodFixture.yaml(
            """
            outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
            script: {image: x, command: [sh], args: [-e], source: ""}
            """);
    ((ObjectNode) template.path("script"))
        .put("source", filler + "echo \"$0\" $(stat -c %a \"$0\") > /tmp/o\n");
    PodAssessment made = run(PodFixture.of(template.toString()));
    assertThat(values(made)).as(made.message()).containsEntry("o", "/argo/staging/script 755");
  }

  @Test
  void withoutACommandOutputsAreTakenFromAVolumeAtTheirParent() throws Exception {
    PodFixture fixture =
        PodFixture.of(
            """
            outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}], artifacts: [{name: d, path: /data/d}]}
            container: {image: "said:1", args: ["echo by the entrypoint > /tmp/o; mkdir /data/d; echo x > /data/d/x; ln -s /etc/passwd /data/d/l"]}
            """);
    String pod = start(fixture);
    ObjectNode mainEnded =
        TestPods.await(
            cluster,
            pod,
            seen ->
                PodAssessment.assess(seen, fixture.template(), null, Instant.EPOCH).endCollectAt()
                    != null);
    assertThat(PodAssessment.assess(mainEnded, fixture.template(), null, NOW).ended()).isFalse();
    // What the engine gives it time for.
    WrapScriptTest.awaitFile(
        folder.resolve("work/pods/" + pod + "/volumes/argo-build/.collect/parameters"));
    cluster.terminate(pod, Set.of(PodProtocol.COLLECT), PodAssessment.COLLECT_GRACE);
    PodAssessment made =
        PodAssessment.assess(TestPods.awaitEnd(cluster, pod), fixture.template(), null, NOW);
    assertThat(made.phase()).as(made.message()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(values(made)).containsEntry("o", "by the entrypoint");
    assertThat(made.artifacts()).extracting(PodReport.StoredArtifact::name).containsExactly("d");
  }

  @Test
  void aCommandThatIsNotThereIsToldAsArgoDoes() {
    String text =
        "main: Error (exit code 64): failed to find name in PATH: exec: \"no-such-command\": executable file not found in $PATH";
    PodAssessment plain = run(PodFixture.of("container: {image: x, command: [no-such-command]}"));
    assertThat(plain.message()).isEqualTo(text);
    assertThat(plain.phase()).isEqualTo(NodePhase.FAILED);
    assertThat(plain.exitCode()).isEqualTo(64);
    PodAssessment wrapped =
        run(
            PodFixture.of(
                """
                outputs: {artifacts: [{name: out, path: /tmp/out, optional: true}]}
                container: {image: x, command: [no-such-command]}
                """));
    assertThat(wrapped.message()).isEqualTo(text);
  }

  @Test
  void terminatedMainsKeepWhatTheyLeft() {
    PodFixture fixture =
        PodFixture.of(
            """
            outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
            container: {image: x, command: [sh, -c], args: ["echo begun > /tmp/o; echo ready; sleep 1000"]}
            """);
    String pod = start(fixture);
    TestPods.awaitPhase(cluster, pod, "Running");
    awaitLine(pod, "ready");
    cluster.terminate(pod, Set.of(), Duration.ofSeconds(30));
    PodAssessment made =
        PodAssessment.assess(TestPods.awaitEnd(cluster, pod), fixture.template(), null, NOW);
    assertThat(made.message()).isEqualTo("main: Error (exit code 143)");
    assertThat(values(made)).containsEntry("o", "begun");
  }

  @Test
  void theUsersCommandSeesItsOwnEnvironmentAndStreams() {
    PodFixture fixture =
        PodFixture.of(
            """
            outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
            container:
              image: x
              command: [sh, -c]
              args: ["{ echo \\"$name $out $code $src $text $OUT $n $i $word\\"; ls /proc/self/fd | wc -l; trap; kill -INT $$$$; } > /tmp/o; echo survived >> /tmp/o"]
              env: [{name: name, value: a}, {name: out, value: b}, {name: code, value: c}, {name: src, value: d}, {name: text, value: e}, {name: OUT, value: f}, {name: "n", value: g}, {name: i, value: h}, {name: word, value: j}]
            """);
    PodAssessment made = run(fixture);
    assertThat(made.message()).isEqualTo("main: Error (exit code 130)");
    assertThat(values(made)).containsEntry("o", "a b c d e f g h j\n4");
  }

  @Test
  void containersOfASetRunInOrderAndRetry() {
    PodFixture order =
        PodFixture.of(
            """
            outputs: {parameters: [{name: o, valueFrom: {path: /work/o}}]}
            volumes: [{name: work, emptyDir: {}}]
            containerSet:
              volumeMounts: [{name: work, mountPath: /work}]
              containers:
              - {name: main, image: x, command: [sh, -c], args: ["cat /work/a /work/b > /work/o"], dependencies: [a, b]}
              - {name: a, image: x, command: [sh, -c], args: ["echo a > /work/a"]}
              - {name: b, image: x, command: [sh, -c], args: ["echo b > /work/b"]}
            """);
    PodAssessment ordered = run(order);
    assertThat(values(ordered)).as(ordered.message()).containsEntry("o", "a\nb");
    assertThat(ordered.containers())
        .extracting(PodAssessment.ContainerState::phase)
        .containsOnly(NodePhase.SUCCEEDED);

    PodAssessment retried =
        run(
            PodFixture.of(
                """
                outputs: {parameters: [{name: o, valueFrom: {path: /work/count}}]}
                volumes: [{name: work, emptyDir: {}}]
                containerSet:
                  retryStrategy: {retries: "2", duration: 30ms}
                  volumeMounts: [{name: work, mountPath: /work}]
                  containers:
                  - {name: main, image: x, command: [sh, -c], args: ["printf x >> /work/count; exit 1"]}
                """));
    assertThat(retried.message()).isEqualTo("main: Error (exit code 1)");
    assertThat(values(retried)).containsEntry("o", "xx");

    PodAssessment failed =
        run(
            PodFixture.of(
                """
                containerSet:
                  containers:
                  - {name: a, image: x, command: [sh, -c], args: ["exit 3"]}
                  - {name: b, image: x, command: ["true"], dependencies: [a]}
                  - {name: c, image: x, command: ["true"]}
                """));
    assertThat(failed.message()).isEqualTo("a: Error (exit code 3)");
    assertThat(failed.containers())
        .extracting(PodAssessment.ContainerState::message)
        .containsExactly(
            "a: Error (exit code 3): ",
            "b: Error (exit code 64): dependency \"a\" exited with non-zero code: 3",
            "");
  }

  @Test
  void aSidecarEndsWhenMainHasEnded() {
    PodFixture fixture =
        PodFixture.of(
            """
            sidecars: [{name: helper, image: x, command: [sh, -c], args: ["exec sleep 1000"]}]
            container: {image: x, command: [sh, -c], args: ["exit 0"]}
            """);
    String pod = start(fixture);
    ObjectNode mainEnded =
        TestPods.await(
            cluster,
            pod,
            seen ->
                !PodAssessment.assess(seen, fixture.template(), null, NOW).terminate().isEmpty());
    Set<String> rest = PodAssessment.assess(mainEnded, fixture.template(), null, NOW).terminate();
    assertThat(rest).containsExactly("helper");
    cluster.terminate(pod, rest, Duration.ofSeconds(30));
    PodAssessment made =
        PodAssessment.assess(TestPods.awaitEnd(cluster, pod), fixture.template(), null, NOW);
    assertThat(made.phase()).as(made.message()).isEqualTo(NodePhase.SUCCEEDED);
  }
}
