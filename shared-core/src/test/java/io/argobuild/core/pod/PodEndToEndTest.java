package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.ImageTable;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.TestPods;
import io.argobuild.core.cluster.local.LocalCluster;
import io.argobuild.core.cluster.local.LocalClusterOptions;
import io.argobuild.core.cluster.local.RuntimeKind;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodePhase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods as they run locally: plan, sheet, sandbox, report, assessment. */
class PodEndToEndTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path folder;

  private final Map<String, Map<String, byte[]>> secrets = new ConcurrentHashMap<>();
  private FileArtifactStore store;
  private PodSettings settings;
  private Cluster cluster;
  private Path artifacts;
  private int pods;

  @BeforeEach
  void open() throws IOException {
    artifacts = Files.createDirectory(folder.resolve("artifacts")).toRealPath();
    store = FileArtifactStore.at(artifacts);
    settings = PodSettings.local(artifacts.toString());
    ImageTable images =
        new ImageTable(List.of(new ImageTable.Entry("said*", List.of("sh", "-c"), List.of())));
    LocalClusterOptions options =
        LocalClusterOptions.in(Files.createDirectory(folder.resolve("work")))
            .withRuntime(RuntimeKind.SANDBOX)
            .withImages(images)
            .withConfigs(
                new ConfigLookup() {
                  @Override
                  public Optional<Map<String, byte[]>> configMap(String name) {
                    return Optional.empty();
                  }

                  @Override
                  public Optional<Map<String, byte[]>> secret(String name) {
                    return Optional.ofNullable(secrets.get(name));
                  }
                });
    try {
      cluster = LocalCluster.open(options);
    } catch (ProblemException e) {
      Assumptions.abort("no sandbox here: " + e.problem().text());
    }
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.deleteAll(PodSelector.ALL, Duration.ZERO);
      cluster.close();
    }
    store.close();
  }

  private PodAssessment run(PodFixture fixture) {
    ObjectNode pod = TestPods.awaitEnd(cluster, start(fixture));
    PodAssessment assessment = PodAssessment.assess(pod, fixture.template(), null, NOW);
    if (assessment.needsLog()) {
      String name = pod.path("metadata").path("name").asText();
      String log = TestPods.log(cluster, name, LogRequest.all(PodProtocol.COLLECT));
      assessment = PodAssessment.assess(pod, fixture.template(), log, NOW);
    }
    return assessment;
  }

  private String start(PodFixture fixture) {
    PodPlan plan = fixture.pod("wf-pod-" + ++pods).plan(settings);
    Map<String, byte[]> secret = new LinkedHashMap<>();
    TransferSheet.render(
            plan,
            settings,
            transfer -> {
              Path file = artifacts.resolve(transfer.key());
              return TransferSheet.Url.of(file.toUri().toString());
            })
        .forEach((slot, text) -> secret.put(slot, text.getBytes(StandardCharsets.UTF_8)));
    secrets.put(TransferSheet.secretName(plan.name()), secret);
    cluster.create(plan.pod());
    return plan.name();
  }

  private void awaitLine(String pod, String line) {
    try (PodLog log = cluster.log(pod, LogRequest.following(PodProtocol.MAIN))) {
      PodLog.Item item = log.next(Duration.ofSeconds(60));
      assertThat(item)
          .isInstanceOfSatisfying(
              PodLog.Line.class, read -> assertThat(read.text()).isEqualTo(line));
    }
  }

  private static Map<String, String> values(PodAssessment assessment) {
    Map<String, String> values = new TreeMap<>();
    for (Parameter parameter : assessment.parameters()) {
      values.put(parameter.name(), parameter.value().orElse("(none)"));
    }
    return values;
  }

  private static String key(PodAssessment assessment, String artifact) {
    return assessment.artifacts().stream()
        .filter(stored -> stored.name().equals(artifact))
        .findFirst()
        .orElseThrow(() -> new AssertionError(assessment))
        .key();
  }

  @Test
  void filesAndFoldersOfEveryArchiveArriveAsTheyWere() {
    PodAssessment made =
        run(
            PodFixture.of(
                """
                outputs:
                  artifacts:
                  - {name: fn, path: /tmp/fn, archive: {none: {}}}
                  - {name: ft, path: /tmp/ft, archive: {tar: {compressionLevel: 0}}}
                  - {name: dn, path: /tmp/dn, archive: {none: {}}}
                  - {name: dt, path: /tmp/dt}
                  - {name: dz, path: /tmp/dz, archive: {zip: {}}}
                container:
                  image: x
                  command: [sh, -c]
                  args: ["echo file > /tmp/fn; cp /tmp/fn /tmp/ft; for d in /tmp/dn /tmp/dt /tmp/dz; do mkdir -p $d/sub \\"$d/ö e\\"; echo a > $d/a; echo b > $d/sub/.b; echo c > \\"$d/ö e/ü\\"; done"]
                """));
    assertThat(made.phase()).as(made.message()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(made.exitCode()).isZero();

    PodFixture use =
        PodFixture.of(
            """
            inputs:
              artifacts:
              - {name: fn, path: /in/fn, archive: {none: {}}}
              - {name: ft, path: /in/ft}
              - {name: dn, path: /in/dn, archive: {none: {}}}
              - {name: dt, path: /in/dt}
              - {name: dz, path: /in/dz, archive: {zip: {}}}
            outputs: {parameters: [{name: seen, valueFrom: {path: /tmp/seen}}]}
            container:
              image: x
              command: [sh, -c]
              args: ["cd /in; find . -type f | LC_ALL=C sort | while read f; do echo \\"$f\\" $(cat \\"$f\\"); done > /tmp/seen"]
            """);
    for (String name : List.of("fn", "ft", "dn", "dt", "dz")) {
      use.stored(name, key(made, name));
    }
    PodAssessment used = run(use);
    assertThat(used.phase()).as(used.message()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(values(used).get("seen"))
        .isEqualTo(
            """
            ./dn/a a
            ./dn/sub/.b b
            ./dn/ö e/ü c
            ./dt/a a
            ./dt/sub/.b b
            ./dt/ö e/ü c
            ./dz/a a
            ./dz/sub/.b b
            ./dz/ö e/ü c
            ./fn file
            ./ft file""");
  }

  @Test
  void emptyFoldersAndFilesArrive() {
    PodAssessment made =
        run(
            PodFixture.of(
                """
                outputs: {artifacts: [{name: d, path: /tmp/d}, {name: f, path: /tmp/f}, {name: z, path: /tmp/d, archive: {zip: {}}}]}
                container: {image: x, command: [sh, -c], args: ["mkdir /tmp/d; : > /tmp/f"]}
                """));
    PodAssessment used =
        run(
            PodFixture.of(
                    """
                    inputs: {artifacts: [{name: d, path: /in/d}, {name: f, path: /in/f}, {name: z, path: /in/z, archive: {zip: {}}}]}
                    outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
                    container: {image: x, command: [sh, -c], args: ["{ ls -A /in/d | wc -l; wc -c < /in/f; test -d /in/z; echo $?; } > /tmp/o"]}
                    """)
                .stored("d", key(made, "d"))
                .stored("f", key(made, "f"))
                .stored("z", key(made, "z")));
    assertThat(values(used)).as(used.message()).containsEntry("o", "0\n0\n0");
  }

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
  void missingOutputsAreErrorsInArgosWords() {
    PodAssessment artifact =
        run(
            PodFixture.of(
                """
                outputs:
                  artifacts: [{name: gone, path: /tmp/gone}, {name: maybe, path: /tmp/maybe, optional: true}, {name: there, path: /tmp/there}]
                  parameters: [{name: par, valueFrom: {path: /tmp/there}}]
                container: {image: x, command: [sh, -c], args: ["echo x > /tmp/there"]}
                """));
    assertThat(artifact.phase()).isEqualTo(NodePhase.ERROR);
    assertThat(artifact.message())
        .isEqualTo(
            "wait: Error (exit code 64): open /var/run/argo/outputs/artifacts/tmp/gone.tgz: no such file or directory; ");
    assertThat(values(artifact)).containsEntry("par", "x");
    assertThat(artifact.artifacts())
        .extracting(PodReport.StoredArtifact::name)
        .containsExactly("there");

    PodAssessment parameter =
        run(
            PodFixture.of(
                """
                outputs: {parameters: [{name: a, valueFrom: {path: /tmp/a}}, {name: b, valueFrom: {path: /tmp/b}}, {name: c, valueFrom: {path: /tmp/c}}]}
                container: {image: x, command: [sh, -c], args: ["echo x > /tmp/a; echo z > /tmp/c"]}
                """));
    assertThat(parameter.message())
        .isEqualTo(
            "wait: Error (exit code 64): open /var/run/argo/outputs/parameters/tmp/b: no such file or directory");
    assertThat(values(parameter)).isEqualTo(Map.of("a", "x", "b", "(none)", "c", "(none)"));
  }

  @Test
  void aSingleFileIsNotZippedAsInArgo() {
    PodAssessment zip =
        run(
            PodFixture.of(
                """
                outputs: {artifacts: [{name: out, path: /tmp/out, archive: {zip: {}}}]}
                container: {image: x, command: [sh, -c], args: ["echo x > /tmp/out"]}
                """));
    assertThat(zip.message())
        .isEqualTo(
            "wait: Error (exit code 64): stat /tmp/argo/outputs/artifacts/out: no such file or directory; ");
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
  void rawInputsGetTheirTextAndMode() {
    PodAssessment made =
        run(
            PodFixture.of(
                    """
                    inputs: {artifacts: [{name: in, path: /tmp/in.sh, mode: 488, raw: {data: ""}}, {name: absent, path: /tmp/absent, optional: true}]}
                    outputs: {parameters: [{name: seen, valueFrom: {path: /tmp/seen}}]}
                    container: {image: x, command: [sh, -c], args: ["{ /tmp/in.sh; stat -c %a /tmp/in.sh; ls -d /tmp/absent; } > /tmp/seen 2>/dev/null; true"]}
                    """)
                .raw("in", "#!/bin/sh\necho hello $(echo world)\n"));
    assertThat(values(made)).as(made.message()).containsEntry("seen", "hello world\n750");
  }

  @Test
  void modesCanBeSetForAWholeFolder() {
    PodAssessment made =
        run(
            PodFixture.of(
                """
                outputs: {artifacts: [{name: out, path: /tmp/d}]}
                container: {image: x, command: [sh, -c], args: ["mkdir -p /tmp/d/s; echo x > /tmp/d/s/f; chmod 600 /tmp/d/s/f"]}
                """));
    String use =
        """
        inputs: {artifacts: [{name: in, path: /tmp/d%s}]}
        outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
        container: {image: x, command: [sh, -c], args: ["stat -c %%a /tmp/d/s/f > /tmp/o"]}
        """;
    PodFixture changed =
        PodFixture.of(use.formatted(", mode: 493, recurseMode: true"))
            .stored("in", key(made, "out"));
    assertThat(values(run(changed))).containsEntry("o", "755");
    PodFixture kept = PodFixture.of(use.formatted("")).stored("in", key(made, "out"));
    assertThat(values(run(kept))).containsEntry("o", "600");
  }

  @Test
  void inputsThatAreNotThereFailBeforeMain() {
    String template =
        """
        inputs: {artifacts: [{name: in, path: /tmp/in%s}]}
        outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
        container: {image: x, command: [sh, -c], args: ["echo ran > /tmp/o"]}
        """;
    PodAssessment missing =
        run(PodFixture.of(template.formatted("")).stored("in", "there/is/none"));
    assertThat(missing.phase()).isEqualTo(NodePhase.ERROR);
    assertThat(missing.message())
        .isEqualTo(
            "init: Error (exit code 64): artifact in failed to load: The specified key does not exist.");
    assertThat(run(PodFixture.of(template.formatted(""))).message())
        .isEqualTo("init: Error (exit code 64): required artifact 'in' not supplied");
    PodAssessment optional =
        run(PodFixture.of(template.formatted(", optional: true")).stored("in", "there/is/none"));
    assertThat(values(optional)).as(optional.message()).containsEntry("o", "ran");
  }

  @Test
  void volumesTakeInputsAndGiveOutputs() throws IOException {
    Files.writeString(Files.createDirectories(artifacts.resolve("k")).resolve("f"), "in\n");
    PodAssessment made =
        run(
            PodFixture.of(
                    """
                    volumes: [{name: work, emptyDir: {}}]
                    inputs: {artifacts: [{name: in, path: /work/sub/in, archive: {none: {}}}]}
                    outputs:
                      artifacts: [{name: out, path: /work/out}, {name: gone, path: /work/gone}]
                      parameters: [{name: p, valueFrom: {path: /work/p}}]
                    container: {image: x, command: [sh, -c], args: ["cat /work/sub/in > /work/p; echo x > /work/out"], volumeMounts: [{name: work, mountPath: /work}]}
                    """)
                .stored("in", "k/f"));
    assertThat(values(made)).containsEntry("p", "in");
    assertThat(made.message())
        .isEqualTo(
            "wait: Error (exit code 64): stat /mainctrfs/work/gone: no such file or directory; ");
    assertThat(store.head(new ArtifactKey("wf/wf-pod-1/out.tgz"))).isPresent();
  }

  @Test
  void withoutACommandOutputsAreTakenFromAVolumeAtTheirParent() {
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
                PodAssessment.assess(seen, fixture.template(), null, Instant.EPOCH).endCollect());
    assertThat(PodAssessment.assess(mainEnded, fixture.template(), null, NOW).ended()).isFalse();
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
  void aFolderThatCannotBeWrittenIsToldClearly() throws IOException {
    Files.writeString(artifacts.resolve("taken"), "x");
    PodAssessment made =
        run(
            PodFixture.of(
                """
                outputs: {artifacts: [{name: out, path: /tmp/out, s3: {key: taken/out}}]}
                container: {image: x, command: [sh, -c], args: ["echo x > /tmp/out"]}
                """));
    assertThat(made.message())
        .isEqualTo(
            "wait: Error (exit code 64): artifact out failed to save: the artifact folder can't be written: File exists; ");
  }

  @Test
  void aGibibyteGoesThroughWithoutFillingMemory() throws IOException {
    settings = settings.withHelperResources(PodFixture.yaml("limits: {memory: 32Mi}"));
    Path big = Files.createDirectories(artifacts.resolve("k")).resolve("big");
    try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
      file.setLength((1L << 30) + 7);
    }
    PodAssessment made =
        run(
            PodFixture.of(
                    """
                    inputs: {artifacts: [{name: in, path: /in/big, archive: {none: {}}}]}
                    outputs:
                      parameters: [{name: o, valueFrom: {path: /tmp/o}}]
                      artifacts: [{name: out, path: /in/big, archive: {tar: {compressionLevel: 1}}}]
                    container: {image: x, command: [sh, -c], args: ["wc -c < /in/big > /tmp/o"], resources: {limits: {memory: 32Mi}}}
                    """)
                .stored("in", "k/big"));
    assertThat(made.phase()).as(made.message()).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(values(made)).containsEntry("o", Long.toString((1L << 30) + 7));
  }
}
