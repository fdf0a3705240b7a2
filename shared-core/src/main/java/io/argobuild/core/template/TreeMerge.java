package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Merges trees as Kubernetes' strategic merge does for lists of named things. */
final class TreeMerge {
  private static final String KEY = "name";

  private TreeMerge() {}

  /** A new tree with what {@code winner} says, and what only {@code base} says. */
  static ObjectNode merge(ObjectNode base, ObjectNode winner) {
    ObjectNode merged = base.objectNode();
    merged.setAll(base);
    for (var entry : winner.properties()) {
      merged.set(entry.getKey(), value(base.get(entry.getKey()), entry.getValue()));
    }
    return merged;
  }

  private static JsonNode value(@Nullable JsonNode base, JsonNode winner) {
    if (base instanceof ObjectNode under && winner instanceof ObjectNode over) {
      return merge(under, over);
    }
    if (base instanceof ArrayNode under && winner instanceof ArrayNode over && isNamed(over)) {
      return list(under, over);
    }
    return winner;
  }

  private static ArrayNode list(ArrayNode base, ArrayNode winner) {
    ArrayNode merged = winner.arrayNode();
    for (JsonNode item : winner) {
      JsonNode under = named(base, item.path(KEY).asText());
      merged.add(under instanceof ObjectNode o ? merge(o, (ObjectNode) item) : item);
    }
    for (JsonNode item : base) {
      if (named(winner, item.path(KEY).asText()) == null) {
        merged.add(item);
      }
    }
    return merged;
  }

  private static boolean isNamed(ArrayNode list) {
    for (JsonNode item : list) {
      if (!item.path(KEY).isTextual()) {
        return false;
      }
    }
    return !list.isEmpty();
  }

  private static @Nullable JsonNode named(ArrayNode list, String name) {
    for (JsonNode item : list) {
      if (item.path(KEY).asText().equals(name)) {
        return item;
      }
    }
    return null;
  }
}
