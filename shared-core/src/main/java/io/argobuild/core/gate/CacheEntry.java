package io.argobuild.core.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memoized outputs, as Argo 4.1.2 keeps them in the data of a ConfigMap.
 *
 * @param nodeId of the node that gave them
 * @param outputs as in its status; null when it had none
 * @param createdAt seconds at most
 * @param lastHitAt seconds at most
 */
public record CacheEntry(
    String nodeId, @Nullable ObjectNode outputs, Instant createdAt, Instant lastHitAt) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public CacheEntry {
    createdAt = createdAt.truncatedTo(ChronoUnit.SECONDS);
    lastHitAt = lastHitAt.truncatedTo(ChronoUnit.SECONDS);
  }

  public CacheEntry hitAt(Instant now) {
    return new CacheEntry(nodeId, outputs, createdAt, now);
  }

  /** One line of JSON. */
  public String text() {
    ObjectNode json = JSON.createObjectNode();
    json.put("nodeID", nodeId);
    json.set("outputs", outputs);
    json.put("creationTimestamp", createdAt.toString());
    json.put("lastHitTimestamp", lastHitAt.toString());
    return json.toString();
  }

  /** Reads {@link #text}, also one that Argo wrote; empty when it is none. */
  public static Optional<CacheEntry> of(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return json.isObject()
          ? Optional.of(
              new CacheEntry(
                  json.path("nodeID").asText(""),
                  json.get("outputs") instanceof ObjectNode outputs ? outputs : null,
                  time(json.path("creationTimestamp")),
                  time(json.path("lastHitTimestamp"))))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A time that can't be read is long ago. */
  private static Instant time(JsonNode text) {
    try {
      return OffsetDateTime.parse(text.asText("")).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
