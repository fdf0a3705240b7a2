package io.argobuild.core.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the Go libraries behind Argo 4.1.2 answer to one expression.
 *
 * @param stage where the error arose; empty when there is none
 * @param error its text; empty when there is none
 */
record ExpressionVector(
    String id,
    String kind,
    String input,
    Map<String, JsonNode> env,
    JsonNode expect,
    String type,
    JsonNode printed,
    JsonNode rendered,
    String stage,
    String error) {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** The cases of an area, from the folder {@code -Dvectors.dir} or the copies kept here. */
  static List<ExpressionVector> read(String area) {
    List<ExpressionVector> vectors = new ArrayList<>();
    for (String line : text(area + ".jsonl").split("\n")) {
      if (!line.isBlank()) {
        vectors.add(of(line));
      }
    }
    return vectors;
  }

  private static String text(String file) {
    String folder = System.getProperty("vectors.dir");
    try {
      if (folder != null) {
        return Files.readString(Path.of(folder, file));
      }
      try (InputStream in = ExpressionVector.class.getResourceAsStream("/vectors/" + file)) {
        if (in == null) {
          throw new IllegalStateException("no vectors " + file);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExpressionVector of(String line) {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, JsonNode> env = new TreeMap<>();
    node.path("env").properties().forEach(entry -> env.put(entry.getKey(), entry.getValue()));
    return new ExpressionVector(
        node.path("id").asText(),
        node.path("kind").asText(),
        node.path("input").asText(),
        env,
        node.path("expect"),
        node.path("type").asText(),
        node.path("printed"),
        node.path("rendered"),
        node.path("stage").asText(""),
        node.path("error").isNull() ? "" : node.path("error").asText(""));
  }
}
