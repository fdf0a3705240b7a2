package io.argobuild.core.cluster.local;

import static io.argobuild.core.cluster.TestPods.awaitEnd;
import static io.argobuild.core.cluster.TestPods.awaitPhase;
import static io.argobuild.core.cluster.TestPods.exitCode;
import static io.argobuild.core.cluster.TestPods.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.ImageTable;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.TestPods;
import io.argobuild.core.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LocalClusterLifeTest extends LocalClusterCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Run in a JVM of its own, to be killed: creates a running pod and one that waits for its turn.
   */
  static final class Driver {
    public static void main(String[] args) throws InterruptedException {
      LocalClusterOptions options =
          LocalClusterOptions.in(Path.of(args[0]))
              .withRuntime(RuntimeKind.SANDBOX)
              .withParallelPods(1);
      LocalCluster cluster = LocalCluster.open(options);
      cluster.create(
          LocalPods.sh(
              "running",
              "echo begun; while ! [ -e /go/on ]; do sleep 0.1; done; echo done; exit 4",
              args[1]));
      cluster.create(LocalPods.sh("waiting", "exit 6"));
      awaitPhase(cluster, "running", "Running");
      System.out.println("created");
      Thread.currentThread().join();
    }
  }

  @Test
  void podsOutliveAKilledJvmAndAreAdopted() throws IOException, InterruptedException {
    Path go = Files.createDirectory(workDir.resolve("go"));
    cluster.close();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process jvm =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Driver.class.getName(),
                workDir.toString(),
                go.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo("created");
    jvm.destroyForcibly().waitFor();

    cluster = LocalCluster.open(options);
    assertThat(cluster.list(PodSelector.workflow("wf")))
        .extracting(Pods::name)
        .containsExactly("running", "waiting");
    assertThat(cluster.get("running").map(Pods::phase)).contains("Running");
    Files.createFile(go.resolve("on"));

    assertThat(exitCode(awaitEnd(cluster, "running"), "main")).isEqualTo(4);
    assertThat(TestPods.log(cluster, "running", LogRequest.all("main"))).isEqualTo("begun\ndone\n");
    assertThat(exitCode(awaitEnd(cluster, "waiting"), "main")).isEqualTo(6);
  }

  @Test
  void aPodWhoseSupervisorWasKilledFailsAndNothingOfItRunsOn() throws IOException {
    cluster.create(LocalPods.sh("lost", "sleep 987 & exec sleep 988"));
    awaitPhase(cluster, "lost", "Running");
    ProcessIdentity supervisor = new PodFolder(podFolder("lost")).supervisor().orElseThrow();
    ProcessHandle.of(supervisor.pid()).orElseThrow().destroyForcibly();

    ObjectNode ended = awaitEnd(cluster, "lost");

    assertThat(Pods.phase(ended)).isEqualTo("Failed");
    assertThat(ended.path("status").path("reason").asText()).isEqualTo("NodeLost");
    assertThat(ended.path("status").path("message").asText())
        .contains("supervised the pod is gone");
    assertThat(exitCode(ended, "main")).isEqualTo(137);
    String[] record =
        Files.readString(podFolder("lost").resolve("state/c.main.process")).split(" ");
    ProcessHandle.of(Long.parseLong(record[2])).ifPresent(init -> init.onExit().join());
    assertThat(
            ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse(""))
                .filter(c -> c.endsWith("sleep 987") || c.endsWith("sleep 988")))
        .isEmpty();
  }

  @Test
  void aPidThatIsAnothersNowIsNeverSignalled() throws IOException, InterruptedException {
    Process bystander = new ProcessBuilder("sleep", "60").start();
    try {
      ProcessIdentity other = new ProcessIdentity(bystander.pid(), "1", "-");
      assertThat(other.isAlive()).isFalse();
      other.terminate();
      Path record = workDir.resolve("record");
      Files.writeString(record, bystander.pid() + " 1 " + bystander.pid() + " 1 0\n");
      Scripts scripts = Scripts.install(workDir.resolve("bin"));
      List<String> kill =
          List.of("sh", scripts.sandboxSignal().toString(), record.toString(), "KILL");
      assertThat(Commands.run(PATIENCE, kill).succeeded()).isTrue();
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly().waitFor();
    }
  }

  @Test
  void fiftyPodsAtOnceRunBoundedAndInOrder() {
    cluster.close();
    cluster = LocalCluster.open(options.withParallelPods(4));
    int pods = 50;
    int most = 0;
    List<Instant> starts = new ArrayList<>();
    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      for (int i = 0; i < pods; i++) {
        cluster.create(LocalPods.sh("many-" + i, "exit 0"));
      }
      TreeMap<String, String> phases = new TreeMap<>();
      while (phases.values().stream().filter("Succeeded"::equals).count() < pods) {
        Optional<ClusterEvent> event = watch.next(PATIENCE);
        assertThat(event).as("so far: %s", phases).isPresent();
        if (event.get() instanceof ClusterEvent.PodSeen seen) {
          phases.put(seen.name(), Pods.phase(seen.pod()));
        }
        int active = 0;
        for (ObjectNode pod : cluster.list(PodSelector.ALL)) {
          active += !Pods.ended(pod) && pod.path("status").has("startTime") ? 1 : 0;
        }
        most = Math.max(most, active);
      }
      for (int i = 0; i < pods; i++) {
        JsonNode pod = cluster.get("many-" + i).orElseThrow();
        starts.add(Instant.parse(pod.path("status").path("startTime").asText()));
      }
    }
    assertThat(most).isBetween(1, 4);
    assertThat(starts).isSorted();
  }

  @Test
  void aLogIsFollowedLineByLineWhileItIsWritten() {
    cluster.create(
        LocalPods.sh(
            "counting",
            "i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); [ $((i % 400)) -ne 0 ] || sleep 0.1; done; printf last"));
    List<String> read = new ArrayList<>();
    String position = "";
    boolean ended = false;
    while (!ended) {
      // A new connection every now and then, as after lost ones.
      try (PodLog log = cluster.log("counting", LogRequest.following("main").from(position))) {
        for (int i = 0; i < 333 && !ended; i++) {
          PodLog.Item item = log.next(PATIENCE);
          ended = item instanceof PodLog.End;
          if (item instanceof PodLog.Line line) {
            read.add(line.text());
            position = line.position();
          }
        }
      }
    }
    assertThat(read).hasSize(2001).endsWith("line 1999", "last");
    for (int i = 0; i < 2000; i++) {
      assertThat(read.get(i)).isEqualTo("line " + i);
    }
  }

  @Test
  void aDaemonIsReadyWhenItsProbeSaysSo() throws IOException {
    Path go = Files.createDirectory(workDir.resolve("go"));
    ObjectNode pod = LocalPods.sh("daemon", "exec sleep 600", go.toString());
    ObjectNode probe = LocalPods.main(pod).putObject("readinessProbe").put("periodSeconds", 1);
    probe.putObject("exec").putArray("command").add("test").add("-e").add("/go/on");
    cluster.create(pod);
    ObjectNode running = awaitPhase(cluster, "daemon", "Running");
    assertThat(running.path("status").path("containerStatuses").path(0).path("ready").asBoolean())
        .isFalse();

    Files.createFile(go.resolve("on"));

    TestPods.await(
        cluster,
        "daemon",
        p -> p.path("status").path("containerStatuses").path(0).path("ready").asBoolean());
  }

  @Test
  void referencesThatAreMissingKeepThePodWaitingInTheKubeletsWords() {
    ObjectNode pod = LocalPods.sh("refers", "true");
    LocalPods.main(pod)
        .putArray("envFrom")
        .addObject()
        .putObject("configMapRef")
        .put("name", "nowhere");
    cluster.create(pod);

    ObjectNode waiting = TestPods.await(cluster, "refers", p -> p.path("status").has("startTime"));

    assertThat(Pods.phase(waiting)).isEqualTo("Pending");
    assertThat(state(waiting, "main").path("waiting").path("message").asText())
        .isEqualTo("configmap \"nowhere\" not found");
    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      cluster.delete("refers", Duration.ofSeconds(30));
      TestPods.awaitGone(watch, "refers");
    }
  }

  @Test
  void imagesAreIgnoredOnceToldAndTheirEntryPointsComeFromTheTable() {
    ImageTable.Entry say =
        new ImageTable.Entry("argoproj/argosay", List.of("echo"), List.of("by default"));
    cluster.close();
    cluster = LocalCluster.open(options.withImages(new ImageTable(List.of(say))));
    ObjectNode known = LocalPods.sh("known", "");
    LocalPods.main(known).put("image", "argoproj/argosay:v2").remove("command");
    ObjectNode unknown = LocalPods.sh("unknown", "");
    LocalPods.main(unknown).put("image", "other:1").remove("command");

    assertThat(output(known)).isEqualTo("by default\n");
    assertThatThrownBy(() -> cluster.create(unknown))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ClusterProblems.ENTRYPOINT_UNKNOWN);
              assertThat(e.problem().message())
                  .startsWith("failed to look-up entrypoint/cmd for image \"other:1\"");
            });
    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      assertThat(watch.next(Duration.ZERO))
          .hasValueSatisfying(
              e ->
                  assertThat(e)
                      .isInstanceOfSatisfying(
                          ClusterEvent.Notice.class,
                          n -> assertThat(n.code()).isEqualTo(ClusterProblems.IMAGES_IGNORED)));
      assertThat(watch.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void aPlainUserCanRunPods() throws IOException, InterruptedException {
    assumeThat(System.getProperty("user.name"))
        .as("only root can become another user")
        .isEqualTo("root");
    Scripts scripts = Scripts.install(workDir.resolve("bin"));
    ContainerRuntime sandbox =
        new RuntimeChoice(workDir, scripts, List.of()).choose(RuntimeKind.SANDBOX);
    ObjectNode pod =
        LocalPods.sh("plain", "id -u; touch /etc/x 2>/dev/null || touch /tmp/x; exit 9");
    Path folder = unattended(pod, sandbox);
    FileTree.mode(workDir, 0711);
    String become =
        "chown -R 65534:65534 \"$1\" && exec setpriv --reuid 65534 --regid 65534 --clear-groups"
            + " sh \"$0\" \"$1\" 1";
    Commands.Result result =
        Commands.run(
            PATIENCE,
            List.of("sh", "-c", become, scripts.supervisor().toString(), folder.toString()));

    assertThat(result.output()).isEmpty();
    assertThat(folder.resolve("logs/main.log")).content().isEqualTo("0\n");
    assertThat(folder.resolve("state/c.main.exit")).content().startsWith("9 Error ");
  }

  /** The folder of a pod that no JVM looks after. */
  private Path unattended(ObjectNode pod, ContainerRuntime runtime) throws IOException {
    Path apart = Files.createDirectory(workDir.resolve(UNATTENDED));
    Files.createDirectory(apart.resolve("pods"));
    Files.createDirectory(apart.resolve("trash"));
    assertThat(new PodWriter(LocalClusterOptions.in(apart), runtime).write(pod, 1)).isTrue();
    return apart.resolve("pods").resolve(Pods.name(pod));
  }

  @Test
  void aSandboxThatMayNotMountProcUsesTheHosts() throws IOException {
    Scripts scripts = Scripts.install(workDir.resolve("bin"));
    SandboxRoot root = new SandboxRoot(List.of(), MountTable.read(), false);
    Sandbox sandbox = new Sandbox(scripts, root, false, true);
    Path folder = unattended(LocalPods.sh("host-proc", "cat /proc/self/comm"), sandbox);

    Commands.Result result =
        Commands.run(
            PATIENCE, List.of("sh", scripts.supervisor().toString(), folder.toString(), "1"));

    assertThat(result.output()).isEmpty();
    assertThat(folder.resolve("logs/main.log")).content().isEqualTo("cat\n");
    assertThat(folder.resolve("state/c.main.exit")).content().startsWith("0 Completed ");
  }

  @Test
  void anEngineThatDoesNotAnswerIsNotUsed() throws IOException {
    Path programs = Files.createDirectory(workDir.resolve("programs"));
    Scripts scripts = Scripts.install(programs);
    RuntimeChoice choice = new RuntimeChoice(workDir, scripts, List.of());
    assumeThat(Commands.run(PATIENCE, List.of("docker", "info")).succeeded()).isFalse();
    assumeThat(Commands.run(PATIENCE, List.of("podman", "info")).succeeded()).isFalse();

    assertThat(choice.choose(RuntimeKind.AUTO).name()).isEqualTo("sandbox");
    assertThatThrownBy(() -> choice.choose(RuntimeKind.DOCKER))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ClusterProblems.NO_RUNTIME));
  }
}
