package io.argobuild.core.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.argobuild.core.template.SubstitutionException.Stage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the tags of a tree. Where each tag is closed in the string it stands in, strings are
 * replaced one by one, which gives the same as replacing the text of the whole tree; else the text
 * is made, replaced and read again, since a tag then reaches over what is between two strings.
 */
final class TreeSubstitution {
  /** Of what Jackson reads, so that nothing deeper comes here from a manifest. */
  private static final int MAX_DEPTH = 1_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectReader READER = new ObjectMapper().readerFor(JsonNode.class);

  private final Substitution substitution;

  /**
   * The first text that is no JSON any more; told only when all tags are replaced, as Argo does.
   */
  private @Nullable String invalid;

  private TreeSubstitution(Substitution substitution) {
    this.substitution = substitution;
  }

  static JsonNode replace(JsonNode tree, Variables variables, Mode mode) {
    return switch (shape(tree, 0)) {
      case PLAIN -> tree;
      case CLOSED -> new TreeSubstitution(new Substitution(variables, mode)).tree(tree);
      case OPEN -> parse(Substitution.replaceValid(JsonOutput.text(tree), variables, mode));
    };
  }

  private enum Shape {
    /** No tags. */
    PLAIN,
    /** Each tag is closed in its string. */
    CLOSED,
    /** Some tag is not. */
    OPEN;

    Shape and(Shape other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  private static Shape shape(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new SubstitutionException(Stage.LIMIT, "nested deeper than " + MAX_DEPTH);
    }
    if (node.isTextual()) {
      return shape(node.textValue());
    }
    Shape shape = Shape.PLAIN;
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        shape = shape.and(shape(field.getKey())).and(shape(field.getValue(), depth + 1));
      }
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        shape = shape.and(shape(element, depth + 1));
      }
    }
    return shape;
  }

  private static Shape shape(String text) {
    int open = text.indexOf(Tags.OPEN);
    if (open < 0) {
      return Shape.PLAIN;
    }
    while (open >= 0) {
      int close = text.indexOf(Tags.CLOSE, open + Tags.OPEN.length());
      if (close < 0) {
        return Shape.OPEN;
      }
      open = text.indexOf(Tags.OPEN, close + Tags.CLOSE.length());
    }
    return Shape.CLOSED;
  }

  private JsonNode tree(JsonNode tree) {
    JsonNode replaced = node(tree);
    if (invalid != null) {
      Substitution.checked(invalid);
    }
    return replaced;
  }

  private JsonNode node(JsonNode node) {
    if (node.isTextual()) {
      String text = node.textValue();
      return Tags.mayHave(text) ? TextNode.valueOf(string(text)) : node;
    }
    if (node.isObject()) {
      return object(node);
    }
    return node.isArray() ? array(node) : node;
  }

  private JsonNode object(JsonNode object) {
    ObjectNode result = NODES.objectNode();
    boolean changed = false;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String key = Tags.mayHave(field.getKey()) ? string(field.getKey()) : field.getKey();
      JsonNode value = node(field.getValue());
      changed |= value != field.getValue() || !key.equals(field.getKey());
      result.set(key, value);
    }
    return changed ? result : object;
  }

  private JsonNode array(JsonNode array) {
    ArrayNode result = NODES.arrayNode(array.size());
    boolean changed = false;
    for (JsonNode element : array) {
      JsonNode value = node(element);
      changed |= value != element;
      result.add(value);
    }
    return changed ? result : array;
  }

  private String string(String text) {
    String json = '"' + substitution.text(JsonText.escape(text)) + '"';
    if (!JsonSyntax.isValid(json)) {
      invalid = json;
      return text;
    }
    return parse(json).textValue();
  }

  private static JsonNode parse(String json) {
    try {
      return READER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new SubstitutionException(Stage.LIMIT, String.valueOf(e.getOriginalMessage()));
    }
  }
}
