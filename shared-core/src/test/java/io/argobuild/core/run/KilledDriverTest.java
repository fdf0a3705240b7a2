package io.argobuild.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.manifest.Manifests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A driver in a JVM of its own that is killed as by {@code kill -9}. */
@Timeout(180)
class KilledDriverTest {
  @TempDir Path folder;

  @BeforeEach
  void sandbox() {
    ServiceFixture.assumeSandbox(folder);
  }

  private Process driver(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DriverMain.class.getName());
    command.add(folder.toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The UIDs of the pods there are, by name: a pod that was made again has another. */
  private Map<String, String> pods() {
    try (ServiceFixture fixture = new ServiceFixture(folder);
        Cluster cluster = fixture.cluster("wf")) {
      Map<String, String> uids = new HashMap<>();
      cluster
          .list(PodSelector.workflow("wf"))
          .forEach(
              pod ->
                  uids.put(
                      pod.path("metadata").path("name").asText(),
                      pod.path("metadata").path("uid").asText()));
      return uids;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1", "b1", "c1"})
  void whoComesNextGoesOnWithoutRunningAFinishedStepAgain(String killedAfter) throws Exception {
    Process process =
        driver(
            "submit",
            "wf",
            "a",
            "echo a1; sleep 1; echo a2",
            "b",
            "echo b1; sleep 1; echo b2",
            "c",
            "echo c1; sleep 1; echo c2; exit 3");
    List<String> told = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        told.add(line);
        if (line.equals(killedAfter)) {
          break;
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    Map<String, String> before = pods();

    try (ServiceFixture fixture = new ServiceFixture(folder)) {
      ServiceFixture.Events events = new ServiceFixture.Events();
      Run run = fixture.service().attach("wf", Manifests.NONE, DriverOptions.DEFAULT, events);
      RunOutcome outcome = run.await();
      told.addAll(events.lines());

      assertThat(outcome.failure()).isNotNull();
      assertThat(outcome.workflow().status().path("message").asText())
          .isEqualTo("main: Error (exit code 3)");
    }
    // The last line told may come again: it was printed, and then the driver died.
    List<String> once = new ArrayList<>(told.stream().distinct().toList());
    assertThat(once).containsExactly("a1", "a2", "b1", "b2", "c1", "c2");
    assertThat(told.size() - once.size()).isBetween(0, 1);
    assertThat(pods()).hasSize(3).containsAllEntriesOf(before);
  }
}
