package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.report.NodeTree;
import io.argobuild.core.report.TreeOptions;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Manifests through the whole of it: engine, pods, artifacts, GC. */
@Timeout(180)
class LocalRunTest {
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
    ServiceOptions options =
        ServiceOptions.builder(folder.resolve("work"))
            .images(List.of(new ImageEntry("greeter", List.of("echo"), List.of("hello"))))
            .build();
    WorkflowService service = EngineWorkflowService.open(options);
    services.add(service);
    return service;
  }

  private static RunOptions.Builder manifest(String body) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf}
        spec:
          entrypoint: main
        """
            + body.indent(2);
    Manifests manifests = new ManifestReader().read(text, "wf.yaml");
    return RunOptions.builder(manifests.workflows().get(0)).resources(manifests);
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("work/artifacts"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private static final String HELLO =
      """
      arguments: {parameters: [{name: who, value: world}]}
      templates:
      - name: main
        inputs: {parameters: [{name: who}]}
        container: {image: alpine, command: [echo], args: ["hello {{inputs.parameters.who}}"]}
      """;

  @Test
  void helloWorldTakesItsParameters() {
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome = service().run(manifest(HELLO).parameter("who", "you").build(), events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("hello you");
    assertThat(outcome.workflow().status().path("progress").asText()).isEqualTo("1/1");
  }

  @Test
  void anImageOfTheTableNeedsNoCommand() {
    ServiceFixture.Events events = new ServiceFixture.Events();
    service()
        .run(
            manifest("templates: [{name: main, container: {image: 'greeter:v7'}}]").build(),
            events);

    assertThat(events.lines()).containsExactly("hello");
  }

  @Test
  void aDataTemplateListsWhatWasStored() {
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome =
        service()
            .run(
                manifest(
                        """
                        templates:
                        - name: main
                          steps:
                          - - {name: scan, template: scan}
                          - - {name: list, template: list}
                          - - name: show
                              template: show
                              arguments: {parameters: [{name: file, value: "{{item}}"}]}
                              withParam: "{{steps.list.outputs.result}}"
                        - name: scan
                          container: {image: alpine, command: [sh, -c, "cd /tmp && touch a b"]}
                          outputs:
                            artifacts:
                            - {name: a, path: /tmp/a, s3: {key: scans/a.pdf}, archive: {none: {}}}
                            - {name: b, path: /tmp/b, s3: {key: scans/b.txt}, archive: {none: {}}}
                        - name: list
                          data:
                            source: {artifactPaths: {name: in, s3: {key: scans}}}
                            transformation: [{expression: "filter(data, {# endsWith '.pdf'})"}]
                        - name: show
                          inputs: {parameters: [{name: file}]}
                          container: {image: alpine, command: [echo, "{{inputs.parameters.file}}"]}
                        """)
                    .build(),
                events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("scans/a.pdf");
  }

  private static final String ARTIFACTS =
      """
      artifactGC: {strategy: OnWorkflowCompletion}
      templates:
      - name: main
        steps:
        - - {name: make, template: make}
        - - name: use
            template: use
            arguments:
              artifacts:
              - {name: file, from: "{{steps.make.outputs.artifacts.file}}"}
              - {name: folder, from: "{{steps.make.outputs.artifacts.folder}}"}
      - name: make
        script:
          image: alpine
          command: [sh]
          source: |
            mkdir -p /tmp/folder/deep; echo one > /tmp/file; echo two > /tmp/folder/deep/b
        outputs:
          artifacts: [{name: file, path: /tmp/file}, {name: folder, path: /tmp/folder}]
      - name: use
        inputs:
          artifacts: [{name: file, path: /in/file}, {name: folder, path: /in/folder}]
        container: {image: alpine, command: [cat, /in/file, /in/folder/deep/b]}
      """;

  @Test
  void artifactsGoFromStepToStepAndAreCollected() throws IOException {
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome = service().run(manifest(ARTIFACTS).build(), events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("one", "two");
    assertThat(Objects.requireNonNull(outcome.gc()).deleted()).hasSize(2);
    assertThat(stored()).isEmpty();
  }

  private static final String RETRY =
      """
      artifactGC: {strategy: OnWorkflowCompletion}
      templates:
      - name: main
        retryStrategy: {limit: 2}
        container:
          image: alpine
          command: [sh, -c]
          args: ["echo x > /tmp/first; [ {{retries}} -ge 1 ] || exit 3; echo y > /tmp/second"]
        outputs:
          artifacts: [{name: first, path: /tmp/first}, {name: second, path: /tmp/second}]
      """;

  @Test
  void whatAFailedAttemptLeftIsCollectedToo() throws IOException {
    RunOutcome outcome = service().run(manifest(RETRY).build(), RunListener.NONE);

    assertThat(outcome.isSucceeded()).isTrue();
    GcReport report = Objects.requireNonNull(outcome.gc());
    assertThat(report.toText()).isEqualTo("deleted 3, skipped 1 (never stored)");
    assertThat(stored()).isEmpty();
    assertThat(NodeTree.render(outcome.workflow(), TreeOptions.PLAIN, Instant.now()))
        .contains("✖ wf(0)", "✔ wf(1)", "main: Error (exit code 3)");
  }

  @Test
  void aFailureTellsWhereItIsAndWhatWasSaidLast() {
    RunOutcome outcome =
        service()
            .run(
                manifest(
                        """
                        templates:
                        - name: main
                          dag:
                            tasks: [{name: good, template: ok}, {name: bad, template: fail}]
                        - {name: ok, container: {image: alpine, command: ["true"]}}
                        - name: fail
                          script:
                            image: alpine
                            command: [sh]
                            source: "for i in $(seq 30); do echo line $i; done; exit 7"
                        """)
                    .build(),
                RunListener.NONE);

    RunOutcome.Failure failure = Objects.requireNonNull(outcome.failure());
    assertThat(Objects.requireNonNull(failure.node()).displayName()).isEqualTo("bad");
    assertThat(failure.exitCode()).isEqualTo("7");
    assertThat(failure.lastLines()).hasSize(20).startsWith("line 11").endsWith("line 30");
  }

  private static final String STOPPABLE =
      """
      onExit: bye
      templates:
      - name: main
        container: {image: alpine, command: [sh, -c, "echo begun; sleep 600"]}
      - {name: bye, container: {image: alpine, command: [echo, "{{workflow.status}}"]}}
      """;

  @Test
  void aStopRunsTheExitHandlerAndATerminationDoesNot() throws InterruptedException {
    for (boolean stop : new boolean[] {true, false}) {
      ServiceFixture.Events events = new ServiceFixture.Events();
      WorkflowService service = service();
      RunOptions options = manifest(STOPPABLE).name(stop ? "stopped" : "terminated").build();
      RunListener once =
          event -> {
            events.on(event);
            if (event instanceof RunEvent.PodLog log && log.line().equals("begun")) {
              if (stop) {
                service.stop(options.name(), "enough");
              } else {
                service.terminate(options.name());
              }
            }
          };
      RunOutcome outcome = service.submit(options, once).await();

      assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
      assertThat(events.lines())
          .containsExactlyElementsOf(stop ? List.of("begun", "Failed") : List.of("begun"));
    }
  }

  @Test
  void aSuspendedNodeGoesOnWithTheValuesItIsGiven() throws InterruptedException {
    WorkflowService service = service();
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunListener resuming =
        event -> {
          events.on(event);
          if (event instanceof RunEvent.NodeChanged changed && changed.after().isActiveSuspend()) {
            service.resume("wf", new ResumeOptions("approve", Map.of("answer", "yes"), ""));
          }
        };
    Run run =
        service.submit(
            manifest(
                    """
                    templates:
                    - name: main
                      steps:
                      - - {name: approve, template: approve}
                      - - name: go
                          template: go
                          arguments:
                            parameters:
                            - name: a
                              value: "{{steps.approve.outputs.parameters.answer}}"
                    - name: approve
                      suspend: {}
                      outputs: {parameters: [{name: answer, valueFrom: {supplied: {}}}]}
                    - name: go
                      inputs: {parameters: [{name: a}]}
                      container: {image: alpine, command: [echo, "{{inputs.parameters.a}}"]}
                    """)
                .build(),
            resuming);

    assertThat(run.await().isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("yes");
  }

  @Test
  void aDetachedRunIsTakenOverByTheNextService() throws Exception {
    WorkflowService first = service();
    RunOptions options =
        manifest(
                """
                templates:
                - name: main
                  steps:
                  - - {name: a, template: say, arguments: {parameters: [{name: x, value: a}]}}
                  - - {name: b, template: say, arguments: {parameters: [{name: x, value: b}]}}
                  - - {name: c, template: say, arguments: {parameters: [{name: x, value: c}]}}
                - name: say
                  inputs: {parameters: [{name: x}]}
                  outputs: {parameters: [{name: o, valueFrom: {path: /tmp/o}}]}
                  script:
                    image: alpine
                    command: [sh]
                    source: |
                      echo {{inputs.parameters.x}} begun; sleep 1
                      echo {{inputs.parameters.x}} > /tmp/o; echo {{inputs.parameters.x}} ended
                """)
            .driver(DriverOptions.DEFAULT.withOnInterrupt(InterruptPolicy.DETACH))
            .build();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    Run run =
        first.submit(
            options,
            event -> {
              if (event instanceof RunEvent.PodLog log && log.line().equals("b begun")) {
                begun.complete(null);
              }
            });
    begun.get(60, TimeUnit.SECONDS);
    run.interrupt();
    assertThat(run.await().detached()).isTrue();

    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome =
        service().attach("wf", Manifests.NONE, DriverOptions.DEFAULT, events).await();

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("b ended", "c begun", "c ended");
  }

  private static final String CLAIM =
      """
      volumeClaimTemplates: [{metadata: {name: work}, spec: {}}]
      templates:
      - {name: main, steps: [[{name: write, template: write}], [{name: read, template: read}]]}
      - name: write
        container:
          {image: alpine, command: [sh, -c, echo kept > /w/f], volumeMounts: [{name: work, mountPath: /w}]}
      - name: read
        container:
          {image: alpine, command: [cat, /w/f], volumeMounts: [{name: work, mountPath: /w}]}
      """;

  @Test
  void aVolumeClaimLivesAsLongAsItsRun() throws InterruptedException {
    WorkflowService service = service();
    ServiceFixture.Events events = new ServiceFixture.Events();
    Path claim = folder.resolve("work/volumes/wf-work");
    assertThat(service.run(manifest(CLAIM).build(), events).isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("kept");
    assertThat(claim).doesNotExist();

    String failing = CLAIM.replace("cat, /w/f", "cat, /w/none");
    RunOutcome failed = service.run(manifest(failing).name("bad").build(), RunListener.NONE);
    claim = folder.resolve("work/volumes/bad-work");
    assertThat(failed.isSucceeded()).isFalse();
    assertThat(claim).as("kept for a retry").isDirectory();
    service.delete("bad");
    assertThat(claim).doesNotExist();

    String always = failing + "volumeClaimGC: {strategy: OnWorkflowCompletion}\n";
    service.run(manifest(always).name("worse").build(), RunListener.NONE);
    assertThat(folder.resolve("work/volumes/worse-work")).doesNotExist();
  }

  @Test
  void aRunWhoseTimeIsOverIsDeletedByTheNextService() throws IOException {
    String manifest = ARTIFACTS.replace("OnWorkflowCompletion", "OnWorkflowDeletion");
    service()
        .run(
            manifest("ttlStrategy: {secondsAfterCompletion: 0}\n" + manifest).build(),
            RunListener.NONE);
    assertThat(stored()).isNotEmpty();

    assertThat(service().list()).isEmpty();
    assertThat(stored()).isEmpty();
  }

  @Test
  void logsAreArchivedWhateverBecomesOfTheirPods() throws IOException {
    RunOutcome outcome =
        service()
            .run(
                manifest(
                        """
                        archiveLogs: true
                        podGC: {strategy: OnPodCompletion}
                        templates:
                        - name: main
                          container: {image: alpine, command: [sh, -c, echo one; echo two >&2; exit 3]}
                        """)
                    .build(),
                RunListener.NONE);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(stored()).hasSize(1).allMatch(file -> file.endsWith("/wf/wf/main.log"));
    assertThat(Path.of(stored().get(0))).hasContent("one\ntwo\n");
  }

  @Test
  void anInvalidManifestIsRefusedAndLeavesNothing() {
    WorkflowService service = service();
    RunOptions options =
        manifest("templates: [{name: main, steps: [[{name: a, template: none}]]}]").build();

    assertThatThrownBy(() -> service.submit(options, RunListener.NONE))
        .hasMessageContaining("CONFIGURATION")
        .hasMessageContaining("wf.yaml:")
        .hasMessageContaining("template name 'none' undefined");
    assertThat(service.list()).isEmpty();
  }

  @Test
  void aRunOutOfTimeIsStillThere() throws InterruptedException {
    Run run =
        service()
            .submit(
                manifest("templates: [{name: main, container: {image: a, command: [sleep, '60']}}]")
                    .build(),
                RunListener.NONE);
    Optional<RunOutcome> early = run.await(Duration.ofMillis(10));

    assertThat(early).isEmpty();
    run.close();
    assertThat(run.await().phase()).isEqualTo(WorkflowPhase.FAILED);
  }
}
