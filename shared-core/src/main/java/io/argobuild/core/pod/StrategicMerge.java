package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' strategic merge patch for a pod's spec: maps are merged, lists of things with a key
 * are merged by it, other lists are replaced, null removes.
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";

  /** Keys by the field that holds the list (Kubernetes 1.35, {@code patchMergeKey}). */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("volumes", "name"),
          Map.entry("env", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("ports", "containerPort"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"),
          Map.entry("resourceClaims", "name"));

  private StrategicMerge() {}

  /** The target with the patch in it; neither argument is changed. */
  static ObjectNode merge(ObjectNode target, ObjectNode patch) {
    String directive = patch.path(DIRECTIVE).asText("");
    ObjectNode result = directive.equals("replace") ? target.objectNode() : target.deepCopy();
    patch
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().startsWith("$")) {
                mergeField(result, field.getKey(), field.getValue());
              }
            });
    return result;
  }

  private static void mergeField(ObjectNode result, String name, JsonNode patch) {
    JsonNode old = result.get(name);
    if (patch.isNull()) {
      result.remove(name);
    } else if (patch instanceof ObjectNode object) {
      if (object.path(DIRECTIVE).asText("").equals("delete")) {
        result.remove(name);
      } else {
        result.set(name, merge(old instanceof ObjectNode o ? o : result.objectNode(), object));
      }
    } else if (patch instanceof ArrayNode list && KEYS.containsKey(name)) {
      result.set(name, mergeLists(old instanceof ArrayNode o ? o : null, list, KEYS.get(name)));
    } else {
      result.set(name, patch.deepCopy());
    }
  }

  private static ArrayNode mergeLists(@Nullable ArrayNode old, ArrayNode patch, String key) {
    boolean replaced = false;
    for (JsonNode item : patch) {
      // An item with nothing but the directive speaks for the list.
      replaced |= item.size() == 1 && item.path(DIRECTIVE).asText("").equals("replace");
    }
    ArrayNode result = patch.arrayNode();
    if (old != null && !replaced) {
      old.forEach(item -> result.add(item.deepCopy()));
    }
    for (JsonNode item : patch) {
      if (item instanceof ObjectNode object && object.has(key)) {
        mergeItem(result, object, key);
      }
    }
    return result;
  }

  private static void mergeItem(ArrayNode result, ObjectNode item, String key) {
    int index = indexOf(result, key, item.path(key).asText());
    if (item.path(DIRECTIVE).asText("").equals("delete")) {
      if (index >= 0) {
        result.remove(index);
      }
    } else if (index >= 0 && result.get(index) instanceof ObjectNode old) {
      result.set(index, merge(old, item));
    } else {
      result.add(merge(item.objectNode(), item));
    }
  }

  private static int indexOf(ArrayNode list, String key, String value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).asText("").equals(value)) {
        return i;
      }
    }
    return -1;
  }
}
