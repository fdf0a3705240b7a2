package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.LabServer;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.WorkflowPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts between pods of a real node, through MinIO. */
@Tag("lab")
@NeedsNode
@Timeout(180)
class KubernetesArtifactsTest {
  private static final String PASSING =
      """
      artifactGC: {strategy: OnWorkflowCompletion}
      templates:
      - name: main
        steps:
        - - {name: out, template: out}
        - - name: in
            template: in
            arguments: {artifacts: [{name: a, from: "{{steps.out.outputs.artifacts.a}}"}]}
      - name: out
        container:
          image: alpine:3.23
          imagePullPolicy: IfNotPresent
          command: [sh, -c, "mkdir /tmp/d; echo one > /tmp/d/1; echo two > /tmp/d/2"]
        outputs: {artifacts: [{name: a, path: /tmp/d}]}
      - name: in
        inputs: {artifacts: [{name: a, path: /in}]}
        container:
          image: alpine:3.23
          imagePullPolicy: IfNotPresent
          command: [sh, -c, "cat /in/1 /in/2"]
      """;

  @TempDir Path folder;

  private ServiceOptions options(TestNamespace namespace) {
    LabServer lab = Lab.node();
    return ServiceOptions.builder(folder)
        .kubernetes(KubernetesSettings.of(lab.kubeconfig().toString(), "", namespace.name()))
        .repository(
            RepositoryOptions.bucket(
                lab.value("S3_ENDPOINT"),
                "artifacts",
                lab.value("S3_ACCESS_KEY"),
                lab.value("S3_SECRET_KEY")))
        .pods(
            new PodDefaults(
                "curlimages/curl:latest", "busybox:musl", "IfNotPresent", Duration.ofMinutes(1)))
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

  @Test
  @SuppressWarnings("try")
  void artifactsGoFromPodToPodAndNoSecretIsSeen() throws IOException {
    LabServer lab = Lab.node();
    ServiceFixture.Events events = new ServiceFixture.Events();
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (TestNamespace namespace = TestNamespace.create(lab)) {
      KubernetesClient admin = namespace.client();
      RunOutcome outcome;
      try (Watch watch = admin.pods().inNamespace(namespace.name()).watch(remembering(seen));
          WorkflowService service = EngineWorkflowService.open(options(namespace))) {
        outcome = service.run(manifest("passing", PASSING), events);
      }

      assertThat(outcome.phase()).as(events.all().toString()).isEqualTo(WorkflowPhase.SUCCEEDED);
      assertThat(events.lines()).containsExactly("one", "two");
      assertThat(Objects.requireNonNull(outcome.gc()).deleted()).hasSize(1);
      admin
          .v1()
          .events()
          .inNamespace(namespace.name())
          .list()
          .getItems()
          .forEach(event -> seen.add(String.valueOf(event)));
      assertThat(admin.configMaps().inNamespace(namespace.name()).list().getItems())
          .extracting(map -> map.getMetadata().getName())
          .containsExactly("kube-root-ca.crt");
      assertThat(admin.secrets().inNamespace(namespace.name()).list().getItems()).isEmpty();
    }
    events.all().forEach(event -> seen.add(event.toString()));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.add(Files.readString(file));
      }
    }
    assertThat(seen).hasSizeGreaterThan(10);
    for (String secret :
        List.of(
            lab.value("S3_ACCESS_KEY"), lab.value("S3_SECRET_KEY"), "X-Amz-Signature", "Bearer")) {
      assertThat(seen).noneMatch(text -> text.contains(secret));
    }
  }

  private static Watcher<Pod> remembering(Queue<String> seen) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, Pod pod) {
        seen.add(pod.toString());
      }

      @Override
      public void onClose(WatcherException cause) {
        // A watch that ends early is seen by what is missing.
      }
    };
  }
}
