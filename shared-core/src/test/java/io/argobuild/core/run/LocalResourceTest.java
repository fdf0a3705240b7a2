package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.WorkflowPhase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  private RunOutcome run(String spec, RunListener listener) {
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
    WorkflowService service =
        EngineWorkflowService.open(ServiceOptions.builder(folder.resolve("work")).build());
    services.add(service);
    return service.run(
        RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build(), listener);
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
}
