package io.argobuild.core.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How Docker is called, by a client that only notes it. */
@EnabledOnOs(OS.LINUX)
class ContainerEngineTest {
  private static final String FAKE =
      """
      #!/bin/sh
      here=${0%/*}
      case $1 in
      image) [ -e "$here/pulled" ] ;;
      pull) echo "$3" >"$here/pulled" ;;
      create) shift; printf '%s\\n' "$@" >"$here/created"; [ ! -e "$here/refuse" ] || { echo "no such image" >&2; exit 125; } ;;
      start) echo hello >"$here/output"; echo 5 >"$here/code" ;;
      logs) cat "$here/output" ;;
      wait) cat "$here/code" ;;
      inspect) cat "$here/oom" 2>/dev/null || echo false ;;
      rm) echo "$3" >>"$here/removed" ;;
      esac
      """;

  @TempDir Path folder;

  @BeforeEach
  void installFake() throws IOException {
    Path fake = folder.resolve("docker");
    Files.writeString(fake, FAKE);
    FileTree.mode(fake, 0755);
  }

  private Path run(ObjectNode pod) throws IOException {
    Path workDir = folder.resolve("work");
    for (String part : List.of("pods", "trash", "volumes")) {
      Files.createDirectories(workDir.resolve(part));
    }
    Scripts scripts = Scripts.install(workDir.resolve("bin"));
    ContainerEngine engine = new ContainerEngine(folder.resolve("docker").toString(), Map.of());
    assertThat(new PodWriter(LocalClusterOptions.in(workDir), engine).write(pod, 1)).isTrue();
    Path podFolder = workDir.resolve("pods").resolve(pod.path("metadata").path("name").asText());
    List<String> supervise =
        List.of("sh", scripts.supervisor().toString(), podFolder.toString(), "1");
    Commands.Result result = Commands.run(Duration.ofSeconds(60), supervise);
    assertThat(result.succeeded()).as(result.output()).isTrue();
    return podFolder;
  }

  private static ObjectNode pod() {
    ObjectNode pod = LocalPods.sh("engine", "echo $HOME");
    ObjectNode main = LocalPods.main(pod);
    main.put("workingDir", "/w");
    main.putArray("args").add("one 'two'");
    main.putArray("env").addObject().put("name", "A").put("value", "b c");
    main.putObject("resources").putObject("limits").put("memory", "64Mi");
    main.putObject("securityContext").put("runAsUser", 7);
    SandboxTest.volume(pod, "v").putObject("emptyDir");
    SandboxTest.mount(pod, "containers", "v", "/v").put("readOnly", true).put("subPath", "s");
    return pod;
  }

  @Test
  void aContainerIsCreatedStartedAndRemoved() throws IOException {
    Path podFolder = run(pod());

    assertThat(Files.readString(podFolder.resolve("logs/main.log"))).isEqualTo("hello\n");
    assertThat(Files.readString(podFolder.resolve("state/c.main.exit"))).startsWith("5 Error ");
    assertThat(folder.resolve("pulled")).hasContent("alpine:3.23");
    List<String> created = Files.readAllLines(folder.resolve("created"));
    assertThat(created)
        .containsSubsequence("--network", "host", "-e", "A=b c", "--workdir", "/w")
        .containsSubsequence("--user", "7:0", "--memory", "67108864b", "--entrypoint", "sh")
        .endsWith("alpine:3.23", "-c", "echo $HOME", "one 'two'")
        .contains(
            "type=bind,\"source=" + podFolder + "/volumes/v/s\",\"target=/v\",readonly",
            "type=bind,\"source="
                + podFolder
                + "/containers/main/termination-log\",\"target=/dev/termination-log\"");
    assertThat(podFolder.resolve("volumes/v/s")).isDirectory();
    assertThat(folder.resolve("removed")).content().startsWith("argo-build-");
  }

  @Test
  void aContainerThatCannotBeCreatedIsAStartError() throws IOException {
    Files.createFile(folder.resolve("refuse"));

    Path podFolder = run(pod());

    assertThat(Files.readString(podFolder.resolve("state/c.main.exit")))
        .startsWith("128 StartError ");
    assertThat(Files.readString(podFolder.resolve("state/c.main.error"))).contains("no such image");
  }

  @Test
  void anOutOfMemoryKillIsTold() throws IOException {
    Files.writeString(folder.resolve("oom"), "true\n");

    Path podFolder = run(pod());

    assertThat(Files.readString(podFolder.resolve("state/c.main.exit"))).startsWith("5 OOMKilled ");
  }
}
