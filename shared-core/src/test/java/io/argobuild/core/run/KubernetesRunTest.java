package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Manifests as pods of a real node. */
@Tag("lab")
@NeedsNode
@Timeout(180)
class KubernetesRunTest {
  private static TestNamespace namespace;
  @TempDir Path folder;
  @TempDir Path other;
  private WorkflowService service;
  private final ServiceFixture.Events events = new ServiceFixture.Events();
  private final CountDownLatch ready = new CountDownLatch(1);

  @BeforeAll
  static void makeNamespace() {
    namespace = TestNamespace.create(Lab.node());
  }

  @AfterAll
  static void removeNamespace() {
    namespace.close();
  }

  @BeforeEach
  void open() {
    service = EngineWorkflowService.open(options(PodDefaults.DEFAULT.pendingLimit()));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private ServiceOptions options(Duration pendingLimit) {
    return options(folder, pendingLimit);
  }

  private static ServiceOptions options(Path workFolder, Duration pendingLimit) {
    return ServiceOptions.builder(workFolder)
        .kubernetes(KubernetesSettings.of(Lab.node().kubeconfig().toString(), "", namespace.name()))
        .pods(
            new PodDefaults("curlimages/curl:latest", "busybox:musl", "IfNotPresent", pendingLimit))
        .build();
  }

  private static RunOptions manifest(String name, String body) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: NAME}
        spec:
          entrypoint: main
        """
                .replace("NAME", name)
            + body.indent(2);
    Manifests manifests = new ManifestReader().read(text, "wf.yaml");
    return RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
  }

  private static Map<String, NodeStatus> nodes(RunOutcome outcome) {
    return StatusReader.nodes(outcome.workflow().status()).stream()
        .collect(Collectors.toMap(NodeStatus::displayName, node -> node));
  }

  private static RunOutcome.Failure failure(RunOutcome outcome) {
    return Objects.requireNonNull(outcome.failure());
  }

  private int anchors(String run) {
    return namespace
        .client()
        .configMaps()
        .inNamespace(namespace.name())
        .withLabel("argo-build/workflow", run)
        .list()
        .getItems()
        .size();
  }

  private List<String> pods(String run) {
    return namespace
        .client()
        .pods()
        .inNamespace(namespace.name())
        .withLabel("argo-build/workflow", run)
        .list()
        .getItems()
        .stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  @Test
  void aDagOfScriptsPassesResultsOnAndLeavesNoPod() {
    RunOutcome outcome =
        service.run(
            manifest(
                "dag",
                """
                templates:
                - name: main
                  dag:
                    tasks:
                    - {name: a, template: gen}
                    - name: b
                      depends: a
                      template: say
                      arguments: {parameters: [{name: what, value: "{{tasks.a.outputs.result}}"}]}
                    - name: c
                      depends: a
                      template: say
                      arguments: {parameters: [{name: what, value: "c{{item}}"}]}
                      withItems: [1, 2]
                - name: gen
                  script:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [sh]
                    source: "echo one"
                - name: say
                  inputs: {parameters: [{name: what}]}
                  container:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [echo]
                    args: ["said {{inputs.parameters.what}}"]
                """),
            events);

    assertThat(outcome.isSucceeded()).as(events.all().toString()).isTrue();
    assertThat(events.lines())
        .contains("one", "said one", "said c1", "said c2")
        .doesNotHaveDuplicates();
    assertThat(pods("dag")).isEmpty();
    assertThat(anchors("dag")).isZero();
  }

  @Test
  void aStepThatFailsTellsItsExitCodeAndStaysForInspection() throws InterruptedException {
    RunOutcome outcome =
        service.run(
            manifest(
                "bad",
                """
                templates:
                - name: main
                  container:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [sh, -c]
                    args: ["echo it goes wrong; exit 7"]
                """),
            events);

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(failure(outcome).message()).isEqualTo("main: Error (exit code 7)");
    assertThat(failure(outcome).lastLines()).containsExactly("it goes wrong");
    assertThat(pods("bad")).hasSize(1);
    assertThat(anchors("bad")).isEqualTo(1);

    service.delete("bad");
    assertThat(pods("bad")).isEmpty();
    assertThat(anchors("bad")).isZero();
  }

  @Test
  void aResourceTemplateIsAboutTheClusterItself() {
    RunOutcome outcome =
        service.run(
            manifest(
                "resource",
                """
                templates:
                - name: main
                  resource:
                    action: create
                    manifest: |
                      apiVersion: v1
                      kind: ConfigMap
                      metadata: {name: made}
                      data: {colour: blue}
                  outputs:
                    parameters: [{name: colour, valueFrom: {jsonPath: "{.data.colour}"}}]
                """),
            events);

    assertThat(outcome.isSucceeded()).as(nodes(outcome).toString()).isTrue();
    assertThat(String.valueOf(nodes(outcome).get("resource"))).contains("blue");
    assertThat(
            namespace
                .client()
                .configMaps()
                .inNamespace(namespace.name())
                .withName("made")
                .get()
                .getData())
        .containsEntry("colour", "blue");
  }

  private static void create(String kind, String text) {
    String version = text.lines().findFirst().orElseThrow().substring("apiVersion: ".length());
    namespace
        .client()
        .genericKubernetesResources(version, kind)
        .inNamespace(namespace.name())
        .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .create();
  }

  @Test
  void whatTheManifestNamesIsTakenFromTheCluster() {
    namespace
        .client()
        .resource(
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: workflowtemplates.argoproj.io}
            spec:
              group: argoproj.io
              names: {kind: WorkflowTemplate, plural: workflowtemplates, singular: workflowtemplate}
              scope: Namespaced
              versions:
              - name: v1alpha1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """)
        .serverSideApply();
    namespace
        .client()
        .resource(
            "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: workflowtemplates.argoproj.io}")
        .waitUntilCondition(
            crd -> crd != null && String.valueOf(crd).contains("type=Established"),
            30,
            TimeUnit.SECONDS);
    create(
        "WorkflowTemplate",
        """
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: tools}
            spec:
              templates:
              - name: say
                inputs: {parameters: [{name: what}]}
                container:
                  image: alpine:3.23
                  imagePullPolicy: IfNotPresent
                  command: [echo]
                  args: ["said {{inputs.parameters.what}}"]
            """);
    create(
        "ConfigMap",
        """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: words, labels: {workflows.argoproj.io/configmap-type: Parameter}}
            data: {what: hello}
            """);

    RunOutcome outcome =
        service.run(
            manifest(
                "named",
                """
                arguments:
                  parameters:
                  - {name: what, valueFrom: {configMapKeyRef: {name: words, key: what}}}
                templates:
                - name: main
                  steps:
                  - - name: a
                      templateRef: {name: tools, template: say}
                      arguments: {parameters: [{name: what, value: "{{workflow.parameters.what}}"}]}
                """),
            events);

    assertThat(outcome.isSucceeded()).as(nodes(outcome).toString()).isTrue();
    assertThat(events.lines()).contains("said hello");
  }

  @Test
  void anotherRunOfTheSameNameIsRefused() throws InterruptedException {
    RunOptions options =
        manifest(
            "twice",
            """
            templates:
            - name: main
              container:
                image: alpine:3.23
                imagePullPolicy: IfNotPresent
                command: [sh, -c, "exit 1"]
            """);
    service.run(options, events);

    try (WorkflowService elsewhere =
        EngineWorkflowService.open(options(other, PodDefaults.DEFAULT.pendingLimit()))) {
      assertThatThrownBy(() -> elsewhere.run(options, events))
          .hasMessageContaining("CLUSTER_RUN_EXISTS");
    }
    service.delete("twice");
  }

  @Test
  void sidecarsEndWithMainWhateverTheirImageHas() {
    RunOutcome outcome =
        service.run(
            manifest(
                "sidecar",
                """
                templates:
                - name: main
                  container:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [echo]
                    args: [done]
                  sidecars:
                  - {name: deaf, image: "busybox:musl", imagePullPolicy: IfNotPresent, command: [sleep, "1000"]}
                  podSpecPatch: '{"terminationGracePeriodSeconds": 2}'
                """),
            events);

    assertThat(outcome.isSucceeded()).as(nodes(outcome).toString()).isTrue();
  }

  @Test
  void anImageThatIsNotThereEndsWithTheReasonAtTheLimit() {
    try (WorkflowService hasty = EngineWorkflowService.open(options(Duration.ofSeconds(8)))) {
      RunOutcome outcome =
          hasty.run(
              manifest(
                  "image",
                  """
                  templates:
                  - name: main
                    container: {image: "no/such:1", command: [echo]}
                  """),
              events);

      assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
      assertThat(failure(outcome).message())
          .startsWith("pod did not start within 8s: ")
          .containsAnyOf("ErrImagePull", "ImagePullBackOff");
    }
  }

  @Test
  void aStoppedStepKeepsItsOutputsAndExitHandlersRun() throws InterruptedException {
    Run run =
        service.submit(
            manifest(
                "stop",
                """
                onExit: bye
                templates:
                - name: main
                  steps: [[{name: long, template: long}]]
                - name: long
                  container:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [sh, -c]
                    args: ["echo kept > /tmp/p; echo ready; sleep 1000"]
                  outputs: {parameters: [{name: p, valueFrom: {path: /tmp/p}}]}
                - name: bye
                  container:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [echo]
                    args: ["bye {{workflow.status}}"]
                """),
            event -> {
              events.on(event);
              if (event instanceof RunEvent.PodLog log && log.line().equals("ready")) {
                ready.countDown();
              }
            });
    ready.await();
    run.stop("enough");
    RunOutcome outcome = run.await();

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(events.lines()).contains("bye Failed");
    NodeStatus node = Objects.requireNonNull(nodes(outcome).get("long"));
    assertThat(node.message()).contains("workflow shutdown with strategy");
    assertThat(String.valueOf(node.outputs())).contains("kept");
  }
}
