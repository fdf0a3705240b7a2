package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.WorkflowPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Resource templates against the objects of a run. */
@Timeout(120)
class LocalResourceTest {
  private static final String GIVEN =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {colour: red}
      """;

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

  private RunOutcome run(String spec, RunListener listener) {
    return service().run(options(spec), listener);
  }

  private static RunOptions options(String spec) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf}
        spec:
          entrypoint: main
        """
            + spec.indent(2)
            + "---\n"
            + GIVEN;
    Manifests manifests = new ManifestReader().read(text, "wf.yaml");
    return RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
  }

  private static final String ROUND =
      """
      templates:
      - name: main
        steps:
        - - {name: read, template: read}
        - - name: create
            template: create
            arguments: {parameters: [{name: v, value: "{{steps.read.outputs.parameters.colour}}"}]}
        - - {name: patch, template: patch}
        - - {name: use, template: use}
        - - {name: delete, template: delete}
        - - {name: again, template: again}
      - name: read
        resource: {action: get, flags: [configmap, settings]}
        outputs: {parameters: [{name: colour, valueFrom: {jsonPath: "{.data.colour}"}}]}
      - name: create
        inputs: {parameters: [{name: v}]}
        resource:
          action: create
          manifest: |
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: made}
            data: {colour: "dark {{inputs.parameters.v}}"}
      - name: patch
        resource:
          action: patch
          mergeStrategy: json
          flags: [cm, made]
          manifest: |
            - {op: add, path: /data/size, value: big}
          successCondition: data.size == big
      - name: use
        container:
          image: alpine
          command: [sh, -c, 'echo "$COLOUR, $SIZE"']
          env:
          - {name: COLOUR, valueFrom: {configMapKeyRef: {name: made, key: colour}}}
          - {name: SIZE, valueFrom: {configMapKeyRef: {name: made, key: size}}}
      - name: delete
        resource: {action: delete, flags: [cm/made]}
      - name: again
        resource: {action: get, flags: [cm, made, --ignore-not-found]}
        outputs: {parameters: [{name: o, valueFrom: {jqFilter: .data.size, default: gone}}]}
      """;

  @Test
  void objectsAreReadMadeChangedUsedAndDeleted() {
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome = run(ROUND, events);

    assertThat(outcome.isSucceeded()).as("%s", outcome.failure()).isTrue();
    assertThat(events.lines()).containsExactly("dark red, big");
    assertThat(outcome.workflow().status().findValuesAsText("value")).contains("gone");
  }

  private static final String MANIFEST_FROM =
      """
      templates:
      - name: main
        steps:
        - - {name: write, template: write}
        - - name: create
            template: create
            arguments: {artifacts: [{name: m, from: "{{steps.write.outputs.artifacts.m}}"}]}
      - name: write
        script:
          image: alpine
          command: [sh]
          source: |
            echo '{apiVersion: v1, kind: ConfigMap, metadata: {name: made}, data: {a: b}}' > /tmp/m
        outputs: {artifacts: [{name: m, path: /tmp/m}]}
      - name: create
        inputs: {artifacts: [{name: m, path: /m}]}
        resource: {action: create, manifestFrom: {artifact: {name: m}}}
        outputs: {parameters: [{name: o, valueFrom: {jsonPath: "{.data.a}"}}]}
      """;

  @Test
  void aManifestMayComeFromAnArtifact() {
    RunOutcome outcome = run(MANIFEST_FROM, RunListener.NONE);

    assertThat(outcome.isSucceeded()).as("%s", outcome.failure()).isTrue();
    assertThat(outcome.workflow().status().findValuesAsText("value")).contains("b");
  }

  @Test
  void whatFailsSaysWhy() {
    RunOutcome outcome =
        run(
            "templates: [{name: main, resource: {action: get, flags: [cm, nowhere]}}]",
            RunListener.NONE);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    RunOutcome.Failure failure = Objects.requireNonNull(outcome.failure());
    assertThat(failure.exitCode()).isEqualTo("64");
    assertThat(failure.message())
        .isEqualTo(
            "main: Error (exit code 64): Error from server (NotFound): configmaps \"nowhere\" not"
                + " found");
  }

  private static final String WORKFLOWS =
      """
      templates:
      - name: main
        resource:
          action: create
          manifest: |
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: child-}
            spec:
              entrypoint: main
              templates:
              - name: main
                CHILD
          successCondition: status.phase == Succeeded
          failureCondition: status.phase in (Failed, Error)
        outputs: {parameters: [{name: name, valueFrom: {jsonPath: "{.metadata.name}"}}]}
      """;

  private static String workflows(String child) {
    return WORKFLOWS.replace("CHILD", child);
  }

  @Test
  void aWorkflowThatIsMadeIsRun() {
    ServiceFixture.Events events = new ServiceFixture.Events();
    RunOutcome outcome =
        run(workflows("container: {image: alpine, command: [echo, hello]}"), events);

    assertThat(outcome.isSucceeded()).as("%s", outcome.failure()).isTrue();
    assertThat(events.lines()).containsExactly("hello");
    String child = outcome.workflow().status().findValuesAsText("value").get(0);
    assertThat(child).startsWith("child-");
    assertThat(events.all())
        .contains(
            new RunEvent.ChildChanged(child, WorkflowPhase.RUNNING),
            new RunEvent.ChildChanged(child, WorkflowPhase.SUCCEEDED));
    assertThat(services.get(0).get(child).status().path("phase").asText()).isEqualTo("Succeeded");
  }

  @Test
  void aWorkflowThatFailsMeetsTheFailureCondition() {
    RunOutcome outcome =
        run(workflows("container: {image: alpine, command: ['false']}"), RunListener.NONE);

    assertThat(Objects.requireNonNull(outcome.failure()).message())
        .isEqualTo(
            "main: Error (exit code 64): failure condition '{status.phase in [Error Failed]}'"
                + " evaluated true");
  }

  @Test
  void aWorkflowThatLintRefusesIsNotMade() {
    RunOutcome outcome = run(workflows("steps: [[{name: a, template: b}]]"), RunListener.NONE);

    assertThat(Objects.requireNonNull(outcome.failure()).message())
        .startsWith("main: Error (exit code 64): ")
        .contains("template name 'b' undefined");
    assertThat(services.get(0).list()).hasSize(1);
  }

  @Test
  void aWorkflowThatMakesItselfComesToAnEnd() {
    String manifest =
        """
        templates:
        - name: main
          resource:
            action: create
            manifest: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {generateName: child-}
              spec: {workflowTemplateRef: {name: again}}
            successCondition: status.phase == Succeeded
            failureCondition: status.phase in (Failed, Error)
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: again}
        spec:
          entrypoint: main
          templates:
          - name: main
            resource:
              action: create
              manifest: |
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {generateName: child-}
                spec: {workflowTemplateRef: {name: again}}
              successCondition: status.phase == Succeeded
              failureCondition: status.phase in (Failed, Error)
        """;
    int end = manifest.indexOf("---");
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: wf}
        spec:
          entrypoint: main
        """
            + manifest.substring(0, end).indent(2)
            + manifest.substring(end);
    Manifests manifests = new ManifestReader().read(text, "wf.yaml");
    WorkflowService service = service();
    RunOutcome outcome =
        service.run(
            RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build(),
            RunListener.NONE);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(service.list())
        .hasSize(9)
        .allMatch(run -> Objects.requireNonNull(run.status()).phase().isFulfilled());
  }

  private static final String SLEEPER =
      "container: {image: alpine, command: [sh, -c, 'echo begun; sleep 600']}";

  /** Waits for a line of a log, then does something once. */
  private static RunListener at(String line, Runnable action) {
    return event -> {
      if (event instanceof RunEvent.PodLog log && log.line().equals(line)) {
        action.run();
      }
    };
  }

  @Test
  void aStopIsForTheWorkflowsThatWereMadeToo() throws InterruptedException {
    WorkflowService service = service();
    Run run =
        service.submit(
            options(workflows(SLEEPER)), at("begun", () -> service.stop("wf", "enough")));
    RunOutcome outcome = run.await();

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(service.list())
        .hasSize(2)
        .allMatch(info -> Objects.requireNonNull(info.status()).phase() == WorkflowPhase.FAILED);
  }

  @Test
  void aWorkflowThatWasMadeDoesNotOutliveOneThatFails() {
    RunOutcome outcome = run("activeDeadlineSeconds: 3\n" + workflows(SLEEPER), RunListener.NONE);

    assertThat(Objects.requireNonNull(outcome.failure()).message())
        .isEqualTo("Step exceeded its deadline");
    assertThat(services.get(0).list())
        .hasSize(2)
        .allMatch(info -> Objects.requireNonNull(info.status()).phase() == WorkflowPhase.FAILED);
  }

  @Test
  void aWorkflowNobodyWaitsForEndsBeforeTheOneThatMadeItIsOver() {
    ServiceFixture.Events events = new ServiceFixture.Events();
    String child = "container: {image: alpine, command: [sh, -c, 'sleep 1; echo done']}";
    String spec = workflows(child).replaceAll("(?m)^ *(success|failure)Condition.*\\R", "");
    RunOutcome outcome = run(spec, events);

    assertThat(outcome.isSucceeded()).as("%s", outcome.failure()).isTrue();
    assertThat(events.lines()).containsExactly("done");
  }

  @Test
  void whoTakesOverARunTakesOverTheWorkflowsItMade() throws Exception {
    WorkflowService first = service();
    CompletableFuture<String> begun = new CompletableFuture<>();
    Run run =
        first.submit(
            options(
                workflows(
                    "container: {image: alpine, command: [sh, -c, 'echo begun; sleep 2; echo ended']}")),
            at("begun", () -> begun.complete("")));
    begun.get(60, TimeUnit.SECONDS);
    run.detach();
    assertThat(run.await().detached()).isTrue();
    first.close();

    ServiceFixture.Events events = new ServiceFixture.Events();
    Run second = service().attach("wf", Manifests.NONE, DriverOptions.DEFAULT, events);
    assertThat(second.await().isSucceeded()).isTrue();
    assertThat(events.lines()).containsExactly("ended");
    assertThat(services.get(1).list()).hasSize(2);
  }

  @Test
  void aWorkflowThatWasMadeCanBeDeletedButNotChanged() {
    String spec =
        """
        templates:
        - name: main
          steps:
          - - {name: create, template: create}
          - - {name: patch, template: patch, continueOn: {failed: true}}
          - - {name: delete, template: delete}
          - - {name: look, template: look}
        - name: create
          resource:
            action: create
            manifest: |
              apiVersion: argoproj.io/v1alpha1
              kind: Workflow
              metadata: {name: child}
              spec:
                entrypoint: main
                templates:
                - {name: main, container: {image: alpine, command: [sleep, "600"]}}
        - name: patch
          resource:
            action: patch
            mergeStrategy: merge
            flags: [wf, child]
            manifest: "{spec: {suspend: true}}"
        - name: delete
          resource: {action: delete, flags: [workflow, child]}
        - name: look
          resource: {action: get, flags: [wf, child, --ignore-not-found]}
          outputs: {parameters: [{name: o, valueFrom: {jsonPath: '{.a}', default: gone}}]}
        """;
    RunOutcome outcome = run(spec, RunListener.NONE);

    assertThat(outcome.isSucceeded()).as("%s", outcome.failure()).isTrue();
    assertThat(outcome.workflow().status().findValuesAsText("value")).contains("gone");
    assertThat(outcome.workflow().status().findValuesAsText("message"))
        .anyMatch(message -> message.contains("can be created, got and deleted"));
    assertThat(services.get(0).list()).hasSize(1);
  }
}
