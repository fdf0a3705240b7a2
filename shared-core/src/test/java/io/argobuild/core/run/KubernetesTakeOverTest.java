package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.LabServer;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.WorkflowPhase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A driver dies, and another one goes on that has nothing but the cluster. */
@Tag("lab")
@NeedsNode
@Timeout(180)
class KubernetesTakeOverTest {
  @TempDir Path folder;

  private static ServiceOptions options(Path folder, String kubeconfig, String namespace) {
    return ServiceOptions.builder(folder)
        .kubernetes(KubernetesSettings.of(kubeconfig, "", namespace))
        .store(StoreKind.CLUSTER)
        .build();
  }

  /** Begins a run, and tells when its first pod is there. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
      Manifests manifests =
          new ManifestReader()
              .read(
                  """
                  apiVersion: argoproj.io/v1alpha1
                  kind: Workflow
                  metadata: {name: moved}
                  spec:
                    entrypoint: main
                    templates:
                    - name: main
                      steps:
                      - - {name: a, template: pod}
                      - - {name: wait, template: wait}
                      - - {name: b, template: pod}
                    - name: wait
                      suspend: {duration: "20"}
                    - name: pod
                      container: {image: alpine, command: [echo]}
                  """,
                  "moved.yaml");
      ServiceOptions options = options(Path.of(arguments[0]), arguments[1], arguments[2]);
      try (WorkflowService service = EngineWorkflowService.open(options);
          Run run =
              service.submit(
                  RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build(),
                  event -> {})) {
        run.await();
      }
    }
  }

  @Test
  void aRunGoesOnFromAnotherFolder() throws IOException, InterruptedException {
    LabServer lab = Lab.kwok("objects");
    String kubeconfig = lab.kubeconfig().toString();
    try (TestNamespace namespace = TestNamespace.create(lab)) {
      Process first =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      Main.class.getName(),
                      folder.resolve("first").toString(),
                      kubeconfig,
                      namespace.name()))
              .inheritIO()
              .start();
      namespace
          .client()
          .pods()
          .inNamespace(namespace.name())
          .withLabel("argo-build/workflow", "moved")
          .waitUntilCondition(pod -> pod != null, 1, TimeUnit.MINUTES);
      first.destroyForcibly().waitFor();

      try (WorkflowService service =
          EngineWorkflowService.open(
              options(folder.resolve("second"), kubeconfig, namespace.name()))) {
        assertThat(service.list()).extracting(RunInfo::name).containsExactly("moved");
        try (Run run =
            service.attach("moved", Manifests.NONE, DriverOptions.DEFAULT, event -> {})) {
          assertThat(run.await().phase()).isEqualTo(WorkflowPhase.SUCCEEDED);
        }
        service.delete("moved");
      }
      assertThat(namespace.client().leases().inNamespace(namespace.name()).list().getItems())
          .isEmpty();
    }
  }
}
