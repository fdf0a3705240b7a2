package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.WorkflowPhase;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to pods of a real node, told as Argo tells it. */
@Tag("lab")
@NeedsNode
@Timeout(180)
class KubernetesFailuresTest {
  private static final String IMAGE = "image: alpine:3.23, imagePullPolicy: IfNotPresent";
  private static TestNamespace namespace;
  @TempDir Path folder;
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
    service =
        EngineWorkflowService.open(
            ServiceOptions.builder(folder)
                .kubernetes(
                    KubernetesSettings.of(Lab.node().kubeconfig().toString(), "", namespace.name()))
                .pods(
                    new PodDefaults(
                        "curlimages/curl:latest",
                        "busybox:musl",
                        "IfNotPresent",
                        Duration.ofMinutes(1)))
                .build());
  }

  @AfterEach
  void close() {
    service.close();
  }

  private Run submit(String name, String body) {
    String text =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: NAME}
        spec:
          entrypoint: main
        """
                .replace("NAME", name)
            + body.replace("IMAGE", IMAGE).indent(2);
    Manifests manifests = new ManifestReader().read(text, "wf.yaml");
    return service.submit(
        RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build(),
        event -> {
          events.on(event);
          if (event instanceof RunEvent.PodLog log && log.line().equals("ready")) {
            ready.countDown();
          }
        });
  }

  private static NodeStatus node(RunOutcome outcome, String displayName) {
    Map<String, NodeStatus> nodes =
        StatusReader.nodes(outcome.workflow().status()).stream()
            .collect(Collectors.toMap(NodeStatus::displayName, node -> node, (a, b) -> b));
    return Objects.requireNonNull(nodes.get(displayName), nodes::toString);
  }

  @Test
  void aContainerThatIsOutOfMemoryIsToldSo() throws InterruptedException {
    RunOutcome outcome =
        submit(
                "oom",
                """
                templates:
                - name: main
                  container:
                    IMAGE
                    command: [sh, -c, "tail /dev/zero"]
                    resources: {limits: {memory: 32Mi}}
                  outputs: {parameters: [{name: p, valueFrom: {path: /tmp/p, default: d}}]}
                """
                    .replace("IMAGE", "image: alpine:3.23\n    imagePullPolicy: IfNotPresent"))
            .await();

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(node(outcome, "oom").message()).isEqualTo("main: OOMKilled (exit code 137)");
  }

  @Test
  void aPodDeletedByHandIsAnErrorThatARetryMends() throws InterruptedException {
    Run run =
        submit(
            "deleted",
            """
            templates:
            - name: main
              retryStrategy: {limit: 1, retryPolicy: Always}
              container: {IMAGE, command: [sh, -c, "echo ready; [ {{retries}} = 1 ] || sleep 1000"]}
            """);
    ready.await();
    namespace
        .client()
        .pods()
        .inNamespace(namespace.name())
        .withLabel("argo-build/workflow", "deleted")
        .withGracePeriod(1)
        .delete();
    RunOutcome outcome = run.await();

    assertThat(outcome.isSucceeded()).as(outcome.workflow().status().toString()).isTrue();
    assertThat(node(outcome, "deleted(0)").message()).isEqualTo("main: Error (exit code 137)");
    assertThat(node(outcome, "deleted(1)").phase()).isEqualTo(NodePhase.SUCCEEDED);
  }

  @Test
  void aDaemonServesUntilItsStepsAreDone() throws InterruptedException {
    RunOutcome outcome =
        submit(
                "daemon",
                """
                templates:
                - name: main
                  steps:
                  - - {name: server, template: server}
                  - - name: client
                      template: client
                      arguments: {parameters: [{name: ip, value: "{{steps.server.ip}}"}]}
                - name: server
                  daemon: true
                  container:
                    image: alpine:3.23
                    imagePullPolicy: IfNotPresent
                    command: [sh, -c, "trap 'exit 0' TERM; while true; do echo served | nc -l -p 8080; done"]
                    readinessProbe: {exec: {command: ["true"]}}
                - name: client
                  inputs: {parameters: [{name: ip}]}
                  container: {IMAGE, command: [sh, -c, "nc -w 5 {{inputs.parameters.ip}} 8080 </dev/null"]}
                  retryStrategy: {limit: 3}
                """)
            .await();

    assertThat(outcome.isSucceeded()).as(outcome.workflow().status().toString()).isTrue();
    assertThat(events.lines()).contains("served");
  }

  @Test
  void aContainerSetRunsInTheOrderOfItsDependencies() throws InterruptedException {
    RunOutcome outcome =
        submit(
                "set",
                """
                templates:
                - name: main
                  containerSet:
                    volumeMounts: [{name: work, mountPath: /work}]
                    containers:
                    - {name: a, IMAGE, command: [sh, -c, "sleep 1; echo from-a > /work/a"]}
                    - {name: main, IMAGE, command: [cat, /work/a], dependencies: [a]}
                  volumes: [{name: work, emptyDir: {}}]
                """)
            .await();

    assertThat(outcome.isSucceeded()).as(outcome.workflow().status().toString()).isTrue();
    assertThat(events.lines()).contains("from-a");
  }

  @Test
  void aDeadlineEndsThePodAndTerminateEndsTheRest() throws InterruptedException {
    RunOutcome late =
        submit(
                "late",
                """
                templates:
                - name: main
                  activeDeadlineSeconds: 3
                  container: {IMAGE, command: [sleep, "1000"]}
                podSpecPatch: '{"terminationGracePeriodSeconds": 1}'
                """)
            .await();
    assertThat(node(late, "late").message())
        .isEqualTo("Pod was active on the node longer than the specified deadline");

    Run run =
        submit(
            "gone",
            """
            onExit: never
            templates:
            - name: main
              container: {IMAGE, command: [sh, -c, "echo ready; sleep 1000"]}
            - name: never
              container: {IMAGE, command: [echo, never]}
            podSpecPatch: '{"terminationGracePeriodSeconds": 1}'
            """);
    ready.await();
    run.terminate();
    assertThat(run.await().phase()).isEqualTo(WorkflowPhase.FAILED);
    assertThat(events.lines()).doesNotContain("never");
  }

  @Test
  void whatAdmissionRefusesForGoodEndsTheNode() throws InterruptedException {
    RunOutcome outcome =
        submit(
                "refused",
                """
                templates:
                - name: main
                  serviceAccountName: nobody-knows
                  container: {IMAGE, command: [echo, x]}
                """)
            .await();

    assertThat(outcome.phase()).isEqualTo(WorkflowPhase.ERROR);
    assertThat(node(outcome, "refused").message())
        .contains("serviceaccount \"nobody-knows\" not found");
  }

  @Test
  void aQuotaIsWaitedForWithItsMessage() throws InterruptedException {
    var quotas = namespace.client().resourceQuotas().inNamespace(namespace.name());
    quotas
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("one")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("1"))
                .endSpec()
                .build())
        .create();
    try {
      RunOutcome outcome =
          submit(
                  "quota",
                  """
                  podGC: {strategy: OnPodCompletion}
                  templates:
                  - name: main
                    steps: [[{name: a, template: one}, {name: b, template: one}]]
                  - name: one
                    container: {IMAGE, command: [sleep, "2"]}
                  """)
              .await();

      assertThat(outcome.isSucceeded()).as(outcome.workflow().status().toString()).isTrue();
      assertThat(events.all()).anyMatch(event -> event.toString().contains("exceeded quota: one"));
    } finally {
      quotas.withName("one").delete();
    }
  }
}
