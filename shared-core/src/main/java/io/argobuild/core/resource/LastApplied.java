package io.argobuild.core.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;

/**
 * What {@code kubectl apply} does: fields that were applied before and are not any more are
 * removed, those of others stay. What was applied is kept in an annotation.
 */
public final class LastApplied {
  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
  private static final ObjectMapper JSON = new ObjectMapper();

  private LastApplied() {}

  /** The object as it is created when it is not there yet. */
  public static ObjectNode annotated(ObjectNode wanted) {
    ObjectNode result = wanted.deepCopy();
    ObjectNode metadata =
        result.get("metadata") instanceof ObjectNode there ? there : result.putObject("metadata");
    ObjectNode annotations =
        metadata.get("annotations") instanceof ObjectNode there
            ? there
            : metadata.putObject("annotations");
    annotations.put(ANNOTATION, wanted.toString());
    return result;
  }

  /**
   * The object that is there, with what is wanted; neither is changed.
   *
   * @param byKey whether lists are merged by the keys of their items, as for Kubernetes' own kinds
   */
  public static ObjectNode merge(ObjectNode current, ObjectNode wanted, boolean byKey) {
    ObjectNode kept = current.deepCopy();
    prune(kept, before(current), wanted, byKey);
    ObjectNode next = annotated(wanted);
    return byKey ? StrategicMerge.merge(kept, next) : over(kept, next);
  }

  private static ObjectNode before(ObjectNode current) {
    String text =
        Fields.textMap(current.path("metadata"), "annotations").getOrDefault(ANNOTATION, "{}");
    try {
      return JSON.readTree(text) instanceof ObjectNode object ? object : Fields.NOTHING;
    } catch (JsonProcessingException e) {
      // Somebody else wrote it: nothing is known to have been applied.
      return Fields.NOTHING;
    }
  }

  private static ObjectNode over(ObjectNode target, ObjectNode wanted) {
    for (var field : wanted.properties()) {
      boolean both =
          target.get(field.getKey()) instanceof ObjectNode
              && field.getValue() instanceof ObjectNode;
      target.set(
          field.getKey(),
          both
              ? over((ObjectNode) target.get(field.getKey()), (ObjectNode) field.getValue())
              : field.getValue());
    }
    return target;
  }

  private static void prune(ObjectNode kept, JsonNode before, JsonNode wanted, boolean byKey) {
    for (var field : before.properties()) {
      String name = field.getKey();
      JsonNode old = field.getValue();
      JsonNode next = wanted.get(name);
      if (next == null) {
        kept.remove(name);
      } else if (old.isObject() && kept.get(name) instanceof ObjectNode child) {
        prune(child, old, next, byKey);
      } else if (byKey && kept.get(name) instanceof ArrayNode items) {
        String key = StrategicMerge.keyOf(name, old);
        if (key != null) {
          pruneItems(items, old, next, key);
        }
      }
    }
  }

  private static void pruneItems(ArrayNode kept, JsonNode before, JsonNode wanted, String key) {
    for (JsonNode old : before) {
      String value = old.path(key).asText("");
      int index = StrategicMerge.indexOf(kept, key, value);
      if (index < 0) {
        continue;
      }
      JsonNode next = null;
      for (JsonNode item : wanted) {
        next = item.path(key).asText("").equals(value) ? item : next;
      }
      if (next == null) {
        kept.remove(index);
      } else if (kept.get(index) instanceof ObjectNode child) {
        prune(child, old, next, true);
      }
    }
  }
}
