package io.argobuild.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.ImageTable;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.TestPods;
import io.argobuild.core.cluster.local.LocalCluster;
import io.argobuild.core.cluster.local.LocalClusterOptions;
import io.argobuild.core.cluster.local.RuntimeKind;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs pods locally: plan, sheet, sandbox, report, assessment. */
abstract class LocalPodRun {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir Path folder;

  final Map<String, Map<String, byte[]>> secrets = new ConcurrentHashMap<>();
  FileArtifactStore store;
  PodSettings settings;
  Cluster cluster;
  Path artifacts;
  int pods;

  @BeforeEach
  void open() throws IOException {
    artifacts = Files.createDirectory(folder.resolve("artifacts")).toRealPath();
    store = FileArtifactStore.at(artifacts);
    settings = PodSettings.local(artifacts.toString());
    ImageTable images =
        new ImageTable(List.of(new ImageTable.Entry("said*", List.of("sh", "-c"), List.of())));
    LocalClusterOptions options =
        LocalClusterOptions.in(Files.createDirectory(folder.resolve("work")))
            .withRuntime(RuntimeKind.SANDBOX)
            .withImages(images)
            .withConfigs(
                new ConfigLookup() {
                  @Override
                  public Optional<Map<String, byte[]>> configMap(String name) {
                    return Optional.empty();
                  }

                  @Override
                  public Optional<Map<String, byte[]>> secret(String name) {
                    return Optional.ofNullable(secrets.get(name));
                  }
                });
    try {
      cluster = LocalCluster.open(options);
    } catch (ProblemException e) {
      Assumptions.abort("no sandbox here: " + e.problem().text());
    }
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.deleteAll(PodSelector.ALL, Duration.ZERO);
      cluster.close();
    }
    store.close();
  }

  PodAssessment run(PodFixture fixture) {
    ObjectNode pod = TestPods.awaitEnd(cluster, start(fixture));
    PodAssessment assessment = PodAssessment.assess(pod, fixture.template(), null, NOW);
    if (assessment.needsLog()) {
      String name = pod.path("metadata").path("name").asText();
      String log = TestPods.log(cluster, name, LogRequest.all(PodProtocol.COLLECT));
      assessment = PodAssessment.assess(pod, fixture.template(), log, NOW);
    }
    return assessment;
  }

  String start(PodFixture fixture) {
    PodPlan plan = fixture.pod("wf-pod-" + ++pods).plan(settings);
    Map<String, byte[]> secret = new LinkedHashMap<>();
    TransferSheet.render(
            plan,
            settings,
            transfer -> {
              Path file = artifacts.resolve(transfer.key());
              return TransferSheet.Url.of(file.toUri().toString());
            })
        .forEach((slot, text) -> secret.put(slot, text.getBytes(StandardCharsets.UTF_8)));
    secrets.put(TransferSheet.secretName(plan.name()), secret);
    cluster.create(plan.pod());
    return plan.name();
  }

  void awaitLine(String pod, String line) {
    try (PodLog log = cluster.log(pod, LogRequest.following(PodProtocol.MAIN))) {
      PodLog.Item item = log.next(Duration.ofSeconds(60));
      assertThat(item)
          .isInstanceOfSatisfying(
              PodLog.Line.class, read -> assertThat(read.text()).isEqualTo(line));
    }
  }

  static Map<String, String> values(PodAssessment assessment) {
    Map<String, String> values = new TreeMap<>();
    for (Parameter parameter : assessment.parameters()) {
      values.put(parameter.name(), parameter.value().orElse("(none)"));
    }
    return values;
  }

  static String key(PodAssessment assessment, String artifact) {
    return assessment.artifacts().stream()
        .filter(stored -> stored.name().equals(artifact))
        .findFirst()
        .orElseThrow(() -> new AssertionError(assessment))
        .key();
  }
}
