package io.argobuild.core.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far logs have been told, kept in a file so that who takes a run over does not tell them
 * again. A killed driver may have told a few lines more than it wrote down. Used by one thread at a
 * time.
 */
final class LogCursors implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogCursors.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> positions = new LinkedHashMap<>();
  private final Writer writer;

  private LogCursors(Writer writer) {
    this.writer = writer;
  }

  private LogCursors(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.exists(file)) {
      read(file);
    }
    // Written anew, the file has one line for each log again.
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    writer =
        Files.newBufferedWriter(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    for (Map.Entry<String, String> entry : positions.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    writer.flush();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Kept nowhere. */
  static LogCursors none() {
    return new LogCursors(Writer.nullWriter());
  }

  static LogCursors open(Path file) {
    try {
      return new LogCursors(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops how far the logs of some pods have been told. */
  static void forget(Path file, Collection<String> pods) {
    if (!Files.exists(file)) {
      return;
    }
    try (LogCursors cursors = open(file)) {
      for (String key : cursors.positions.keySet()) {
        if (pods.contains(key.substring(0, key.indexOf('/')))) {
          // The beginning.
          cursors.attempt(() -> cursors.write(key, ""));
        }
      }
    }
  }

  /** Where to go on; empty for the beginning. */
  String position(String pod, String container) {
    return positions.getOrDefault(key(pod, container), "");
  }

  void set(String pod, String container, String position) {
    positions.put(key(pod, container), position);
    attempt(() -> write(key(pod, container), position));
  }

  void flush() {
    attempt(writer::flush);
  }

  @Override
  public void close() {
    attempt(writer::close);
  }

  /** Something that writes. */
  private interface Writing {
    void write() throws IOException;
  }

  /** Logs go on where cursors can't be kept; who comes next tells lines again. */
  private void attempt(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      LOG.warn("can't keep how far logs have been told", e);
    }
  }

  private static String key(String pod, String container) {
    return pod + '/' + container;
  }

  private void write(String key, String position) throws IOException {
    ObjectNode line = JSON.createObjectNode().put("log", key).put("position", position);
    writer.write(line + "\n");
  }

  private void read(Path file) throws IOException {
    for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
      try {
        JsonNode json = JSON.readTree(line);
        if (json.path("log").isTextual()) {
          positions.put(json.path("log").textValue(), json.path("position").asText());
        }
      } catch (JsonProcessingException e) {
        // A line that a killed driver did not finish; the one before counts.
        continue;
      }
    }
  }
}
