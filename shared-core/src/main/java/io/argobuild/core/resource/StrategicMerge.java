package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' strategic merge patch: maps are merged, lists of things with a key are merged by it,
 * other lists are replaced, null removes.
 */
public final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";
  private static final String PORTS = "ports";
  private static final String SERVICE_PORT = "port";

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
          Map.entry(PORTS, "containerPort"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"),
          Map.entry("resourceClaims", "name"),
          Map.entry("ownerReferences", "uid"),
          Map.entry("conditions", "type"),
          Map.entry("secrets", "name"));

  private StrategicMerge() {}

  /** The target with the patch in it; neither argument is changed. */
  public static ObjectNode merge(ObjectNode target, ObjectNode patch) {
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
    } else {
      String key = keyOf(name, patch);
      result.set(
          name,
          patch instanceof ArrayNode list && key != null
              ? mergeLists(old instanceof ArrayNode o ? o : null, list, key)
              : patch.deepCopy());
    }
  }

  /** The field by which items of a list are told apart; null when the list is one value. */
  static @Nullable String keyOf(String name, JsonNode list) {
    String key = KEYS.get(name);
    // The ports of services have another key than those of containers.
    return name.equals(PORTS) && list.path(0).has(SERVICE_PORT) ? SERVICE_PORT : key;
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

  static int indexOf(ArrayNode list, String key, String value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).asText("").equals(value)) {
        return i;
      }
    }
    return -1;
  }
}
