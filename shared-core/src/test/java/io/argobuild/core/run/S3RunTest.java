package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.artifact.ArtifactKey;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.StoredObject;
import io.argobuild.core.artifact.s3.S3ArtifactStore;
import io.argobuild.core.artifact.s3.S3Credentials;
import io.argobuild.core.artifact.s3.S3Lab;
import io.argobuild.core.artifact.s3.S3Server;
import io.argobuild.core.artifact.s3.S3Settings;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.OrphanReport;
import io.argobuild.core.manifest.ManifestReader;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local runs whose artifacts are in S3: pods go by presigned addresses, GC by the client. */
@Timeout(240)
class S3RunTest {
  private static final Path EXAMPLES = Path.of("..", "examples", "workflows");
  private static S3Server server;

  @TempDir Path folder;
  private final List<WorkflowService> services = new ArrayList<>();
  private final ServiceFixture.Events events = new ServiceFixture.Events();

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void sandbox() {
    ServiceFixture.assumeSandbox(folder);
  }

  @AfterEach
  void close() {
    services.forEach(WorkflowService::close);
  }

  private S3Settings bucket() {
    return server.bucket("runs-" + UUID.randomUUID());
  }

  private WorkflowService service(RepositoryOptions repository) {
    WorkflowService service =
        EngineWorkflowService.open(
            ServiceOptions.builder(folder.resolve("work")).repository(repository).build());
    services.add(service);
    return service;
  }

  private WorkflowService service(S3Settings bucket) {
    return service(given(bucket, ""));
  }

  private static RepositoryOptions given(S3Settings bucket, String keyFormat) {
    S3Credentials.Keys keys = (S3Credentials.Keys) bucket.credentials();
    return new RepositoryOptions(
        bucket.endpoint().toString(),
        "",
        bucket.bucket(),
        keyFormat,
        keys.accessKey(),
        keys.secretKey(),
        "",
        "",
        null,
        true,
        false,
        false);
  }

  private static RunOptions example(String name) throws IOException {
    return options(Files.readString(EXAMPLES.resolve(name)), "");
  }

  private static RunOptions options(String workflow, String resources) {
    Manifests manifests = new ManifestReader().read(workflow + resources, "wf.yaml");
    return RunOptions.builder(manifests.workflows().get(0)).resources(manifests).build();
  }

