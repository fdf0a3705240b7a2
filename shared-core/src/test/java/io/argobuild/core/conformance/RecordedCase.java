package io.argobuild.core.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A manifest and what the real controller made of it.
 *
 * @param name of both files, without extension
 * @param recorded the outcome; of manual retries the one before them
 */
record RecordedCase(String name, Path manifest, JsonNode recorded) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String YAML = ".yaml";

  /** Every case of a folder, by name. */
  static List<RecordedCase> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(YAML))
          .filter(file -> Files.exists(outcome(file, ".json")))
          .sorted()
          .map(RecordedCase::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedCase of(Path manifest) {
    Path before = outcome(manifest, ".before.json");
    Path outcome = Files.exists(before) ? before : outcome(manifest, ".json");
    try {
      return new RecordedCase(name(manifest), manifest, JSON.readTree(outcome.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path outcome(Path manifest, String extension) {
    return manifest.resolveSibling(name(manifest) + extension);
  }

  private static String name(Path manifest) {
    String file = manifest.getFileName().toString();
    return file.substring(0, file.length() - YAML.length());
  }

  /** Whether Argo refuses the manifest, so that nothing ran. */
  boolean isRefused() {
    return recorded.has("lint") || recorded.has("refused");
  }
}
