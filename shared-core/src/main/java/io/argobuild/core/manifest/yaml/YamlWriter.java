package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes YAML that YAML 1.1, YAML 1.2 and Go read as the same value: block style as kubectl writes
 * it, text in quotes wherever one of them would take it for something else.
 */
public final class YamlWriter {
  private static final int MAX_SIMPLE_KEY = 120;

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** One document, ending with a line feed. */
  public static String write(JsonNode value) {
    YamlWriter writer = new YamlWriter();
    writer.value(value, 0, 0);
    return writer.out.append('\n').toString();
  }

  /** Several documents, parted by {@code ---}. */
  public static String writeAll(List<? extends JsonNode> values) {
    return String.join("---\n", values.stream().map(YamlWriter::write).toList());
  }

  /**
   * Writes a value where the cursor is.
   *
   * @param column where a collection's lines start
   * @param textIndent where the lines of a block of text start, if below {@code column}
   */
  private void value(JsonNode value, int column, int textIndent) {
    if (value.isObject() && !value.isEmpty()) {
      fields(value, column);
    } else if (value.isArray() && !value.isEmpty()) {
      items(value, column);
    } else {
      out.append(scalar(value, textIndent));
    }
  }

  private void fields(JsonNode object, int column) {
    Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      String key = YamlText.inline(field.getKey());
      // A key that may be longer than parsers look ahead is marked as one.
      out.append(key.length() > MAX_SIMPLE_KEY ? "? " + key + "\n" + " ".repeat(column) : key);
      out.append(':');
      field(field.getValue(), column);
      if (fields.hasNext()) {
        newLine(column);
      }
    }
  }

  private void field(JsonNode value, int column) {
    if (value.isObject() && !value.isEmpty()) {
      newLine(column + 2);
      fields(value, column + 2);
    } else if (value.isArray() && !value.isEmpty()) {
      newLine(column);
      items(value, column);
    } else {
      out.append(' ').append(scalar(value, column + 2));
    }
  }

  private void items(JsonNode list, int column) {
    Iterator<JsonNode> items = list.iterator();
    while (items.hasNext()) {
      out.append("- ");
      value(items.next(), column + 2, column + 2);
      if (items.hasNext()) {
        newLine(column);
      }
    }
  }

  private void newLine(int column) {
    out.append('\n').append(" ".repeat(column));
  }

  private static String scalar(JsonNode value, int textIndent) {
    return switch (value.getNodeType()) {
      case OBJECT -> "{}";
      case ARRAY -> "[]";
      case BOOLEAN -> value.asText();
      case NUMBER -> number(value);
      case STRING -> YamlText.of(value.textValue(), textIndent);
      default -> "null";
    };
  }

  /** YAML 1.1 knows a float by its point and wants a sign in the exponent. */
  private static String number(JsonNode value) {
    String text = GoNumbers.jsonText(value);
    int exponent = text.indexOf('e');
    String mantissa = exponent < 0 ? text : text.substring(0, exponent);
    if (value.isIntegralNumber() || mantissa.indexOf('.') >= 0) {
      return text;
    }
    return mantissa + ".0" + text.substring(mantissa.length());
  }
}
