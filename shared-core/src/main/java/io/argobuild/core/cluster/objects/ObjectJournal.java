package io.argobuild.core.cluster.objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.resource.ObjectRef;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run's objects, a line for each change, durable when a call returns. The file is
 * there from the first change on. Values of Secrets are never written.
 */
final class ObjectJournal {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OBJECT = "object";
  private static final String DELETED = "deleted";

  private final @Nullable Path file;

  private ObjectJournal(@Nullable Path file) {
    this.file = file;
  }

  static ObjectJournal in(Path file) {
    return new ObjectJournal(file);
  }

  /** Kept nowhere. */
  static ObjectJournal none() {
    return new ObjectJournal(null);
  }

  /**
   * A change.
   *
   * @param object null when it was deleted
   */
  record Change(ObjectRef ref, @Nullable ObjectNode object) {}

  /** The changes so far; a line that a killed writer did not finish is left out. */
  List<Change> read() {
    List<Change> changes = new ArrayList<>();
    if (file == null || !Files.exists(file)) {
      return changes;
    }
    try {
      for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
        JsonNode json = parsed(line);
        if (json.get(OBJECT) instanceof ObjectNode object) {
          changes.add(new Change(ObjectRef.of(object, ""), object));
        } else if (json.path(DELETED).isObject()) {
          changes.add(new Change(ObjectRef.ofJson(json.path(DELETED)), null));
        }
      }
      return changes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Fields.NOTHING;
    }
  }

  void put(ObjectNode object) throws IOException {
    ObjectNode kept = object;
    if (Fields.textOrEmpty(object, "kind").equals("Secret")) {
      kept = object.deepCopy();
      kept.remove(List.of("data", "stringData"));
      if (kept.path("metadata").get("annotations") instanceof ObjectNode annotations) {
        annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
      }
    }
    append(JSON.createObjectNode().set(OBJECT, kept));
  }

  void delete(ObjectRef ref) throws IOException {
    append(JSON.createObjectNode().set(DELETED, ref.toJson()));
  }

  private void append(JsonNode line) throws IOException {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      // What a killed writer left unfinished must not run into this line.
      out.write(('\n' + line.toString() + '\n').getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    }
  }
}
