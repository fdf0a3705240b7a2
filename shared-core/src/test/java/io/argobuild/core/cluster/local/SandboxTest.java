package io.argobuild.core.cluster.local;

import static io.argobuild.core.cluster.TestPods.awaitEnd;
import static io.argobuild.core.cluster.TestPods.exitCode;
import static io.argobuild.core.cluster.TestPods.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.TestPods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxTest extends LocalClusterCase {

  @Test
  void aContainerSeesItsOwnFilesProcessesAndNoneOfTheHosts() {
    String output =
        output(
            """
            id -u
            hostname 2>/dev/null || cat /proc/sys/kernel/hostname
            pwd; echo "$HOME"
            ls -A /tmp /root /run/lock /home | grep -v : | grep . ; echo listed
            for p in /proc/[0-9]*; do echo x; done | wc -l | tr -d ' '
            touch /usr/x 2>/dev/null || echo usr is read-only
            touch /etc/x 2>/dev/null || echo etc is read-only
            touch /tmp/x /root/x /var/tmp/x /run/x /home/x /x && echo rest is writable
            head -c 4 /dev/urandom | wc -c | tr -d ' '
            echo gone >/dev/null && echo fd >/dev/stderr
            """);

    assertThat(output.lines().toList())
        .startsWith("0", "out", "/", "/root", "listed")
        .endsWith("usr is read-only", "etc is read-only", "rest is writable", "4", "fd");
    assertThat(Integer.parseInt(output.lines().skip(5).findFirst().orElse("")))
        .as("processes: PID 1, the shell, its pipe")
        .isBetween(2, 8);
  }

  @Test
  void containersOfAPodDoNotShareFilesButVolumes() {
    ObjectNode pod = LocalPods.sh("share", "cat /w/f; ls /tmp | wc -l | tr -d ' '");
    LocalPods.add(pod, "initContainers", "prepare", "echo shared >/w/f; touch /tmp/own");
    volume(pod, "w").putObject("emptyDir");
    mount(pod, "initContainers", "w", "/w");
    mount(pod, "containers", "w", "/w");

    assertThat(output(pod)).isEqualTo("shared\n0\n");
  }

  @Test
  void theEnvironmentIsThePodsOnly() {
    ObjectNode pod = TestPods.pod("env", "wf");
    // Not by a shell, which would drop names it can't have.
    ObjectNode main = TestPods.add(pod, "containers", "main", List.of("env", "-0"));
    main.putArray("env").addObject().put("name", "my.odd-NAME").put("value", "a 'b'\n\"c\"");

    assertThat(output(pod).strip().split("\0"))
        .containsExactlyInAnyOrder(
            "HOME=/root", "HOSTNAME=env", "PATH=" + Sandbox.PATH, "my.odd-NAME=a 'b'\n\"c\"");
  }

  @Test
  void signalsReachTheProgramAndItsExitCodeIsKept() {
    ObjectNode pod =
        LocalPods.sh(
            "trap", "trap 'echo caught; exit 42' TERM; echo ready; while :; do sleep 0.1; done");
    cluster.create(pod);
    TestPods.await(cluster, "trap", p -> Pods.phase(p).equals("Running"));
    try (PodLog log = cluster.log("trap", LogRequest.following("main"))) {
      assertThat(log.next(Duration.ofSeconds(20))).isInstanceOf(PodLog.Line.class);
    }

    cluster.terminate("trap", Set.of(), Duration.ofSeconds(30));

    assertThat(exitCode(awaitEnd(cluster, "trap"), "main")).isEqualTo(42);
    assertThat(TestPods.log(cluster, "trap", LogRequest.all("main"))).isEqualTo("ready\ncaught\n");
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "KILL, 137", "INT, 130", "SEGV, 139"})
  void aProgramEndedByASignalExitsAsShellsTellIt(String signal, int code) {
    // Kubernetes makes one dollar of two.
    cluster.create(LocalPods.sh("signal", "kill -s " + signal + " $$$$"));

    assertThat(exitCode(awaitEnd(cluster, "signal"), "main")).isEqualTo(code);
  }

  @Test
  void whatAProgramLeavesRunningEndsWithIt() {
    assertThat(output("sleep 1000 & echo $!")).isNotEmpty();
    assertThat(
            ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").endsWith("sleep 1000")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-program | exec: \"no-such-program\": executable file not found in $PATH",
        "/no/such | exec: \"/no/such\": stat /no/such: no such file or directory",
        "/etc/passwd | exec: \"/etc/passwd\": permission denied",
        "/etc | exec: \"/etc\": is a directory",
      })
  void aProgramThatCannotStartIsAStartError(String program, String message) {
    ObjectNode pod = TestPods.pod("no-start", "wf");
    TestPods.add(pod, "containers", "main", List.of(program));
    cluster.create(pod);

    JsonNode terminated = state(awaitEnd(cluster, "no-start"), "main").path("terminated");

    assertThat(terminated.path("reason").asText()).isEqualTo("StartError");
    assertThat(terminated.path("exitCode").asInt()).isEqualTo(128);
    assertThat(terminated.path("message").asText()).isEqualTo(message);
  }

  @Test
  void aProgramBeyondItsMemoryLimitIsKilled() {
    ObjectNode pod = LocalPods.sh("oom", "x=$(head -c 300000000 /dev/zero | tr '\\0' x); sleep 30");
    limitMemory(pod, "48Mi");
    cluster.create(pod);

    JsonNode terminated = state(awaitEnd(cluster, "oom"), "main").path("terminated");

    assertThat(terminated.path("reason").asText()).isEqualTo("OOMKilled");
    assertThat(terminated.path("exitCode").asInt()).isEqualTo(137);
  }

  @Test
  void aProgramWithinItsMemoryLimitIsNot() {
    ObjectNode pod =
        LocalPods.sh("fits", "x=$(head -c 10000000 /dev/zero | tr '\\0' x); sleep 0.3; echo ${#x}");
    limitMemory(pod, "300Mi");

    assertThat(output(pod)).isEqualTo("10000000\n");
  }

  private static void limitMemory(ObjectNode pod, String limit) {
    LocalPods.main(pod).putObject("resources").putObject("limits").put("memory", limit);
  }

  @Test
  void aContainerRunsAsTheUserItAsksFor() {
    ObjectNode pod = LocalPods.sh("user", "id -u; id -g; touch /tmp/own /w/own && echo writable");
    volume(pod, "w").putObject("emptyDir");
    mount(pod, "containers", "w", "/w");
    pod.withObjectProperty("spec")
        .putObject("securityContext")
        .put("runAsUser", 8737)
        .put("runAsGroup", 17);
    LocalPods.main(pod).putObject("securityContext").put("runAsNonRoot", true);

    assertThat(output(pod)).isEqualTo("8737\n17\nwritable\n");
  }

  @Test
  void aContainerThatMustNotBeRootButWouldNeverStarts() {
    ObjectNode pod = LocalPods.sh("no-root", "true");
    LocalPods.main(pod).putObject("securityContext").put("runAsNonRoot", true);
    pod.withObjectProperty("spec").put("activeDeadlineSeconds", 2);
    cluster.create(pod);

    ObjectNode waiting = TestPods.await(cluster, "no-root", p -> p.path("status").has("startTime"));
    assertThat(Pods.phase(waiting)).isEqualTo("Pending");
    JsonNode why = state(waiting, "main").path("waiting");
    assertThat(why.path("reason").asText()).isEqualTo("CreateContainerConfigError");
    assertThat(why.path("message").asText())
        .matches(
            "container has runAsNonRoot and image will run as root"
                + " \\(pod: \"no-root_default\\([-0-9a-f]+\\)\", container: main\\)");
    ObjectNode ended = awaitEnd(cluster, "no-root");
    assertThat(ended.path("status").path("reason").asText()).isEqualTo("DeadlineExceeded");
    assertThat(state(ended, "main").has("waiting")).isTrue();
  }

  @Test
  void mountsMayLieInFoldersOfTheHost() {
    configMaps.put("c", Map.of("key", bytes("value\n")));
    ObjectNode pod =
        LocalPods.sh(
            "inside",
            "cat /etc/app/key /usr/share/deep/er/key /etc/passwd | head -n 3 | tail -n 3; ls /usr/share/deep; touch /usr/bin/x 2>/dev/null || echo read-only");
    volume(pod, "c").putObject("configMap").put("name", "c");
    mount(pod, "containers", "c", "/etc/app");
    mount(pod, "containers", "c", "/usr/share/deep/er");
    mount(pod, "containers", "c", "/etc/hosts.d/one").put("subPath", "key");

    assertThat(output(pod)).matches("value\nvalue\n.*root.*\ner\nread-only\n");
  }

  @Test
  void extraFilesAndFoldersOfTheHostAreSeenReadOnly() throws IOException {
    Path tools = Files.createDirectories(workDir.resolve("tools with space"));
    Files.writeString(tools.resolve("hello"), "hi\n");
    Path link = Files.createSymbolicLink(workDir.resolve("link"), tools);
    Path file = Files.writeString(workDir.resolve("file"), "alone\n");
    cluster.close();
    cluster = LocalCluster.open(options.withHostPaths(List.of(tools, link, file)));

    String output =
        output(
            "cd '%s' && cat tools*/hello link/hello file; echo x >link/new || echo refused"
                .formatted(workDir));

    assertThat(output).startsWith("hi\nhi\nalone\n").endsWith("refused\n");
    assertThat(tools.resolve("new")).doesNotExist();
  }

  @Test
  void aWorkingDirectoryThatIsMissingIsMade() {
    ObjectNode pod = LocalPods.sh("dir", "pwd");
    LocalPods.main(pod).put("workingDir", "/work/a b");

    assertThat(output(pod)).isEqualTo("/work/a b\n");
  }

  @Test
  void hostAliasesAreNamesOfTheContainer() {
    ObjectNode pod = LocalPods.sh("alias", "tail -n 1 /etc/hosts");
    pod.withObjectProperty("spec")
        .putArray("hostAliases")
        .addObject()
        .put("ip", "10.1.2.3")
        .putArray("hostnames")
        .add("foo.local")
        .add("bar");

    assertThat(output(pod)).isEqualTo("10.1.2.3\tfoo.local\tbar\n");
  }

  @Test
  void terminationMessagesAreLimitedAndFallBackToTheLogWhenAsked() {
    ObjectNode pod =
        LocalPods.sh(
            "told", "head -c 5000 /dev/zero | tr '\\0' a >/told; printf END >>/told; exit 1");
    LocalPods.main(pod).put("terminationMessagePath", "/told");
    ObjectNode other = LocalPods.add(pod, "containers", "other", "echo from the log; exit 1");
    other.put("terminationMessagePolicy", "FallbackToLogsOnError");
    LocalPods.add(pod, "containers", "third", "echo not this; exit 1");
    cluster.create(pod);

    ObjectNode ended = awaitEnd(cluster, "told");

    String told = state(ended, "main").path("terminated").path("message").asText();
    assertThat(told).hasSize(4096).endsWith("aEND");
    assertThat(state(ended, "other").path("terminated").path("message").asText())
        .isEqualTo("from the log\n");
    assertThat(state(ended, "third").path("terminated").has("message")).isFalse();
  }

  static ObjectNode volume(ObjectNode pod, String name) {
    return pod.withObjectProperty("spec")
        .withArrayProperty("volumes")
        .addObject()
        .put("name", name);
  }

  static ObjectNode mount(ObjectNode pod, String field, String volume, String path) {
    ObjectNode container = (ObjectNode) pod.path("spec").path(field).get(0);
    return container
        .withArrayProperty("volumeMounts")
        .addObject()
        .put("name", volume)
        .put("mountPath", path);
  }
}
