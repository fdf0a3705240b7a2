package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.s3.FaultProxy;
import io.argobuild.core.artifact.s3.S3ArtifactStore;
import io.argobuild.core.artifact.s3.S3Server;
import io.argobuild.core.artifact.s3.S3Settings;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever dies at whatever moment, in the end nothing is left in the bucket. */
@Timeout(240)
class KilledS3RunTest {
  private static final String MANIFEST =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: wf}
      spec:
        entrypoint: main
        artifactGC: {strategy: OnWorkflowCompletion}
        templates:
        - name: main
          retryStrategy: {limit: 2, retryPolicy: Always}
          script:
            image: a
            command: [sh]
            source: "echo one > /tmp/one; [ {{retries}} -ge 1 ] && mkdir /tmp/two && echo x > /tmp/two/x"
          outputs:
            artifacts:
            - {name: one, path: /tmp/one}
            - {name: two, path: /tmp/two, archive: {none: {}}}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: artifact-repositories
        annotations: {workflows.argoproj.io/default-artifact-repository: main}
      data:
        main: |
          s3:
            endpoint: %s
            bucket: killed-runs
            createBucketIfNotPresent: {}
            accessKeySecret: {name: cred, key: accesskey}
            secretKeySecret: {name: cred, key: secretkey}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: cred}
      stringData: {accesskey: %s, secretkey: %s}
      """;

  @TempDir Path folder;
  private S3Server server;
  private S3Settings bucket;

  @BeforeEach
  void start() {
    ServiceFixture.assumeSandbox(folder);
    server = S3Server.start();
    bucket = server.bucket("killed-runs");
    try (ArtifactStore store = S3ArtifactStore.open(bucket)) {
      store.write(
          new io.argobuild.core.artifact.ArtifactKey("wf2/foreign"),
          new java.io.ByteArrayInputStream(new byte[1]),
          1);
    }
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String manifest(URI endpoint) {
    return MANIFEST.formatted(endpoint, S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
  }

  private List<String> keys() {
    try (ArtifactStore store = S3ArtifactStore.open(bucket);
        Stream<StoredObject> objects = store.list("")) {
      return objects.map(object -> object.key().text()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wf(0) RUNNING", "wf(0) FAILED", "wf(1) SUCCEEDED"})
  void aDriverThatIsKilled(String killedAfter) throws Exception {
    String text = manifest(server.endpoint());
    killAfter(killedAfter, driver(Files.writeString(folder.resolve("wf.yaml"), text)));

    try (WorkflowService service = service()) {
      Manifests manifests = new ManifestReader().read(text, "wf.yaml");
      Manifests secrets =
          new Manifests(
              manifests.objects().stream().filter(o -> o.kind().equals("Secret")).toList(),
              List.of());
      RunOutcome outcome =
          service.attach("wf", secrets, DriverOptions.DEFAULT, RunListener.NONE).await();

      assertThat(outcome.isSucceeded()).as(outcome.toString()).isTrue();
      assertThat(Objects.requireNonNull(outcome.gc()).failed()).isEmpty();
    }
    assertThat(keys()).containsExactly("wf2/foreign");
  }

  /** As when a pod is killed between its upload and its report: nobody knows of the object. */
  @Test
  void anUploadThatNobodyHeardOf() {
    try (FaultProxy proxy =
            new FaultProxy(server.endpoint(), 1, 0)
                .droppingAnswers(line -> line.startsWith("PUT ") && line.contains("one.tgz"));
        WorkflowService service = service()) {
      String text = manifest(proxy.endpoint()).replace("limit: 2", "limit: 0");
      Manifests manifests = new ManifestReader().read(text, "wf.yaml");
      RunOutcome outcome =
          service.run(
              RunOptions.builder(manifests.onlyWorkflow()).resources(manifests).build(),
              RunListener.NONE);

      assertThat(outcome.isSucceeded()).isFalse();
      assertThat(proxy.faults()).isPositive();
      GcReport report = Objects.requireNonNull(outcome.gc());
      assertThat(report.deleted())
          .extracting(GcReport.Deleted::key)
          .anyMatch(k -> k.endsWith("one.tgz"));
      assertThat(report.failed()).isEmpty();
    }
    assertThat(keys()).containsExactly("wf2/foreign");
  }

  private WorkflowService service() {
    return EngineWorkflowService.open(ServiceOptions.builder(folder.resolve("work")).build());
  }

  private Process driver(Path manifest) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LocalRunMain.class.getName(),
            folder.resolve("work").toString(),
            manifest.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void killAfter(String wanted, Process process) throws Exception {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.equals(wanted)) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo(wanted);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
