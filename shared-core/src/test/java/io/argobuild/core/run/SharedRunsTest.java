package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks and memoized outputs of runs in one work folder, of several services and processes. */
@Timeout(180)
class SharedRunsTest {
  private static final long PATIENCE = 60;

  @TempDir Path folder;
  private final List<WorkflowService> services = new ArrayList<>();

  @BeforeEach
  void sandbox() {
    ServiceFixture.assumeSandbox(folder);
  }

  @AfterEach
  void close() {
    services.forEach(WorkflowService::close);
  }

  private WorkflowService service() {
    WorkflowService service =
        EngineWorkflowService.open(ServiceOptions.builder(folder.resolve("work")).build());
    services.add(service);
    return service;
  }

  private static String text(String name, String body) {
    return """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: %s}
        spec:
          entrypoint: main
        """
            .formatted(name)
        + body.indent(2);
  }

  private static RunOptions options(String text) {
    Manifests manifests = new ManifestReader().read(text, "wf.yaml");
    return RunOptions.builder(manifests.onlyWorkflow()).resources(manifests).build();
  }

  private static RunOptions locked(String name, String duration) {
    return options(text(name, lockedBody(duration)));
  }

  private static String lockedBody(String duration) {
    return """
        templates:
        - name: main
          synchronization: {mutexes: [{name: m}]}
          suspend: {%s}
        """
        .formatted(duration);
  }

  /** Completes when a node is seen as wanted. */
  private static final class Until implements RunListener {
    private final CompletableFuture<NodeStatus> seen = new CompletableFuture<>();
    private final Predicate<NodeStatus> wanted;

    Until(Predicate<NodeStatus> wanted) {
      this.wanted = wanted;
    }

    static Until waits() {
      return new Until(node -> node.message().startsWith("Waiting for default/Mutex/m lock."));
    }

    static Until runs() {
      return new Until(node -> node.phase() == NodePhase.RUNNING);
    }

    @Override
    public void on(RunEvent event) {
      if (event instanceof RunEvent.NodeChanged changed && wanted.test(changed.after())) {
        seen.complete(changed.after());
      }
    }

    void await() throws Exception {
      seen.get(PATIENCE, TimeUnit.SECONDS);
    }
  }

  @Test
  void servicesOfOneFolderTakeTurns() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RunListener count =
        event -> {
          if (event instanceof RunEvent.NodeChanged changed) {
            if (changed.after().phase() == NodePhase.RUNNING) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            } else if (changed.after().phase().isTerminal()) {
              inside.decrementAndGet();
            }
          }
        };
    WorkflowService one = service();
    WorkflowService two = service();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(one.submit(locked("a" + i, "duration: 100ms"), count));
      runs.add(two.submit(locked("b" + i, "duration: 100ms"), count));
    }
    for (Run run : runs) {
      assertThat(run.await().isSucceeded()).isTrue();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void aRunThatWasLeftKeepsItsLockForWhoTakesItOver() throws Exception {
    Until holds = Until.runs();
    Run held = service().submit(locked("held", ""), holds);
    holds.await();
    held.detach();
    held.await();

    Until waits = Until.waits();
    WorkflowService other = service();
    Run waiting = other.submit(locked("waiting", "duration: '0'"), waits);
    waits.await();

    Run taken = other.attach("held", Manifests.NONE, DriverOptions.DEFAULT, event -> {});
    assertThat(waiting.await(Duration.ofSeconds(3))).as("held is only taken over").isEmpty();
    taken.resume(ResumeOptions.ALL);
    assertThat(taken.await().isSucceeded()).isTrue();
    assertThat(waiting.await().isSucceeded()).isTrue();
  }

  @Test
  void theLockOfARunThatIsDeletedIsFree() throws Exception {
    WorkflowService service = service();
    Until holds = Until.runs();
    Run held = service.submit(locked("held", ""), holds);
    holds.await();
    held.detach();
    held.await();
    Until waits = Until.waits();
    Run waiting = service.submit(locked("waiting", "duration: '0'"), waits);
    waits.await();
    service.delete("held");
    assertThat(waiting.await().isSucceeded()).isTrue();
  }

  @Test
  void locksHoldAcrossProcessesAndOutliveAKilledOne() throws Exception {
    Path manifest = Files.writeString(folder.resolve("held.yaml"), text("held", lockedBody("")));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LocalRunMain.class.getName(),
                folder.resolve("work").toString(),
                manifest.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      awaitLine(process, "held RUNNING");
      Until waits = Until.waits();
      WorkflowService service = service();
      Run waiting = service.submit(locked("waiting", "duration: '0'"), waits);
      waits.await();
      process.destroyForcibly().waitFor();
      assertThat(waiting.await(Duration.ofSeconds(3))).as("held can be taken over").isEmpty();

      Run taken = service.attach("held", Manifests.NONE, DriverOptions.DEFAULT, event -> {});
      taken.resume(ResumeOptions.ALL);
      assertThat(taken.await().isSucceeded()).isTrue();
      assertThat(waiting.await().isSucceeded()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void awaitLine(Process process, String wanted) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.equals(wanted)) {
      line = lines.readLine();
    }
    assertThat(line).isEqualTo(wanted);
  }

  private static String memoized(String name, String result) {
    return text(
        name,
        """
        templates:
        - name: main
          memoize: {key: k, maxAge: 1h, cache: {configMap: {name: cache}}}
          outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
          container: {image: a, command: [sh, -c], args: ["echo %s > /tmp/o"]}
        """
            .formatted(result));
  }

  private static String output(RunOutcome outcome) {
    assertThat(outcome.isSucceeded()).isTrue();
    NodeStatus node = StatusReader.nodes(outcome.workflow().status()).get(0);
    return String.valueOf(node.outputs()) + node.rest();
  }

  @Test
  void outputsOfOneServiceAreHitByAnother() {
    assertThat(output(service().run(options(memoized("a", "one")), event -> {})))
        .contains("\"value\":\"one\"", "\"hit\":false");
    assertThat(output(service().run(options(memoized("b", "two")), event -> {})))
        .contains("\"value\":\"one\"", "\"hit\":true");
  }

  @Test
  void aConfigMapOfTheManifestsIsTheCacheAsItBegins() {
    String entry =
        "{\"nodeID\":\"x\",\"outputs\":{\"parameters\":[{\"name\":\"o\",\"value\":\"given\"}]},"
            + "\"creationTimestamp\":\"2999-01-01T00:00:00Z\"}";
    String cache =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: cache, labels: {workflows.argoproj.io/configmap-type: Cache}}
        data: {k: '%s'}
        ---
        """
            .formatted(entry);
    assertThat(output(service().run(options(cache + memoized("a", "one")), event -> {})))
        .contains("\"value\":\"given\"", "\"hit\":true");

    RunOutcome refused =
        service()
            .run(
                options(cache.replace("Cache}", "Parameter}") + memoized("b", "one")), event -> {});
    assertThat(refused.workflow().status().path("message").asText())
        .isEqualTo(
            "error in entry template execution: memoization configmap doesn't have label"
                + " workflows.argoproj.io/configmap-type = Cache, refusing to use it");
  }
}
