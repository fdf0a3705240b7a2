package io.argobuild.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The object by which a run is found, replaced as a whole with every tick.
 *
 * @param token of who wrote it
 * @param journal ticks since the snapshot, compressed
 */
record RunHead(long token, Blob manifest, Blob snapshot, byte[] journal) {
  private static final int FORMAT = 1;
  private static final String HEAD = "head.json";
  private static final String JOURNAL = "journal.ndjson.gz";
  private static final String MANIFEST = "manifest.json.gz";
  private static final String SNAPSHOT = "snapshot.json.gz";

  /**
   * Compressed bytes, in the head or in objects of their own.
   *
   * @param bytes empty if they are in parts, or there are none
   * @param parts names of objects
   */
  record Blob(byte[] bytes, List<String> parts) {
    static final Blob NONE = new Blob(new byte[0], List.of());

    boolean isThere() {
      return bytes.length > 0 || !parts.isEmpty();
    }
  }

  RunHead writtenBy(long next) {
    return new RunHead(next, manifest, snapshot, journal);
  }

  RunHead withTick(byte[] compressed) {
    return new RunHead(token, manifest, snapshot, Compression.join(List.of(journal, compressed)));
  }

  RunHead withSnapshot(Blob next) {
    return new RunHead(token, manifest, next, new byte[0]);
  }

  Map<String, byte[]> data() throws IOException {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("format", FORMAT).put("token", token);
    manifest.parts().forEach(head.putArray("manifest")::add);
    snapshot.parts().forEach(head.putArray("snapshot")::add);
    Map<String, byte[]> data = new LinkedHashMap<>();
    data.put(HEAD, RunJson.bytes(head));
    data.put(MANIFEST, manifest.bytes());
    data.put(SNAPSHOT, snapshot.bytes());
    data.put(JOURNAL, journal);
    data.values().removeIf(bytes -> bytes.length == 0);
    return data;
  }

  /** Whether a run was begun in the object; else its creation was cut off. */
  static boolean isIn(Map<String, byte[]> data) {
    return data.containsKey(HEAD);
  }

  static RunHead of(Map<String, byte[]> data) throws IOException {
    ObjectNode head = RunJson.read(data.getOrDefault(HEAD, new byte[0]));
    long format = Fields.number(head, "format").orElse(0L);
    if (format != FORMAT) {
      throw new DamagedException("it has format " + format + ", and this version reads " + FORMAT);
    }
    return new RunHead(
        Fields.number(head, "token").orElse(0L),
        blob(data, MANIFEST, head.path("manifest")),
        blob(data, SNAPSHOT, head.path("snapshot")),
        data.getOrDefault(JOURNAL, new byte[0]));
  }

  private static Blob blob(Map<String, byte[]> data, String key, JsonNode parts) {
    List<String> names = new ArrayList<>();
    parts.forEach(name -> names.add(name.asText()));
    return new Blob(data.getOrDefault(key, new byte[0]), List.copyOf(names));
  }

  static boolean isSame(Map<String, byte[]> one, Map<String, byte[]> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(entry -> Arrays.equals(entry.getValue(), other.get(entry.getKey())));
  }
}
