package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.argobuild.core.pod.ScriptPod.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Inputs as prepare unpacks them, with every shell there is. */
class PrepareScriptTest {
  @TempDir Path folder;
  private int pods;

  private static Stream<DynamicTest> table(Map<String, byte[]> archives, Check check) {
    return TestShell.all().stream()
        .flatMap(
            shell ->
                archives.entrySet().stream()
                    .map(
                        archive ->
                            dynamicTest(
                                shell + ": " + archive.getKey(),
                                () -> check.run(shell, archive.getKey(), archive.getValue()))));
  }

  private interface Check {
    void run(TestShell shell, String name, byte[] archive) throws Exception;
  }

  private ScriptPod pod(TestShell shell, String archive, byte[] object) throws IOException {
    PodPlan plan =
        PodFixture.of(
                """
                inputs: {artifacts: [{name: in, path: /in%s}]}
                script: {image: x, command: [sh], source: ""}
                """
                    .formatted(archive.isEmpty() ? "" : ", archive: {" + archive + ": {}}"))
            .stored("in", "k")
            .plan(PodSettings.local("/store"));
    ScriptPod pod = new ScriptPod(shell, plan, Files.createDirectory(folder.resolve("p" + pods++)));
    Files.write(pod.path("store/k"), object);
    pod.sheet(
        TransferSheet.render(
            plan, PodSettings.local("/store"), t -> TransferSheet.Url.of("file:///store/k")));
    return pod;
  }

  @TestFactory
  Stream<DynamicTest> archivesThatLeadOutOfTheirFolderAreRefused() {
    Map<String, byte[]> archives = new LinkedHashMap<>();
    archives.put("illegal file path: /evil", new TarBytes().file("/evil", "x").gzipped());
    archives.put("illegal file path: ../evil", new TarBytes().file("../evil", "x").gzipped());
    archives.put(
        "illegal file path: a/../../evil", new TarBytes().file("a/../../evil", "").gzipped());
    archives.put("illegal file path: a/..", new TarBytes().folder("a/..").gzipped());
    archives.put(
        "illegal symlink target: l -> /etc", new TarBytes().symlink("l", "/etc").gzipped());
    archives.put("illegal symlink target: l -> ..", new TarBytes().symlink("l", "..").gzipped());
    archives.put(
        "illegal symlink target: d/l -> ../../x",
        new TarBytes().symlink("d/l", "../../x").gzipped());
    archives.put(
        "illegal symlink target: a -> b -> /x", new TarBytes().symlink("a -> b", "/x").gzipped());
    archives.put(
        "illegal file path: l/f",
        new TarBytes().folder("d").symlink("l", "d").file("l/f", "x").gzipped());
    archives.put(
        "illegal file path: /etc/passwd", new TarBytes().hardlink("h", "/etc/passwd").gzipped());
    archives.put("illegal file path: ../h", new TarBytes().hardlink("h", "../h").gzipped());
    archives.put("illegal file type: c", new TarBytes().entry("c", '3', "", "").gzipped());
    archives.put("illegal file type: b", new TarBytes().entry("b", '4', "", "").gzipped());
    archives.put("illegal file type: p", new TarBytes().entry("p", '6', "", "").gzipped());
    archives.put(
        "illegal file path: ../hidden",
        new TarBytes().owner("a 0 2026-01-01 00:00 b").file("../hidden", "x").gzipped());
    return table(
        archives,
        (shell, refusal, archive) -> {
          ScriptPod pod = pod(shell, "tar", archive);
          End end = pod.run(PodProtocol.PREPARE);
          assertThat(end.code()).isEqualTo(64);
          // Some programs take the beginnings off before they tell a name.
          assertThat(end.message())
              .satisfiesAnyOf(
                  m -> assertThat(m).isEqualTo("artifact in failed to load: " + refusal),
                  m -> assertThat(m).contains("illegal file path: a name or link begins with "));
          assertThat(pod.input(0)).doesNotExist();
          assertThat(pod.path("evil")).doesNotExist();
          assertThat(pod.path("hidden")).doesNotExist();
        });
  }

  @TestFactory
  Stream<DynamicTest> archivesWithStrangeButHarmlessNamesAreUnpacked() {
    Map<String, byte[]> archives = new LinkedHashMap<>();
    archives.put("a..b", new TarBytes().folder("t").file("t/a..b", "x").gzipped());
    archives.put("..c", new TarBytes().folder("t").file("t/..c", "x").gzipped());
    archives.put("-rf", new TarBytes().folder("t").file("t/-rf", "x").gzipped());
    archives.put("a  b ü", new TarBytes().folder("t").file("t/a  b ü", "x").gzipped());
    archives.put("a -> b", new TarBytes().folder("t").file("t/a -> b", "x").gzipped());
    archives.put("l", new TarBytes().folder("t").file("t/f", "x").symlink("t/l", "f").gzipped());
    archives.put("d/l", new TarBytes().file("t/f", "x").symlink("t/d/l", "../f").gzipped());
    archives.put("h", new TarBytes().file("t/f", "x").hardlink("t/h", "t/f").gzipped());
    archives.put("plain", new TarBytes().folder("t").file("t/plain", "x").plain());
    return table(
        archives,
        (shell, name, archive) -> {
          ScriptPod pod = pod(shell, "tar", archive);
          End end = pod.run(PodProtocol.PREPARE);
          assertThat(end.code()).as(end.message()).isZero();
          assertThat(pod.input(0).resolve(name)).hasContent("x");
        });
  }

