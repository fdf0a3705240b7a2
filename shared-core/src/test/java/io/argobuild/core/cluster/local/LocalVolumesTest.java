package io.argobuild.core.cluster.local;

import static io.argobuild.core.cluster.TestPods.awaitEnd;
import static io.argobuild.core.cluster.local.SandboxTest.mount;
import static io.argobuild.core.cluster.local.SandboxTest.volume;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.TestPods;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalVolumesTest extends LocalClusterCase {

  @Test
  void configMapsSecretsAndPodFieldsAreFiles() {
    configMaps.put("conf", Map.of("a", bytes("A"), "b", bytes("B")));
    secrets.put("sec", Map.of("token", bytes("s3cret")));
    ObjectNode pod =
        LocalPods.sh(
            "files",
            "cd /v; cat conf/a conf/b some/dir/x sec/token; echo; cat down/labels down/mem;"
                + " ls some; stat -c %a conf/a some/dir/x sec/token;"
                + " echo x >conf/a || echo read-only; cat all/a all/t");
    volume(pod, "conf").putObject("configMap").put("name", "conf").put("defaultMode", 0440);
    ObjectNode some = volume(pod, "some").putObject("configMap").put("name", "conf");
    some.putArray("items").addObject().put("key", "a").put("path", "dir/x").put("mode", 0400);
    volume(pod, "sec").putObject("secret").put("secretName", "sec");
    ObjectNode down = volume(pod, "down").putObject("downwardAPI");
    down.withArrayProperty("items")
        .addObject()
        .put("path", "labels")
        .putObject("fieldRef")
        .put("fieldPath", "metadata.labels");
    ObjectNode memory =
        down.withArrayProperty("items")
            .addObject()
            .put("path", "mem")
            .putObject("resourceFieldRef");
    memory.put("containerName", "main").put("resource", "limits.memory").put("divisor", "1Mi");
    LocalPods.main(pod).putObject("resources").putObject("limits").put("memory", "1Gi");
    ObjectNode all = volume(pod, "all").putObject("projected");
    all.withArrayProperty("sources").addObject().putObject("configMap").put("name", "conf");
    ObjectNode secret =
        all.withArrayProperty("sources").addObject().putObject("secret").put("name", "sec");
    secret.putArray("items").addObject().put("key", "token").put("path", "t");
    for (String name : List.of("conf", "some", "sec", "down", "all")) {
      mount(pod, "containers", name, "/v/" + name);
    }

    assertThat(output(pod).replaceAll("(?m)^sh: .*\n", ""))
        .isEqualTo(
            "ABAs3cret\nargo-build/workflow=\"wf\"\n1024dir\n440\n400\n600\nread-only\nAs3cret\n");
  }

  @Test
  void partsOfVolumesAreMountedAndReadOnlyIsKept() {
    ObjectNode pod =
        LocalPods.sh(
            "parts",
            "cat /one /expr/f; echo y >/one || echo one is read-only; echo z >/expr/g && ls /all/pod-parts");
    LocalPods.add(
        pod,
        "initContainers",
        "prepare",
        "mkdir /all/pod-parts; echo 1 >/all/one; echo 2 >/all/pod-parts/f");
    volume(pod, "v").putObject("emptyDir");
    mount(pod, "initContainers", "v", "/all");
    mount(pod, "containers", "v", "/all");
    mount(pod, "containers", "v", "/one").put("subPath", "one").put("readOnly", true);
    mount(pod, "containers", "v", "/expr").put("subPathExpr", "pod-$(NAME)");
    LocalPods.main(pod).putArray("env").addObject().put("name", "NAME").put("value", "parts");

    assertThat(output(pod).replaceAll("(?m)^sh: .*\n", ""))
        .isEqualTo("1\n2\none is read-only\nf\ng\n");
  }

  @Test
  void aSubPathThatLeadsOutOfItsVolumeIsNotMounted() {
    ObjectNode pod = LocalPods.sh("out-of", "ls /escape");
    LocalPods.add(pod, "initContainers", "prepare", "ln -s /etc /all/link");
    volume(pod, "v").putObject("emptyDir");
    mount(pod, "initContainers", "v", "/all");
    mount(pod, "containers", "v", "/escape").put("subPath", "link");
    cluster.create(pod);

    String message =
        TestPods.state(awaitEnd(cluster, "out-of"), "main")
            .path("terminated")
            .path("message")
            .asText();
    assertThat(message).isEqualTo("subPath link of the volume at /escape leads out of the volume");
  }

  @Test
  void aClaimIsTheSameFolderInAllPodsAndMountsMayBeNested() {
    for (String name : List.of("writes", "reads")) {
      ObjectNode pod =
          LocalPods.sh(
              name,
              name.equals("writes") ? "echo kept >/c/f; echo in >/c/in/f" : "cat /c/f; ls /c/in");
      volume(pod, "claim").putObject("persistentVolumeClaim").put("claimName", "wf-work");
      volume(pod, "inner").putObject("emptyDir");
      mount(pod, "containers", "inner", "/c/in");
      mount(pod, "containers", "claim", "/c");
      String output = output(pod);
      if (name.equals("reads")) {
        assertThat(output).isEqualTo("kept\n");
      }
    }
    assertThat(workDir.resolve("volumes/wf-work/f")).hasContent("kept");
    assertThat(cluster.deleteClaim("wf-work")).isTrue();
    assertThat(cluster.deleteClaim("wf-work")).isFalse();
    assertThat(workDir.resolve("volumes")).isEmptyDirectory();
  }

  @Test
  void secretsAreForTheOwnerOnlyAndGoWithThePod() throws IOException {
    secrets.put("sec", Map.of("token", bytes("s3cret-value")));
    ObjectNode pod = LocalPods.sh("secret", "test \"$T\" = s3cret-value && cat /s/token");
    ObjectNode reference =
        LocalPods.main(pod)
            .putArray("env")
            .addObject()
            .put("name", "T")
            .putObject("valueFrom")
            .putObject("secretKeyRef");
    reference.put("name", "sec").put("key", "token");
    volume(pod, "s").putObject("secret").put("secretName", "sec");
    mount(pod, "containers", "s", "/s");
    assertThat(output(pod)).isEqualTo("s3cret-value\n");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(podFolder("secret"))))
        .isEqualTo("rwx------");
    List<Path> holding = filesWith("s3cret-value");
    assertThat(holding).isNotEmpty();
    for (Path file : holding) {
      if (!file.toString().contains("/logs/")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
    cluster.delete("secret", Duration.ZERO);
    cluster.close();
    assertThat(filesWith("s3cret-value")).isEmpty();
    cluster = LocalCluster.open(options);
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(workDir)) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void volumesThatCannotBeMadeAreRefusedByName() {
    ObjectNode nfs = LocalPods.sh("nfs", "true");
    volume(nfs, "far").putObject("nfs").put("server", "x");
    assertRefused(
        nfs, ClusterProblems.VOLUME_UNSUPPORTED, "volume far: nfs is not supported in local runs");

    ObjectNode missing = LocalPods.sh("missing", "true");
    volume(missing, "conf").putObject("configMap").put("name", "nowhere");
    assertRefused(
        missing, ClusterProblems.VOLUME_NOT_FOUND, "volume conf: there is no ConfigMap nowhere");

    ObjectNode host = LocalPods.sh("host", "true");
    volume(host, "h").putObject("hostPath").put("path", workDir + "/none").put("type", "Directory");
    assertRefused(
        host,
        ClusterProblems.VOLUME_NOT_FOUND,
        "volume h: hostPath " + workDir + "/none is not there as Directory");
  }

  private void assertRefused(ObjectNode pod, String code, String message) {
    assertThatThrownBy(() -> cluster.create(pod))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e.problem().message()).isEqualTo(message);
            });
    assertThat(cluster.list(PodSelector.ALL)).isEmpty();
    assertThat(workDir.resolve("trash")).isEmptyDirectory();
  }

  @Test
  void anOptionalConfigMapThatIsMissingIsAnEmptyVolume() {
    ObjectNode pod = LocalPods.sh("optional", "ls /c | wc -l | tr -d ' '");
    volume(pod, "c").putObject("configMap").put("name", "nowhere").put("optional", true);
    mount(pod, "containers", "c", "/c");

    assertThat(output(pod)).isEqualTo("0\n");
  }

  @Test
  void hostPathsAreTheHosts() throws IOException {
    Path host = workDir.resolve("host");
    ObjectNode pod = LocalPods.sh("host", "echo from inside >/h/f");
    volume(pod, "h")
        .putObject("hostPath")
        .put("path", host.toString())
        .put("type", "DirectoryOrCreate");
    mount(pod, "containers", "h", "/h");
    output(pod);

    assertThat(host.resolve("f")).hasContent("from inside");
  }
}
