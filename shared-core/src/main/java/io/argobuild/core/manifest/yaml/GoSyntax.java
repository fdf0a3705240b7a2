package io.argobuild.core.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Go's {@code %#v} shows them, for error messages. */
final class GoSyntax {
  private GoSyntax() {}

  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> "interface {}(nil)";
      case STRING -> quote(value.textValue());
      case ARRAY -> {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(of(item)));
        yield "[]interface {}{" + String.join(", ", items) + "}";
      }
      case OBJECT ->
          value.properties().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> quote(entry.getKey()) + ":" + of(entry.getValue()))
              .collect(Collectors.joining(", ", "map[interface {}]interface {}{", "}"));
      case NUMBER -> number(value);
      default -> value.asText();
    };
  }

  /** A value that stands alone, where nil has no type. */
  static String ofTop(JsonNode value) {
    return value.isNull() ? "<nil>" : of(value);
  }

  private static String number(JsonNode value) {
    if (value.isBigInteger()) {
      return "0x" + value.bigIntegerValue().toString(16);
    }
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    double number = value.doubleValue();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    return GoNumbers.general(number);
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> appendQuoted(quoted, c));
    return quoted.append('"').toString();
  }

  private static void appendQuoted(StringBuilder quoted, int c) {
    String simple = "\u0007\b\f\n\r\t\u000B\\\"";
    int at = simple.indexOf(c);
    if (at >= 0) {
      quoted.append('\\').append("abfnrtv\\\"".charAt(at));
    } else if (c == ' ' || isPrintable(c)) {
      quoted.appendCodePoint(c);
    } else if (c < 0x80) {
      quoted.append("\\x%02x".formatted(c));
    } else {
      quoted.append((c > 0xFFFF ? "\\U%08x" : "\\u%04x").formatted(c));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
