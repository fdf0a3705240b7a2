package io.argobuild.core.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import io.argobuild.core.status.StatusWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JSON of the files of a run; what can't be read is an {@link IOException}. */
final class RunJson {
  /** Readers refuse a number that is higher than theirs. */
  private static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunJson() {}

  static byte[] bytes(ObjectNode json) throws IOException {
    return JSON.writeValueAsBytes(json);
  }

  static ObjectNode read(byte[] bytes) throws IOException {
    return read(bytes, 0, bytes.length);
  }

  static ObjectNode read(byte[] bytes, int from, int length) throws IOException {
    if (JSON.readTree(bytes, from, length) instanceof ObjectNode object) {
      return object;
    }
    throw new DamagedException("not a JSON object");
  }

  static ObjectNode manifest(RunManifest manifest) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT).put("createdAt", manifest.createdAt().toString());
    ObjectNode settings = json.putObject("settings");
    manifest.settings().forEach(settings::put);
    ArrayNode secrets = json.putArray("secrets");
    for (RunManifest.SecretName secret : manifest.secrets()) {
      secrets.addObject().put("namespace", secret.namespace()).put("name", secret.name());
    }
    json.set("workflow", manifest.workflow().raw());
    ArrayNode resources = json.putArray("resources");
    manifest.resources().forEach(resources::add);
    return json;
  }

  static RunManifest manifest(ObjectNode json) throws IOException {
    checkFormat(Fields.number(json, "format").orElse(0L));
    return new RunManifest(
        new Workflow(Fields.objectOrNothing(json, "workflow")),
        Fields.objects(json, "resources", resource -> resource),
        Fields.objects(
            json,
            "secrets",
            secret ->
                new RunManifest.SecretName(
                    Fields.textOrEmpty(secret, "namespace"), Fields.textOrEmpty(secret, "name"))),
        Fields.textMap(json, "settings"),
        time(Fields.textOrEmpty(json, "createdAt")));
  }

  static Instant time(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new DamagedException("not a time: '" + text + "'");
    }
  }

  static ObjectNode entry(JournalEntry entry, long sequence, long token) {
    ObjectNode json = JSON.createObjectNode();
    json.put("seq", sequence).put("token", token).put("at", entry.at().toString());
    if (entry.status() != null) {
      json.set("status", StatusWriter.workflow(entry.status()));
    }
    if (entry.spec() != null) {
      json.set("spec", entry.spec().raw());
    }
    if (entry.metadata() != null) {
      json.set("metadata", entry.metadata());
    }
    if (!entry.nodes().isEmpty()) {
      ArrayNode nodes = json.putArray("nodes");
      entry.nodes().forEach(node -> nodes.add(StatusWriter.node(node)));
    }
    if (!entry.notes().isEmpty()) {
      ArrayNode notes = json.putArray("notes");
      entry.notes().forEach(notes::add);
    }
    return json;
  }

  static JournalEntry entry(ObjectNode json) throws IOException {
    return new JournalEntry(
        time(Fields.textOrEmpty(json, "at")),
        Fields.objects(json, "nodes", StatusReader::node),
        Fields.object(json, "status").map(StatusReader::workflow).orElse(null),
        Fields.object(json, "spec").map(WorkflowSpec::new).orElse(null),
        Fields.object(json, "metadata").orElse(null),
        Fields.objects(json, "notes", note -> note));
  }

  /** Writes a snapshot node by node, so that it is never in memory as a whole. */
  static void writeSnapshot(OutputStream out, StoredRun.Content content, long sequence, long token)
      throws IOException {
    JsonGenerator json = JSON.createGenerator(out);
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeNumberField("seq", sequence);
    json.writeNumberField("token", token);
    json.writeFieldName("workflow");
    json.writeTree(content.workflow().raw());
    json.writeFieldName("status");
    json.writeTree(StatusWriter.workflow(content.status()));
    json.writeArrayFieldStart("nodes");
    for (NodeStatus node : content.nodes().values()) {
      json.writeRaw('\n');
      json.writeTree(StatusWriter.node(node));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  /**
   * Reads a snapshot.
   *
   * @param nodes gets the nodes; null leaves them unread
   * @return everything but the nodes
   */
  static ObjectNode readSnapshot(InputStream in, @Nullable Consumer<? super ObjectNode> nodes)
      throws IOException {
    ObjectNode head = JSON.createObjectNode();
    try (JsonParser json = JSON.createParser(in)) {
      expect(json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (!"nodes".equals(field)) {
          head.set(field, JSON.<JsonNode>readTree(json));
        } else if (nodes != null) {
          readNodes(json, value, nodes);
        } else {
          // They come last.
          break;
        }
      }
    }
    checkFormat(Fields.number(head, "format").orElse(0L));
    return head;
  }

  private static void readNodes(
      JsonParser json, JsonToken start, Consumer<? super ObjectNode> nodes) throws IOException {
    expect(start, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (JSON.readTree(json) instanceof ObjectNode node) {
        nodes.accept(node);
      } else {
        throw new DamagedException("a node is no JSON object");
      }
    }
  }

  private static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new DamagedException("found " + found + " instead of " + wanted);
    }
  }

  private static void checkFormat(long format) throws IOException {
    if (format < 1 || format > FORMAT) {
      throw new DamagedException("it has format " + format + ", and this version reads " + FORMAT);
    }
  }
}
