package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.argobuild.core.pod.PodReport.Failure;
import io.argobuild.core.pod.PodReport.SavedParameter;
import io.argobuild.core.pod.ScriptPod.End;
import io.argobuild.core.pod.ScriptPod.Running;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Main's wrapper and collect beside it, with every shell there is. */
class WrapScriptTest {
  static final Iterable<TestShell> SHELLS = TestShell.all();

  @TempDir Path folder;

  private PodSettings settings(TestShell shell) {
    return shell.isBusybox() ? PodSettings.docker("/store") : PodSettings.local("/store");
  }

  /** A pod whose main runs a shell command in a folder F of the test. */
  private ScriptPod pod(TestShell shell, String outputs, String command) throws IOException {
    return pod(shell, outputs, command, false);
  }

  private ScriptPod pod(TestShell shell, String outputs, String command, boolean result)
      throws IOException {
    String text =
        """
        outputs: %s
        container: {image: x, command: [sh, -c], args: [""]}
        """
            .formatted(outputs.replace("F/", folder + "/"));
    PodFixture fixture = result ? PodFixture.of(text).withResult() : PodFixture.of(text);
    PodPlan plan = fixture.plan(settings(shell));
    for (JsonNode container : plan.pod().path("spec").path("containers")) {
      if (container.path("name").asText().equals(PodProtocol.MAIN)) {
        ((ArrayNode) container.path("args")).set(0, command.replace("F/", folder + "/"));
      }
    }
    ScriptPod pod = new ScriptPod(shell, plan, Files.createDirectory(folder.resolve("pod")));
    pod.sheet(
        TransferSheet.render(
            plan,
            settings(shell),
            transfer -> TransferSheet.Url.of("file:///store/" + transfer.key())));
    return pod;
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void theResultIsStandardOutputWithoutOneNewline(TestShell shell) throws Exception {
    String command = "set -x; echo one; echo hidden >&2; printf 'two\\n\\n'; exit 3";
    PodReport report = pod(shell, "{}", command, true).runAll();
    assertThat(report.result()).isEqualTo("one\ntwo\n");
    assertThat(report.exit()).isEqualTo(3);
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void theEndOfALongResultIsKept(TestShell shell) throws Exception {
    String command = "head -c 400000 /dev/zero | tr '\\0' x; echo end";
    PodReport report = pod(shell, "{}", command, true).runAll();
    assertThat(report.result()).hasSize(262_144).endsWith("xend");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void aProcessThatKeepsStandardOutputDoesNotKeepThePod(TestShell shell) throws Exception {
    String command = "sleep 60 & echo done";
    PodReport report = pod(shell, "{}", command, true).runAll();
    assertThat(report.result()).isEqualTo("done");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void zipArchivesHoldWhatTheFolderHeld(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{artifacts: [{name: z, path: F/d, archive: {zip: {}}}]}",
            """
            mkdir -p 'F/d/empty' 'F/d/a b/.c'; cd F/d
            echo x > 'a b/.c/ü%s\\'; : > nothing; printf '#!' > run; chmod 755 run
            head -c 300000 /dev/zero > big; ln -s run link; echo y > '-f'
            """);
    assertThat(pod.runAll().errors()).isEmpty();
    Map<String, String> entries = new TreeMap<>();
    ByteArrayOutputStream big = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(pod.path("store/wf/wf-pod-1/z.zip"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("d/big")) {
          zip.transferTo(big);
        } else {
          String content = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
          entries.put(entry.getName(), content);
        }
      }
    }
    assertThat(big.toByteArray()).isEqualTo(new byte[300_000]);
    assertThat(entries)
        .isEqualTo(
            Map.of(
                "d/", "",
                "d/empty/", "",
                "d/a b/", "",
                "d/a b/.c/", "",
                "d/a b/.c/ü%s\\", "x\n",
                "d/nothing", "",
                "d/run", "#!",
                "d/link", "#!",
                "d/-f", "y\n"));
    // Its directory is read by others only.
    try (ZipFile zip = new ZipFile(pod.path("store/wf/wf-pod-1/z.zip").toFile())) {
      assertThat(zip.size()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void aFolderWithoutArchiveHasFilesForLinksAndCanBeReadByAll(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{artifacts: [{name: n, path: F/d, archive: {none: {}}}]}",
            "mkdir -p F/d/s; echo x > F/d/s/f; chmod 600 F/d/s/f; ln -s s/f F/d/l; ln -s /nowhere F/d/dangling; ln -s s F/d/t");
    PodReport report = pod.runAll();
    assertThat(report.errors()).isEmpty();
    assertThat(report.artifacts().get(0).files()).isEqualTo(2);
    assertThat(report.artifacts().get(0).isFolder()).isTrue();
    Path stored = pod.path("store/wf/wf-pod-1/d");
    assertThat(stored.resolve("l")).isRegularFile().hasContent("x");
    assertThat(stored.resolve("s/f")).hasContent("x");
    try (var children = Files.list(stored)) {
      assertThat(children.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("s", "l");
    }
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void aCommandThatHandlesASignalEndsAsItLikes(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{parameters: [{name: p, valueFrom: {path: F/p}}]}",
            "trap 'echo told > F/p; exit 7' TERM; echo ready; while :; do sleep 0.1; done");
    assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
    Running collect = pod.start(PodProtocol.COLLECT);
    Running main = pod.start(PodProtocol.MAIN);
    awaitOutput(main, "ready");
    main.signal("TERM");
    assertThat(main.await().code()).isEqualTo(7);
    PodReport report = ScriptPod.report(collect.await());
    assertThat(report.exit()).isEqualTo(7);
    assertThat(report.parameters()).containsExactly(new SavedParameter("p", "told"));
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void collectNoticesAMainThatIsKilled(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{parameters: [{name: p, valueFrom: {path: F/p}}], artifacts: [{name: a, path: F/p}]}",
            "echo left > F/p; echo ready; exec sleep 1000");
    assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
    Running collect = pod.start(PodProtocol.COLLECT);
    Running main = pod.start(PodProtocol.MAIN);
    awaitOutput(main, "ready");
    main.kill();
    End end = collect.await();
    assertThat(end.code()).isEqualTo(64);
    assertThat(ScriptPod.report(end).exit()).isNull();
    assertThat(ScriptPod.report(end).errors())
        .extracting(Failure::code)
        .containsExactly(Failure.NOT_FOUND, Failure.NOT_FOUND);
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void collectDoesNotWaitForAMainThatNeverCame(TestShell shell) throws Exception {
    ScriptPod pod = pod(shell, "{parameters: [{name: p, valueFrom: {path: F/p, default: d}}]}", "");
    assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
    Running collect = pod.start(PodProtocol.COLLECT);
    awaitFile(pod.path("argo/.collect/parameters"));
    collect.signal("TERM");
    End end = collect.await();
    assertThat(end.code()).isZero();
    assertThat(ScriptPod.report(end).parameters()).containsExactly(new SavedParameter("p", null));
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void mainDoesNothingBeforeCollectIsThere(TestShell shell) throws Exception {
    ScriptPod pod = pod(shell, "{parameters: [{name: p, valueFrom: {path: F/p}}]}", "echo x > F/p");
    assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
    Running main = pod.start(PodProtocol.MAIN);
    assertThat(main.ended(300)).isFalse();
    assertThat(folder.resolve("p")).doesNotExist();
    Running collect = pod.start(PodProtocol.COLLECT);
    assertThat(main.await().code()).isZero();
    assertThat(ScriptPod.report(collect.await()).parameters())
        .containsExactly(new SavedParameter("p", "x"));
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void standardStreamsAreUntouched(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{artifacts: [{name: a, path: F/none, optional: true}]}",
            "cat; printf 'no newline'; echo ' err' >&2; exit 5");
    assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
    Running collect = pod.start(PodProtocol.COLLECT);
    End main = pod.run(PodProtocol.MAIN);
    assertThat(main).isEqualTo(new End(5, "", "given no newline err\n"));
    PodReport report = ScriptPod.report(collect.await());
    assertThat(report.exit()).isEqualTo(5);
    assertThat(report.errors()).isEmpty();
    assertThat(report.artifacts()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void whatIsNoFileIsAnError(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{parameters: [{name: p, valueFrom: {path: F/d}}], artifacts: [{name: fifo, path: F/fifo}, {name: ok, path: F/link}]}",
            "mkdir F/d; mkfifo F/fifo; echo x > F/d/f; ln -s d/f F/link");
    PodReport report = pod.runAll();
    assertThat(report.errors())
        .extracting(failure -> failure.text().replace(folder + "/", "F/"))
        .containsExactly("read F/d: is a directory", "F/fifo is not a regular file or directory");
    assertThat(report.artifacts()).extracting(PodReport.StoredArtifact::name).containsExactly("ok");
  }

  @ParameterizedTest
  @FieldSource("SHELLS")
  void progressIsTheLastLine(TestShell shell) throws Exception {
    ScriptPod pod =
        pod(
            shell,
            "{artifacts: [{name: a, path: F/none, optional: true}]}",
            "echo 1/4 > $ARGO_ROOT/progress; echo 3/4 >> $ARGO_ROOT/progress");
    assertThat(pod.runAll().progress()).isEqualTo("3/4");
  }

  private static void awaitOutput(Running container, String text) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!container.output().contains(text)) {
      assertThat(System.nanoTime()).as(container.output()).isLessThan(limit);
      container.ended(20);
    }
  }

  static void awaitFile(Path file) throws Exception {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.exists(file)) {
      assertThat(System.nanoTime()).isLessThan(limit);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
