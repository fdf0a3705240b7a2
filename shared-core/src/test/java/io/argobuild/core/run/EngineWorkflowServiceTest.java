package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.WorkflowPhase;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs with real pods and real threads. */
@Timeout(180)
class EngineWorkflowServiceTest {
  private static final String FOREVER = "echo begun; sleep 600";

  @TempDir Path folder;
  private ServiceFixture fixture = new ServiceFixture(Path.of("unused"));

  @BeforeEach
  void open() {
    ServiceFixture.assumeSandbox(folder);
    fixture = new ServiceFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Lets a test wait for an event. */
  private static final class Awaited implements RunListener {
    private final ServiceFixture.Events events = new ServiceFixture.Events();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Predicate<RunEvent> wanted;

    private Awaited(Predicate<RunEvent> wanted) {
      this.wanted = wanted;
    }

    @Override
    public void on(RunEvent event) {
      events.on(event);
      if (wanted.test(event)) {
        latch.countDown();
      }
    }

    private void await() throws InterruptedException {
      assertThat(latch.await(60, TimeUnit.SECONDS)).as(events.all().toString()).isTrue();
    }
  }

  private static Awaited line(String text) {
    return new Awaited(event -> event instanceof RunEvent.PodLog log && log.line().equals(text));
  }

  private static RunOptions options(Workflow workflow) {
    return RunOptions.builder(workflow).validated(false).build();
  }

  private static Map<String, String> scripts(String... stepsAndScripts) {
    Map<String, String> scripts = new LinkedHashMap<>();
    for (int i = 0; i < stepsAndScripts.length; i += 2) {
      scripts.put(stepsAndScripts[i], stepsAndScripts[i + 1]);
    }
    return scripts;
  }

  private List<String> running(String run) {
    try (Cluster cluster = fixture.cluster(run)) {
      return cluster.list(PodSelector.workflow(run)).stream()
          .filter(pod -> !Pods.ended(pod))
          .map(Pods::name)
          .toList();
    }
  }

  @Test
  void aRunTellsItsStoryInOrder() throws Exception {
    WorkflowService service = fixture.service();
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome =
        service.run(
            options(
                ServiceFixture.chain("wf", scripts("a", "echo one; echo two", "b", "echo three"))),
            events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("one", "two", "three");
    assertThat(events.all().get(0)).isInstanceOf(RunEvent.RuntimeChosen.class);
    assertThat(events.all().get(1)).isInstanceOf(RunEvent.Started.class);
    assertThat(events.all().get(events.all().size() - 1)).isInstanceOf(RunEvent.Finished.class);
    assertThat(events.all().stream().filter(RunEvent.Finished.class::isInstance)).hasSize(1);
    List<NodePhase> phases = new ArrayList<>();
    for (RunEvent event : events.all()) {
      if (event instanceof RunEvent.NodeChanged changed
          && changed.after().displayName().equals("a")
          && (changed.before() == null || changed.before().phase() != changed.after().phase())) {
        phases.add(changed.after().phase());
      }
    }
    assertThat(phases).containsExactly(NodePhase.PENDING, NodePhase.RUNNING, NodePhase.SUCCEEDED);
    assertThat(service.get("wf").status().path("phase").asText()).isEqualTo("Succeeded");
    assertThat(service.list()).extracting(RunInfo::name).containsExactly("wf");
    try (Cluster cluster = fixture.cluster("wf")) {
      assertThat(cluster.list(PodSelector.ALL)).isEmpty();
    }
  }

  @Test
  void aFailedRunKeepsItsPodsUntilItIsDeleted() throws Exception {
    WorkflowService service = fixture.service();
    RunOutcome outcome =
        service.run(
            options(ServiceFixture.chain("wf", scripts("a", "echo bad >&2; exit 7"))),
            RunListener.NONE);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    RunOutcome.Failure failure = Objects.requireNonNull(outcome.failure());
    assertThat(failure.exitCode()).isEqualTo("7");
    assertThat(failure.lastLines()).containsExactly("bad");
    List<String> read = new ArrayList<>();
    service.logs("wf", LogQuery.ALL, line -> read.add(line.displayName() + ": " + line.line()));
    assertThat(read).containsExactly("a: bad");

    service.delete("wf");
    assertThat(service.list()).isEmpty();
    assertThatThrownBy(() -> service.get("wf")).hasMessageContaining("RUN_NOT_FOUND");
    assertThat(folder.resolve("drivers/wf")).doesNotExist();
  }

  @Test
  void anotherProcessIsRefusedAndMayGiveCommandsNevertheless() throws Exception {
    Awaited begun = line("begun");
    Run run =
        fixture
            .service()
            .submit(options(ServiceFixture.chain("wf", scripts("a", FOREVER, "b", "true"))), begun);
    begun.await();
    WorkflowService other = fixture.service();

    assertThatThrownBy(
            () -> other.attach("wf", Manifests.NONE, DriverOptions.DEFAULT, RunListener.NONE))
        .hasMessageContaining("RUN_LOCKED");
    assertThatThrownBy(() -> other.delete("wf")).hasMessageContaining("RUN_LOCKED");
    assertThat(other.stop("wf", "enough")).isTrue();

    RunOutcome outcome = run.await();
    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(running("wf")).isEmpty();
    assertThatThrownBy(() -> other.stop("wf", "again")).hasMessageContaining("RUN_FINISHED");
  }

  @Test
  void aDetachedRunGoesOnElsewhereWithoutRepeatingAnything() throws Exception {
    Awaited begun = line("begun");
    Workflow workflow =
        ServiceFixture.chain(
            "wf",
            scripts("a", "echo done", "b", "echo begun; sleep 3; echo ended", "c", "echo last"));
    Run run = fixture.service().submit(options(workflow), begun);
    begun.await();
    run.detach();
    RunOutcome detached = run.await();
    assertThat(detached.detached()).isTrue();
    assertThat(detached.phase()).isEqualTo(WorkflowPhase.RUNNING);
    assertThat(running("wf")).hasSize(1);

    ServiceFixture.Events later = new ServiceFixture.Events();
    Run attached = fixture.service().attach("wf", Manifests.NONE, DriverOptions.DEFAULT, later);
    RunOutcome outcome = attached.await();

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(later.lines()).containsExactly("ended", "last");
    assertThat(later.all())
        .filteredOn(RunEvent.NodeChanged.class::isInstance)
        .extracting(event -> ((RunEvent.NodeChanged) event).after().displayName())
        .contains("b", "c");
    assertThat(started(outcome, "a")).isEqualTo(started(detached, "a"));
  }

  private static String started(RunOutcome outcome, String step) {
    for (var node : outcome.workflow().status().path("nodes")) {
      if (node.path("displayName").asText().equals(step)) {
        return node.path("startedAt").asText();
      }
    }
    throw new AssertionError("no node " + step);
  }

  @Test
  void closingAServiceLeavesNothingRunning() throws Exception {
    Awaited begun = line("begun");
    EngineWorkflowService service = fixture.service();
    Run run = service.submit(options(ServiceFixture.chain("wf", scripts("a", FOREVER))), begun);
    begun.await();
    service.close();

    assertThat(run.await(Duration.ZERO)).isPresent();
    assertThat(running("wf")).isEmpty();
  }

  @Test
  void anInterruptedThreadStopsItsRunAndStaysInterrupted() throws Exception {
    Awaited begun = line("begun");
    EngineWorkflowService service = fixture.service();
    List<RunOutcome> outcomes = new ArrayList<>();
    List<Boolean> interrupted = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              outcomes.add(
                  service.run(options(ServiceFixture.chain("wf", scripts("a", FOREVER))), begun));
              interrupted.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    begun.await();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(60));

    assertThat(outcomes).extracting(RunOutcome::phase).containsExactly(WorkflowPhase.FAILED);
    assertThat(interrupted).containsExactly(true);
    assertThat(running("wf")).isEmpty();
  }

  @Test
  void aListenerThatFailsHarmsNobody() throws Exception {
    RunOutcome outcome =
        fixture
            .service()
            .run(
                options(ServiceFixture.chain("wf", scripts("a", "echo x"))),
                event -> {
                  throw new IllegalStateException("listener");
                });
    assertThat(outcome.isSucceeded()).isTrue();
  }

  @Test
  void aStoreThatIsFullEndsTheRunWithItsPods() {
    EngineWorkflowService service = fixture.service(new FullStore(fixture.store(), 3));

    assertThatThrownBy(
            () ->
                service.run(
                    options(ServiceFixture.chain("wf", scripts("a", FOREVER, "b", "true"))),
                    RunListener.NONE))
        .hasMessageContaining("RUN_STORE_FULL");
    assertThat(running("wf")).isEmpty();
  }

  @Test
  void aRunThatCannotStartLeavesNothing() {
    Problem none =
        new Problem("CLUSTER_NO_RUNTIME", ProblemClass.CONFIGURATION, "no", Place.NOWHERE, "");
    EngineWorkflowService service =
        fixture.service(
            fixture.store(),
            fixture.artifacts(),
            run -> {
              throw new ProblemException(none);
            });

    assertThatThrownBy(
            () ->
                service.submit(
                    options(ServiceFixture.chain("wf", scripts("a", "true"))), RunListener.NONE))
        .hasMessageContaining("CLUSTER_NO_RUNTIME");
    assertThat(service.list()).isEmpty();
    assertThat(folder.resolve("drivers/wf")).doesNotExist();
  }

  @Test
  void artifactGcCanBeCutOffAndGoesOnWhenAskedTo() throws Exception {
    byte[] content = {1, 2, 3};
    ArtifactKey key = new ArtifactKey(ChainReconciler.key("wf", "a"));
    fixture.artifacts().write(key, new ByteArrayInputStream(content), content.length);
    EngineWorkflowService busy =
        fixture.service(fixture.store(), new BusyArtifacts(fixture.artifacts()), fixture::cluster);
    Awaited collecting = new Awaited(RunEvent.GcStarted.class::isInstance);
    Run run = busy.submit(options(ServiceFixture.chain("wf", scripts("a", "true"))), collecting);
    collecting.await();
    run.interrupt();
    RunOutcome outcome = run.await();

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(outcome.gc()).isNull();
    assertThat(fixture.artifacts().head(key)).isPresent();
    assertThat(fixture.service().gc("wf").deleted()).hasSize(1);
    assertThat(fixture.artifacts().head(key)).isEmpty();
  }

  @Test
  void aNameThatIsTakenIsRefusedAndAGeneratedOneIsTriedAgain() throws Exception {
    EngineWorkflowService service = fixture.service();
    Workflow workflow = ServiceFixture.chain("wf", scripts("a", "true"));
    service.run(options(workflow), RunListener.NONE);

    assertThatThrownBy(() -> service.submit(options(workflow), RunListener.NONE))
        .hasMessageContaining("RUN_EXISTS");
    RunOptions generated =
        RunOptions.builder(workflow).generateName("wf-").validated(false).build();
    assertThat(service.run(generated, RunListener.NONE).name()).matches("wf-[a-z0-9]{5}");
  }

  @Test
  void manyRunsShareAJvm() throws Exception {
    EngineWorkflowService service = fixture.service();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Workflow workflow = ServiceFixture.chain("wf-" + i, scripts("a", "echo " + i, "b", "true"));
      runs.add(service.submit(options(workflow), RunListener.NONE));
    }
    for (Run run : runs) {
      assertThat(run.await().isSucceeded()).isTrue();
    }
  }
}
