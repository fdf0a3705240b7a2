package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.manifest.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes trees as compact JSON text, with strings and numbers as Go writes them. */
final class JsonOutput {
  private static final Comparator<Map.Entry<String, JsonNode>> BY_KEY =
      Map.Entry.comparingByKey(GoText::compare);

  private final StringBuilder out = new StringBuilder();
  private final boolean sorted;

  private JsonOutput(boolean sorted) {
    this.sorted = sorted;
  }

  /** Fields in the order of the tree. */
  static String text(JsonNode tree) {
    return new JsonOutput(false).write(tree).toString();
  }

  /** Fields sorted, as Go writes a map. */
  static String sortedText(JsonNode tree) {
    return new JsonOutput(true).write(tree).toString();
  }

  private StringBuilder write(JsonNode node) {
    if (node.isTextual()) {
      string(node.textValue());
    } else if (node.isObject()) {
      object(node);
    } else if (node.isArray()) {
      out.append('[');
      for (int i = 0; i < node.size(); i++) {
        separate(i);
        write(node.get(i));
      }
      out.append(']');
    } else {
      out.append(node.isNumber() ? GoNumbers.jsonText(node) : node.asText());
    }
    return out;
  }

  private void object(JsonNode object) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
    if (sorted) {
      fields.sort(BY_KEY);
    }
    out.append('{');
    for (int i = 0; i < fields.size(); i++) {
      separate(i);
      string(fields.get(i).getKey());
      out.append(':');
      write(fields.get(i).getValue());
    }
    out.append('}');
  }

  private void separate(int index) {
    if (index > 0) {
      out.append(',');
    }
  }

  private void string(String text) {
    out.append('"').append(JsonText.escape(text)).append('"');
  }
}