  @TestFactory
  Stream<DynamicTest> oneThingAtTheTopTakesThePathSeveralShareIt() {
    Map<String, byte[]> archives = new LinkedHashMap<>();
    archives.put("", new TarBytes().file("other name", "one").gzipped());
    archives.put("/f", new TarBytes().file("d/f", "one").gzipped());
    archives.put("/.f", new TarBytes().file(".f", "one").file("g", "").gzipped());
    archives.put("/e/f", new TarBytes().file("./d/e/f", "one").gzipped());
    return table(
        archives,
        (shell, path, archive) -> {
          ScriptPod pod = pod(shell, "", archive);
          assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
          assertThat(Path.of(pod.input(0) + path)).hasContent("one");
        });
  }

  @TestFactory
  Stream<DynamicTest> onlyTarballsAreUnpackedUnasked() {
    byte[] text = "no archive".getBytes(StandardCharsets.UTF_8);
    Map<String, byte[]> objects = new LinkedHashMap<>();
    objects.put("text", text);
    objects.put("gzipped text", TarBytes.gzip(text));
    objects.put("long gzipped text", TarBytes.gzip(new byte[5000]));
    objects.put("plain tar", new TarBytes().file("f", "x").plain());
    objects.put("zip", zip("f"));
    objects.put("empty", new byte[0]);
    return table(
        objects,
        (shell, name, object) -> {
          ScriptPod pod = pod(shell, "", object);
          assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
          assertThat(Files.readAllBytes(pod.input(0))).isEqualTo(object);
        });
  }

  @TestFactory
  Stream<DynamicTest> damagedArchivesAreErrors() {
    byte[] whole = new TarBytes().file("f", "x".repeat(50_000)).gzipped();
    Map<String, byte[]> archives = new LinkedHashMap<>();
    archives.put("tar, cut", Arrays.copyOf(whole, whole.length - 40));
    archives.put("tar, text", "no archive".getBytes(StandardCharsets.UTF_8));
    archives.put("zip, text", "no archive".getBytes(StandardCharsets.UTF_8));
    return table(
        archives,
        (shell, name, archive) -> {
          ScriptPod pod = pod(shell, name.substring(0, 3), archive);
          End end = pod.run(PodProtocol.PREPARE);
          assertThat(end.code()).isEqualTo(64);
          assertThat(end.message()).startsWith("artifact in failed to load: ");
          assertThat(pod.input(0)).doesNotExist();
        });
  }

  @TestFactory
  Stream<DynamicTest> zipArchivesThatLeadOutOfTheirFolderAreRefused() {
    Map<String, byte[]> archives = new LinkedHashMap<>();
    for (String name : List.of("/evil", "../evil", "a/../../evil", "a\\..\\..\\evil")) {
      archives.put(name, zip("ok", name));
    }
    return table(
        archives,
        (shell, name, archive) -> {
          ScriptPod pod = pod(shell, "zip", archive);
          End end = pod.run(PodProtocol.PREPARE);
          assertThat(end.code()).isEqualTo(64);
          assertThat(end.message()).startsWith("artifact in failed to load: illegal file path: ");
          assertThat(pod.input(0)).doesNotExist();
        });
  }

  @TestFactory
  Stream<DynamicTest> zipArchivesOfOthersAreUnpacked() {
    return table(
        Map.of("a b", zip("d/", "d/a b"), "ö", zip("d/ö", "d/c")),
        (shell, name, archive) -> {
          ScriptPod pod = pod(shell, "zip", archive);
          End end = pod.run(PodProtocol.PREPARE);
          assertThat(end.code()).as(end.message()).isZero();
          assertThat(pod.input(0).resolve(name)).hasContent("x");
        });
  }

  @TestFactory
  Stream<DynamicTest> aFolderWithoutArchiveIsFetchedAsItIs() {
    return TestShell.all().stream()
        .map(
            shell ->
                dynamicTest(
                    shell.toString(),
                    () -> {
                      ScriptPod pod = pod(shell, "none", new byte[0]);
                      Files.delete(pod.path("store/k"));
                      Path sub = Files.createDirectories(pod.path("store/k/sub/.hidden"));
                      Files.writeString(sub.resolve("f"), "x");
                      Files.createSymbolicLink(sub.resolve("l"), Path.of("/etc/passwd"));
                      assertThat(pod.run(PodProtocol.PREPARE).code()).isZero();
                      assertThat(pod.input(0).resolve("sub/.hidden/f")).hasContent("x");
                      Path link = pod.input(0).resolve("sub/.hidden/l");
                      assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
                    }));
  }

  private static byte[] zip(String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write('x');
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
