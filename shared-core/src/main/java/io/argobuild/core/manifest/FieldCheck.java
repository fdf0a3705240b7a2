package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.argobuild.core.manifest.yaml.FieldPath;
import io.argobuild.core.manifest.yaml.GoNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares an object with the types of its fields. Numbers and booleans where text is wanted become
 * text in the tree; unknown fields stay as they are.
 */
final class FieldCheck {
  private final List<FieldIssue> issues = new ArrayList<>();

  private FieldCheck() {}

  /** Checks a tree that nobody else has seen yet, and changes it in place. */
  static List<FieldIssue> run(FieldType.Struct type, ObjectNode object) {
    FieldCheck check = new FieldCheck();
    check.struct(type, object, FieldPath.ROOT, false);
    return List.copyOf(check.issues);
  }

  /** In a step, Argo's own decoder looks at the names of its fields, but not below. */
  private void struct(FieldType.Struct type, ObjectNode object, FieldPath path, boolean inStep) {
    boolean below = inStep || type.name().equals("WorkflowStep");
    object
        .properties()
        .forEach(
            entry -> {
              if (path.parent() == null && entry.getKey().equals("status")) {
                // Statuses of all versions are kept as they are.
                return;
              }
              FieldPath at = path.field(entry.getKey());
              FieldType fieldType = type.fields().get(entry.getKey());
              if (fieldType == null) {
                List<String> known = List.copyOf(type.fields().keySet());
                issues.add(new FieldIssue.Unknown(at, type.name(), known, inStep));
              } else {
                entry.setValue(value(type.name(), fieldType, entry.getValue(), at, below));
              }
            });
  }

  /** The value, or what it was turned into. */
  private JsonNode value(
      String struct, FieldType type, JsonNode value, FieldPath path, boolean inStep) {
    if (value.isNull()) {
      return value;
    }
    if (type instanceof FieldType.Scalar scalar) {
      return scalar(struct, scalar, value, path);
    }
    if (type instanceof FieldType.ListOf list && value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, value(struct, list.item(), array.get(i), path.item(i), inStep));
      }
    } else if (type instanceof FieldType.MapOf map && value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                FieldPath at = path.field(entry.getKey());
                entry.setValue(value(struct, map.value(), entry.getValue(), at, inStep));
              });
    } else if (type instanceof FieldType.Struct inner && value instanceof ObjectNode object) {
      struct(inner, object, path, inStep);
    } else {
      mismatch(struct, goName(type), value, path, false);
    }
    return value;
  }

  private JsonNode scalar(String struct, FieldType.Scalar type, JsonNode value, FieldPath path) {
    boolean fits =
        switch (type) {
          case ANY -> true;
          case STRING, TEXT -> value.isTextual();
          case SCALAR -> value.isTextual() || value.isNumber();
          case INTEGER -> value.isIntegralNumber();
          case NUMBER -> value.isNumber();
          case BOOLEAN -> value.isBoolean();
        };
    if (fits) {
      return value;
    }
    if (type == FieldType.Scalar.TEXT) {
      if (value.isContainerNode()) {
        issues.add(new FieldIssue.Lost(path));
        return TextNode.valueOf("");
      }
      return TextNode.valueOf(
          value.isNumber() ? GoNumbers.plain(value.doubleValue()) : value.asText());
    }
    boolean converts = type == FieldType.Scalar.STRING && value.isValueNode();
    mismatch(struct, goName(type), value, path, converts);
    if (!converts) {
      return value;
    }
    return TextNode.valueOf(value.isNumber() ? GoNumbers.jsonText(value) : value.asText());
  }

  private void mismatch(
      String struct, String expected, JsonNode value, FieldPath path, boolean converted) {
    issues.add(new FieldIssue.Mismatch(path, struct, expected, found(value, expected), converted));
  }

  private static String found(JsonNode value, String expected) {
    return switch (value.getNodeType()) {
      case NUMBER -> expected.startsWith("int") ? "number " + GoNumbers.jsonText(value) : "number";
      case BOOLEAN -> "bool";
      case STRING -> "string";
      case ARRAY -> "array";
      default -> "object";
    };
  }

  private static String goName(FieldType type) {
    if (type instanceof FieldType.ListOf list) {
      return "[]" + goName(list.item());
    }
    if (type instanceof FieldType.MapOf map) {
      return "map[string]" + goName(map.value());
    }
    if (type instanceof FieldType.Struct struct) {
      return "v1alpha1." + struct.name();
    }
    return switch ((FieldType.Scalar) type) {
      case STRING, TEXT -> "string";
      case SCALAR, INTEGER -> "int64";
      case NUMBER -> "float64";
      case BOOLEAN -> "bool";
      case ANY -> "interface {}";
    };
  }
}