  private static List<String> keys(S3Settings bucket) {
    try (ArtifactStore store = S3ArtifactStore.open(bucket);
        Stream<StoredObject> objects = store.list("")) {
      return objects.map(object -> object.key().text()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "artifact-passing.yaml",
        "dag-diamond.yaml",
        "hello-world.yaml",
        "loop-with-results.yaml",
        "retry-then-artifact-gc.yaml"
      })
  void theExamplesRun(String name) throws IOException {
    RunOutcome outcome = service(bucket()).run(example(name), events);

    assertThat(outcome.isSucceeded()).as(outcome.toString()).isTrue();
    assertThat(folder.resolve("work/artifacts")).isEmptyDirectory();
  }

  @Test
  void artifactsOfFailedAttemptsAreDeletedAndThoseNeverStoredAreSkipped() throws IOException {
    retryThenGc(bucket());
  }

  @Test
  void theSameOnARealMinio() throws IOException {
    retryThenGc(S3Lab.bucket("runs-" + UUID.randomUUID()));
  }

  private void retryThenGc(S3Settings bucket) throws IOException {
    RunOutcome outcome = service(bucket).run(example("retry-then-artifact-gc.yaml"), events);

    assertThat(outcome.isSucceeded()).isTrue();
    GcReport report = Objects.requireNonNull(outcome.gc());
    assertThat(report.deleted()).hasSize(3);
    assertThat(report.skipped())
        .singleElement()
        .extracting(GcReport.Skipped::reason)
        .isEqualTo("never stored");
    assertThat(report.failed()).isEmpty();
    assertThat(report.remarks()).isEmpty();
    assertThat(keys(bucket)).isEmpty();
    assertThat(outcome.workflow().raw().toString())
        .contains(bucket.bucket())
        .doesNotContain(((S3Credentials.Keys) bucket.credentials()).secretKey());
  }

  private static final String FOLDERS =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: wf}
      spec:
        entrypoint: main
        artifactGC: {strategy: OnWorkflowDeletion}
        templates:
        - name: main
          steps:
          - - {name: make, template: make}
          - - name: use
              template: use
              arguments:
                artifacts:
                - {name: plain, from: "{{steps.make.outputs.artifacts.plain}}"}
                - {name: packed, from: "{{steps.make.outputs.artifacts.packed}}"}
        - name: make
          container:
            image: alpine
            command: [sh, -c]
            args: ["mkdir -p '/tmp/d/sub dir' && echo one > '/tmp/d/sub dir/ü' && echo two > /tmp/d/x"]
          outputs:
            artifacts:
            - {name: plain, path: /tmp/d, archive: {none: {}}}
            - {name: packed, path: /tmp/d}
        - name: use
          inputs:
            artifacts: [{name: plain, path: /tmp/p}, {name: packed, path: /tmp/q}]
          container:
            image: alpine
            command: [sh, -c]
            args: ["cat '/tmp/p/sub dir/ü' /tmp/p/x && diff -r /tmp/p /tmp/q && echo same"]
      """;

  @Test
  void foldersGoUnpackedAndComeBack() throws InterruptedException {
    S3Settings bucket = bucket();
    WorkflowService service = service(bucket);
    RunOutcome outcome = service.run(options(FOLDERS, ""), events);

    assertThat(outcome.isSucceeded()).as(outcome.toString()).isTrue();
    assertThat(events.lines()).containsExactly("one", "two", "same");
    assertThat(keys(bucket)).hasSize(3).anyMatch(key -> key.endsWith("/d/sub dir/ü"));

    assertThat(service.delete("wf").isComplete()).isTrue();
    assertThat(keys(bucket)).isEmpty();
  }

  private static String repository(S3Settings bucket, String more) {
    S3Credentials.Keys keys = (S3Credentials.Keys) bucket.credentials();
    return """
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
              bucket: %s
              insecure: true
              createBucketIfNotPresent: {}
              keyFormat: "team/{{workflow.name}}/{{pod.name}}"
              accessKeySecret: {name: s3-cred, key: accesskey}
              secretKeySecret: {name: s3-cred, key: secretkey}
        """
            .formatted(bucket.endpoint().getAuthority(), bucket.bucket())
        + more.formatted(keys.accessKey(), keys.secretKey());
  }

  private static final String SECRET =
      """
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: s3-cred}
      stringData: {accesskey: %s, secretkey: %s}
      """;

  @Test
  void theRepositoryOfTheManifestsCountsWithItsSecretAndKeyFormat() {
    S3Settings bucket = bucket();
    RunOutcome outcome =
        service(RepositoryOptions.NONE).run(options(FOLDERS, repository(bucket, SECRET)), events);

    assertThat(outcome.isSucceeded()).as(outcome.toString()).isTrue();
    assertThat(keys(bucket)).hasSize(3).allMatch(key -> key.startsWith("team/wf/wf-make-"));
    assertThat(outcome.workflow().status().at("/artifactRepositoryRef/key").asText())
        .isEqualTo("main");
  }

  @Test
  void aMissingSecretIsToldBeforeAnythingRuns() {
    WorkflowService service = service(RepositoryOptions.NONE);
    RunOptions options = options(FOLDERS, repository(bucket(), ""));

    assertThatThrownBy(() -> service.run(options, events))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("ARTIFACT_CREDENTIALS_MISSING"));
    assertThat(service.list()).isEmpty();
  }

  @Test
  void whatNeedsTheSecretLaterTakesItFromFilesOrKeysOfTheBuild() throws Exception {
    S3Settings bucket = bucket();
    String manifests = repository(bucket, SECRET);
    assertThat(
            service(RepositoryOptions.NONE).run(options(FOLDERS, manifests), events).isSucceeded())
        .isTrue();
    String key = keys(bucket).get(0);

    WorkflowService without = service(RepositoryOptions.NONE);
    List<String> seen = new ArrayList<>();
    ThrowingCallable[] calls = {
      () -> without.gc("wf"),
      () -> without.delete("wf"),
      () -> without.artifact("wf", recorded(without), Manifests.NONE, (path, in) -> seen.add(path))
    };
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .hasMessageContaining("ARTIFACT_CREDENTIALS_MISSING")
          .hasMessageContaining("argo.repository.server")
          .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    Manifests files = new ManifestReader().read(manifests, "secret.yaml");
    without.artifact("wf", recorded(without), files, (path, in) -> seen.add(path));
    assertThat(seen).as(key).isNotEmpty();
    assertThat(without.gcPlan("wf").deletions()).isEmpty();
    assertThat(without.gc("wf", files).isComplete()).isTrue();

    S3Credentials.Keys keys = (S3Credentials.Keys) bucket.credentials();
    WorkflowService keyed =
        service(RepositoryOptions.bucket("", "", keys.accessKey(), keys.secretKey()));
    assertThat(keyed.delete("wf").isComplete()).isTrue();
    assertThat(keys(bucket)).isEmpty();
  }

  /** A key that the run's status names. */
  private static String recorded(WorkflowService service) {
    return service.get("wf").status().findValuesAsText("key").stream()
        .filter(key -> key.startsWith("team/"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anArchiveLocationInAnotherBucketIsRefusedBeforeAnythingRuns() {
    S3Settings bucket = bucket();
    WorkflowService service = service(bucket);
    String elsewhere =
        FOLDERS.replace(
            "- name: make\n", "- name: make\n    archiveLocation: {s3: {bucket: other}}\n");

    assertThatThrownBy(() -> service.run(options(elsewhere, ""), events))
        .hasMessageContaining("ARTIFACT_LOCATION_ELSEWHERE")
        .hasMessageContaining("template make");
    assertThat(service.list()).isEmpty();
    RunOutcome same =
        service.run(
            options(elsewhere.replace("bucket: other", "bucket: " + bucket.bucket()), ""), events);
    assertThat(same.isSucceeded()).as(same.toString()).isTrue();
  }

  @Test
  void orphansAreWhatNoRunOfTheWorkFolderKnows() throws Exception {
    S3Settings bucket = bucket();
    WorkflowService service = service(given(bucket, "shop/{{workflow.name}}/{{pod.name}}"));
    assertThat(service.run(options(FOLDERS, ""), events).isSucceeded()).isTrue();
    try (ArtifactStore store = S3ArtifactStore.open(bucket)) {
      for (String key : List.of("shop/lost/lost-1/out.tgz", "other/out.tgz")) {
        store.write(new ArtifactKey(key), new ByteArrayInputStream(new byte[3]), 3);
      }
    }
    List<String> told = new ArrayList<>();
    OrphanReport report =
        service.orphans(
            new OrphanOptions("", true, Manifests.NONE), object -> told.add(object.key().text()));

    assertThat(told).containsExactly("shop/lost/lost-1/out.tgz");
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(keys(bucket)).hasSize(4).contains("other/out.tgz");
  }

  @Test
  void theFolderCanBeHadWhateverTheManifestsSay() {
    S3Settings bucket = bucket();
    RunOutcome outcome =
        service(RepositoryOptions.FOLDER).run(options(FOLDERS, repository(bucket, SECRET)), events);

    assertThat(outcome.isSucceeded()).isTrue();
    assertThat(keys(bucket)).isEmpty();
  }

  @Test
  void aKeyFormatMayUseParametersAndAnUnknownVariableIsAnError() {
    S3Settings bucket = bucket();
    RunOutcome good =
        service(given(bucket, "p/{{workflow.uid}}/{{workflow.creationTimestamp.Y}}/{{pod.name}}"))
            .run(options(FOLDERS, ""), events);
    assertThat(good.isSucceeded()).isTrue();
    assertThat(keys(bucket)).allMatch(key -> key.matches("p/[-0-9a-f]{36}/2\\d{3}/wf-make-.*"));

    RunOutcome bad =
        service(given(bucket, "p/{{nonsense}}"))
            .run(options(FOLDERS.replace("name: wf}", "name: wf2}"), ""), events);
    assertThat(bad.isSucceeded()).isFalse();
    assertThat(bad.workflow().status().toString()).contains("failed to resolve {{nonsense}}");
  }
}
