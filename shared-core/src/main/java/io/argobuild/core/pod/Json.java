package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Small pieces of Kubernetes objects. */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode texts(List<String> values) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(list::add);
    return list;
  }

  /** The list in a field, made if there is none. */
  static ArrayNode list(ObjectNode owner, String field) {
    return owner.get(field) instanceof ArrayNode list ? list : owner.putArray(field);
  }

  /** A container's variable whose value Kubernetes shall not expand. */
  static ObjectNode env(String name, String value) {
    return object().put("name", name).put("value", value.replace("$", "$$"));
  }

  static ObjectNode mount(String volume, String path) {
    return object().put("name", volume).put("mountPath", path);
  }

  static ObjectNode emptyDir(String name) {
    ObjectNode volume = object().put("name", name);
    volume.putObject("emptyDir");
    return volume;
  }

  /** A text as a JSON string of ASCII, quotes included. */
  static String quoted(String text) {
    StringBuilder ascii = new StringBuilder();
    String json = TextNode.valueOf(text).toString();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      ascii.append(c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return ascii.toString();
  }

  static boolean has(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value != null && !value.isNull();
  }

  static ObjectNode named(ArrayNode list, String name) {
    for (JsonNode item : list) {
      if (item instanceof ObjectNode object && name.equals(object.path("name").asText(""))) {
        return object;
      }
    }
    throw new IllegalStateException("no " + name + " in a list of " + list.size());
  }
}
