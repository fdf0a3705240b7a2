package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.FieldType;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Visits all texts of a value in the order in which Go writes its fields. */
final class Texts {
  private final BiConsumer<Site, String> visitor;

  private Texts(BiConsumer<Site, String> visitor) {
    this.visitor = visitor;
  }

  static void visit(FieldType type, JsonNode value, Site site, BiConsumer<Site, String> visitor) {
    new Texts(visitor).visit(type, value, site);
  }

  private void visit(FieldType type, JsonNode value, Site site) {
    if (value.isTextual()) {
      visitor.accept(site, value.textValue());
    } else if (value instanceof ArrayNode array) {
      FieldType item = type instanceof FieldType.ListOf list ? list.item() : FieldType.Scalar.ANY;
      for (int i = 0; i < array.size(); i++) {
        visit(item, array.get(i), site.item(i));
      }
    } else if (value instanceof ObjectNode object) {
      if (type instanceof FieldType.Struct struct) {
        struct.fields().forEach((name, fieldType) -> visitField(object, name, fieldType, site));
      } else {
        FieldType item = type instanceof FieldType.MapOf map ? map.value() : FieldType.Scalar.ANY;
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        sorted.keySet().forEach(name -> visitField(object, name, item, site));
      }
    }
  }

  private void visitField(ObjectNode object, String name, FieldType type, Site site) {
    JsonNode field = object.get(name);
    if (field != null) {
      visit(type, field, site.field(name));
    }
  }
}
