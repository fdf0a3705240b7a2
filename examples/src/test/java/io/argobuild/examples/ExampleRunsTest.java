package io.argobuild.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at what the plugin's runs of the examples, earlier in this build, have left. */
class ExampleRunsTest {
  private static final Path RUNS = Path.of(System.getProperty("examples.runs"));
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode read(String example, String file) throws IOException {
    return JSON.readTree(RUNS.resolve(example).resolve(file).toFile());
  }

  private static JsonNode status(String example) throws IOException {
    return read(example, "workflow.json").path("status");
  }

  private static String output(String example, String parameter) throws IOException {
    JsonNode workflow = read(example, "workflow.json");
    String root = workflow.path("metadata").path("name").asText();
    JsonNode outputs = workflow.path("status").path("nodes").path(root).path("outputs");
    return StreamSupport.stream(outputs.path("parameters").spliterator(), false)
        .filter(output -> output.path("name").asText().equals(parameter))
        .map(output -> output.path("value").asText())
        .findFirst()
        .orElseThrow();
  }

  /** Files in the artifact folder that are the last run's. */
  private static List<Path> storedFiles(String example) throws IOException {
    // Earlier builds may have left theirs beside it.
    String run = read(example, "workflow.json").path("metadata").path("name").asText();
    Path folder = RUNS.resolve(example).resolve("artifacts").resolve(run);
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello-world",
        "artifact-passing",
        "dag-diamond",
        "loop-with-results",
        "retry-then-artifact-gc"
      })
  void everyExampleSucceeds(String example) throws IOException {
    assertThat(status(example).path("phase").asText()).isEqualTo("Succeeded");
  }

  @Test
  void theParameterOfThePomReachesHelloWorld() throws IOException {
    JsonNode workflow = read("hello-world", "workflow.json");
    JsonNode parameter = workflow.path("spec").path("arguments").path("parameters").path(0);
    assertThat(parameter.path("value").asText()).isEqualTo("hello from Maven");
  }

  @Test
  void aFileAndAFolderPassAndStayStored() throws IOException {
    assertThat(output("artifact-passing", "summary")).isEqualTo("version 1.2.3, 2 files");
    assertThat(storedFiles("artifact-passing"))
        .extracting(file -> file.getFileName().toString())
        .containsExactlyInAnyOrder("version.tgz", "site.tgz");
  }

  @Test
  void theDiamondHandsResultsOn() throws IOException {
    assertThat(output("dag-diamond", "sum")).isEqualTo("48");
  }

  @Test
  void theLoopsResultsComeAsAList() throws IOException {
    assertThat(JSON.readTree(output("loop-with-results", "lengths")))
        .extracting(JsonNode::asInt)
        .containsExactly(3, 5, 6);
  }

  @Test
  void theRetriedStepHasTwoAttempts() throws IOException {
    List<String> phases =
        StreamSupport.stream(status("retry-then-artifact-gc").path("nodes").spliterator(), false)
            .filter(node -> node.path("type").asText().equals("Pod"))
            .map(node -> node.path("phase").asText())
            .toList();
    assertThat(phases).containsExactlyInAnyOrder("Failed", "Succeeded");
  }

  @Test
  void artifactGcLeavesNothingAndSaysWhatItDid() throws IOException {
    assertThat(storedFiles("retry-then-artifact-gc")).isEmpty();
    JsonNode report = read("retry-then-artifact-gc", "gc.json");
    assertThat(report.path("deleted")).hasSize(3);
    assertThat(report.path("skipped"))
        .extracting(skipped -> skipped.path("reason").asText())
        .containsExactly("never stored");
    assertThat(report.path("failed")).isEmpty();
    assertThat(report.path("complete").asBoolean()).isTrue();
  }
}
