package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.status.NodePhase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Artifacts of pods as they run locally. */
class ArtifactsEndToEndTest extends LocalPodRun {
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
