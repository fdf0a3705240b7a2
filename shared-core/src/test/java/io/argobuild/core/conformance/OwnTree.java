package io.argobuild.core.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The outcome that a case has here, because Argo's harms its users: {@code NAME.ours.json} beside
 * our own cases, also for cases of Argo's. {@code -Dgolden.update=true} writes the trees anew.
 *
 * @param file with the reason and the tree
 */
record OwnTree(Path file, String reason, JsonNode tree) {
  static final Path FOLDER = Path.of("src/test/resources/conformance");
  private static final String EXTENSION = ".ours.json";
  private static final String REASON = "reason";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** All of them, by the name of the case. */
  static Map<String, OwnTree> all() {
    Map<String, OwnTree> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(EXTENSION)).toList()) {
        String name = file.getFileName().toString();
        ObjectNode tree = (ObjectNode) JSON.readTree(file.toFile());
        String reason = tree.remove(REASON).asText();
        all.put(
            name.substring(0, name.length() - EXTENSION.length()), new OwnTree(file, reason, tree));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  void update(ObjectNode now) {
    ObjectNode text = JSON.createObjectNode().put(REASON, reason);
    text.setAll(now);
    try {
      Files.writeString(file, JSON.writeValueAsString(text) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
