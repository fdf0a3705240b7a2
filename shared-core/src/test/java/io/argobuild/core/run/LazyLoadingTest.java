package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs without a cluster don't load its client. */
class LazyLoadingTest {

  /** Runs a workflow that needs no pod. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Manifests manifests =
          new ManifestReader()
              .read(
                  """
                  apiVersion: argoproj.io/v1alpha1
                  kind: Workflow
                  metadata: {name: wf}
                  spec:
                    entrypoint: main
                    templates: [{name: main, suspend: {duration: "0"}}]
                  """,
                  "wf.yaml");
      ServiceOptions options =
          ServiceOptions.builder(Path.of(arguments[0])).runtime(RuntimeKind.LOCAL).build();
      try (WorkflowService service = EngineWorkflowService.open(options)) {
        RunOptions run =
            RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
        System.out.println("phase " + service.run(run, event -> {}).phase());
      }
    }
  }

  @Test
  void aLocalRunLoadsNoClassOfTheKubernetesClient(@TempDir Path folder)
      throws IOException, InterruptedException {
    ServiceFixture.assumeSandbox(folder);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    folder.resolve("work").toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();

    List<String> lines = Files.readAllLines(output);
    assertThat(lines).contains("phase SUCCEEDED");
    assertThat(lines).anyMatch(line -> line.contains("io.argobuild.core.run.KubernetesClusters"));
    assertThat(lines).noneMatch(line -> line.contains("io.fabric8."));
  }
}
