package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tags in texts: {@code {{name}}} and {@code {{=expression}}}. */
final class Tags {
  private Tags() {}

  /** The insides of all tags; a tag ends at the first {@code }}} after it begins. */
  static List<String> in(String text) {
    List<String> tags = new ArrayList<>();
    for (int start = text.indexOf("{{"); start >= 0; ) {
      int end = text.indexOf("}}", start + 2);
      if (end < 0) {
        break;
      }
      tags.add(text.substring(start + 2, end));
      start = text.indexOf("{{", end + 2);
    }
    return tags;
  }

  static boolean isExpression(String tag) {
    return tag.startsWith("=");
  }

  /** Whether the last tag of a text has no end. */
  static boolean hasOpenTag(String text) {
    int from = 0;
    for (int start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", from)) {
      int end = text.indexOf("}}", start + 2);
      if (end < 0) {
        return true;
      }
      from = end + 2;
    }
    return false;
  }

  /** Puts in the values that are known; other tags stay as they are. */
  static String substitute(String text, Function<String, @Nullable String> values) {
    if (!text.contains("{{")) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", from)) {
      int end = text.indexOf("}}", start + 2);
      if (end < 0) {
        break;
      }
      out.append(text, from, start).append(replacement(text.substring(start + 2, end), values));
      from = end + 2;
    }
    return out.append(text, from, text.length()).toString();
  }

  private static String replacement(String tag, Function<String, @Nullable String> values) {
    String value = values.apply(tag.trim());
    if (value != null) {
      return value;
    }
    int nested = tag.lastIndexOf("{{");
    String nestedValue = nested > 0 ? values.apply(tag.substring(nested + 2)) : null;
    return nestedValue == null ? "{{" + tag + "}}" : "{{" + tag.substring(0, nested) + nestedValue;
  }

  /** A copy of a tree with the known values put into all texts. */
  static JsonNode substitute(JsonNode node, Function<String, @Nullable String> values) {
    if (node.isTextual()) {
      return TextNode.valueOf(substitute(node.textValue(), values));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().forEach(e -> copy.set(e.getKey(), substitute(e.getValue(), values)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(substitute(item, values)));
      return copy;
    }
    return node;
  }
}
