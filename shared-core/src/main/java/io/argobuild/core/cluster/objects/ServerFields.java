package io.argobuild.core.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What an API server adds to objects, and keeps. */
final class ServerFields {
  private static final String METADATA = "metadata";
  private static final String UID = "uid";
  private static final String CREATED = "creationTimestamp";

  private ServerFields() {}

  /**
   * Adds what is missing.
   *
   * @param namespace empty for kinds without
   * @param version of the change
   */
  static void add(ObjectNode object, String namespace, long version, Instant now) {
    ObjectNode metadata =
        object.get(METADATA) instanceof ObjectNode there ? there : object.putObject(METADATA);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    if (!metadata.has(UID)) {
      String seed = Fields.textOrEmpty(object, "kind") + '/' + metadata + '/' + version;
      metadata.put(UID, UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString());
    }
    if (!metadata.has(CREATED)) {
      metadata.put(CREATED, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    metadata.put("resourceVersion", Long.toString(version));
    if (Fields.textOrEmpty(object, "kind").equals("Secret")) {
      encode(object);
    }
  }

  /** Takes over what stays with an object for ever. */
  static void keep(ObjectNode object, ObjectNode before) {
    if (object.get(METADATA) instanceof ObjectNode metadata) {
      for (String field : List.of(UID, CREATED)) {
        metadata.set(field, before.path(METADATA).path(field));
      }
    }
  }

  private static void encode(ObjectNode secret) {
    if (!(secret.remove("stringData") instanceof ObjectNode texts)) {
      return;
    }
    ObjectNode data =
        secret.get("data") instanceof ObjectNode there ? there : secret.putObject("data");
    for (var text : texts.properties()) {
      byte[] bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
      data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
    }
  }
}
