package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.yaml.FieldPath;
import java.util.Set;

/** Visits the fields that a manifest sets, each with the type that declares it. */
final class StructFields {
  /** Types that declare the fields of a container, and some of their own. */
  private static final Set<String> CONTAINERS =
      Set.of("ScriptTemplate", "UserContainer", "ContainerNode");

  private final Visitor visitor;

  private StructFields(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Takes what is found. */
  interface Visitor {
    /**
     * @param field type and name, such as {@code Template.metrics}; {@code Container} for all kinds
     *     of containers
     */
    void field(FieldPath path, String field);
  }

  static void visit(FieldType type, JsonNode value, Visitor visitor) {
    new StructFields(visitor).visit(type, value, FieldPath.ROOT);
  }

  private void visit(FieldType type, JsonNode value, FieldPath path) {
    if (type instanceof FieldType.ListOf list && value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        visit(list.item(), array.get(i), path.item(i));
      }
    } else if (type instanceof FieldType.MapOf map && value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(entry -> visit(map.value(), entry.getValue(), path.field(entry.getKey())));
    } else if (type instanceof FieldType.Struct struct && value instanceof ObjectNode object) {
      String owner = CONTAINERS.contains(struct.name()) ? "Container" : struct.name();
      struct
          .fields()
          .forEach(
              (name, fieldType) -> {
                if (object.hasNonNull(name)) {
                  visitor.field(path.field(name), owner + '.' + name);
                  visit(fieldType, object.get(name), path.field(name));
                }
              });
    }
  }
}
