package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.FaultyLink;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.LabServer;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.status.WorkflowPhase;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real API server, with pods that only seem to run, while things go wrong. */
@Tag("lab")
@NeedsNode
@Timeout(600)
class KubernetesFaultsTest {
  private static final String NAME = "argo-build-faults";
  @TempDir Path folder;

  private static Manifests wide(String name, int pods) {
    return new ManifestReader()
        .read(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: NAME}
            spec:
              entrypoint: main
              templates:
              - name: main
                steps:
                - - {name: a, template: pod, withSequence: {count: "PODS"}}
                - - {name: b, template: pod}
              - name: pod
                container: {image: alpine, command: [echo]}
            """
                .replace("NAME", name)
                .replace("PODS", Integer.toString(pods)),
            "wide.yaml");
  }

  private static ServiceOptions options(Path folder, Path kubeconfig, String namespace) {
    return ServiceOptions.builder(folder)
        .kubernetes(KubernetesSettings.of(kubeconfig.toString(), "", namespace))
        .build();
  }

  /** The UIDs that pods had, by their names. */
  private static Watcher<Pod> counting(Map<String, Set<String>> uids) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, Pod pod) {
        uids.computeIfAbsent(pod.getMetadata().getName(), any -> ConcurrentHashMap.newKeySet())
            .add(pod.getMetadata().getUid());
      }

      @Override
      public void onClose(WatcherException cause) {
        // A watch that ends early is seen by what is missing.
      }
    };
  }

  @Test
  @SuppressWarnings("try")
  void brokenConnectionsLoseNoPodAndDoubleNone() throws IOException {
    LabServer lab = Lab.kwok(NAME);
    String text = Files.readString(lab.kubeconfig());
    Matcher server = Pattern.compile("(https://[^\"\\s,]+)").matcher(text);
    assertThat(server.find()).isTrue();
    URI address = URI.create(server.group(1));
    Map<String, Set<String>> uids = new ConcurrentHashMap<>();
    try (TestNamespace namespace = TestNamespace.create(lab);
        FaultyLink link = new FaultyLink(address.getHost(), address.getPort(), 7, 400_000);
        Watch watch =
            namespace.client().pods().inNamespace(namespace.name()).watch(counting(uids))) {
      Path kubeconfig = folder.resolve("kubeconfig");
      Files.writeString(
          kubeconfig, text.replace(server.group(1), "https://127.0.0.1:" + link.port()));
      for (int round = 0; round < 3; round++) {
        Manifests manifests = wide("wide-" + round, 20);
        try (WorkflowService service =
            EngineWorkflowService.open(options(folder, kubeconfig, namespace.name()))) {
          RunOutcome outcome =
              service.run(
                  RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build(),
                  event -> {});
          assertThat(outcome.phase())
              .as(outcome.workflow().status().toString())
              .isEqualTo(WorkflowPhase.SUCCEEDED);
        }
      }
      assertThat(link.broken()).isGreaterThan(3);
      assertThat(uids).hasSize(3 * 21);
      assertThat(uids.values()).allMatch(ids -> ids.size() == 1);
    }
  }

  /** Drives a run until it is killed or over. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      Manifests manifests = wide("killed", 40);
      ServiceOptions options = options(folder, Path.of(arguments[1]), arguments[2]);
      try (WorkflowService service = EngineWorkflowService.open(options)) {
        boolean known = service.list().stream().anyMatch(run -> run.name().equals("killed"));
        RunOptions run =
            RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
        try (Run going =
            known
                ? service.attach("killed", Manifests.NONE, DriverOptions.DEFAULT, event -> {})
                : service.submit(run, event -> {})) {
          System.out.println("phase " + going.await().phase());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  @SuppressWarnings("try")
  void aKilledDriverIsReplacedWithoutRunningAPodTwice() throws IOException, InterruptedException {
    LabServer lab = Lab.kwok(NAME);
    Random random = new Random(11);
    Map<String, Set<String>> uids = new ConcurrentHashMap<>();
    try (TestNamespace namespace = TestNamespace.create(lab);
        Watch watch =
            namespace.client().pods().inNamespace(namespace.name()).watch(counting(uids))) {
      Path output = folder.resolve("output");
      for (int kills = 0; kills < 6; kills++) {
        Process driver = driver(lab, namespace, output);
        if (driver.waitFor(1_500 + random.nextInt(2_500), TimeUnit.MILLISECONDS)) {
          break;
        }
        driver.destroyForcibly().waitFor();
      }
      if (!Files.readString(output).contains("phase SUCCEEDED")) {
        assertThat(driver(lab, namespace, output).waitFor(2, TimeUnit.MINUTES)).isTrue();
      }

      assertThat(Files.readString(output)).contains("phase SUCCEEDED");
      assertThat(uids).hasSize(41);
      assertThat(uids.values()).allMatch(ids -> ids.size() == 1);
      assertThat(
              namespace
                  .client()
                  .configMaps()
                  .inNamespace(namespace.name())
                  .withLabel("argo-build/workflow")
                  .list()
                  .getItems())
          .isEmpty();
    }
  }

  private Process driver(LabServer lab, TestNamespace namespace, Path output) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.resolve("work").toString(),
                lab.kubeconfig().toString(),
                namespace.name()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }
}
