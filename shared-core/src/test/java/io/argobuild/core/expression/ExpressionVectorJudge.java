package io.argobuild.core.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates vectors and says what is wrong with the answers. */
final class ExpressionVectorJudge {
  private int errors;
  private int equalTexts;
  private int equalSummaries;

  /** What is wrong; empty when nothing is. */
  List<String> judge(ExpressionVector vector) {
    Object value;
    try {
      value = Expression.evaluate(vector.input(), Environment.of(vector.env()));
    } catch (ExpressionException e) {
      return judgeError(vector, e);
    }
    if (vector.stage().equals("marshal")) {
      List<String> wrong = judgeTyped(vector, value);
      try {
        wrong.add("has JSON " + Expression.toJson(value));
      } catch (ExpressionException e) {
        wrong.addAll(judgeError(vector, e));
      }
      return wrong;
    }
    if (!vector.stage().isEmpty()) {
      return List.of("is " + show(value) + ", not the error " + vector.error());
    }
    List<String> wrong = judgeTyped(vector, value);
    JsonNode json = json(Expression.toJson(value));
    if (!same(json, vector.expect())) {
      wrong.add("value " + json + ", not " + vector.expect());
    }
    compare(wrong, "rendered", valid(Expression.render(value)), vector.rendered());
    return wrong;
  }

  private List<String> judgeTyped(ExpressionVector vector, @Nullable Object value) {
    List<String> wrong = new ArrayList<>();
    String type = value == null ? "nil" : GoType.textOf(value);
    if (!type.equals(vector.type())) {
      wrong.add("type " + type + ", not " + vector.type());
    }
    if (vector.printed().isTextual()) {
      compare(wrong, "printed", Expression.print(value), vector.printed());
    }
    return wrong;
  }

  private static void compare(List<String> wrong, String what, String actual, JsonNode expected) {
    if (expected.isTextual() && !actual.equals(expected.textValue())) {
      wrong.add(what + " " + actual + ", not " + expected.textValue());
    }
  }

  private List<String> judgeError(ExpressionVector vector, ExpressionException e) {
    errors++;
    equalTexts += e.text().equals(vector.error()) ? 1 : 0;
    equalSummaries += e.summary().equals(summary(vector.error())) ? 1 : 0;
    String stage = e.stage().name().toLowerCase(java.util.Locale.ROOT);
    if (!stage.equals(vector.stage())) {
      return new ArrayList<>(
          List.of("fails at " + stage + " with " + e.summary() + ", not " + vector.error()));
    }
    return new ArrayList<>();
  }

  /** The error without the source lines below it. */
  private static String summary(String error) {
    int lines = error.indexOf("\n | ");
    return lines < 0 ? error : error.substring(0, lines);
  }

  private static String show(@Nullable Object value) {
    return GoType.textOf(value) + " " + Expression.print(value);
  }

  private static String valid(String text) {
    return GoText.replaceBad(text);
  }

  private static JsonNode json(String text) {
    try {
      return ExpressionVector.MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** Numbers by value. */
  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.isIntegralNumber() && b.isIntegralNumber()
          ? a.bigIntegerValue().equals(b.bigIntegerValue())
          : a.doubleValue() == b.doubleValue();
    }
    if (a.isContainerNode() && b.isContainerNode() && a.size() == b.size()) {
      return a.isArray() == b.isArray() && (a.isArray() ? sameItems(a, b) : sameFields(a, b));
    }
    JsonNode other = b.isMissingNode() ? JsonNodeFactory.instance.nullNode() : b;
    return a.equals(other);
  }

  private static boolean sameItems(JsonNode a, JsonNode b) {
    Iterator<JsonNode> others = b.iterator();
    for (JsonNode item : a) {
      if (!same(item, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameFields(JsonNode a, JsonNode b) {
    for (Map.Entry<String, JsonNode> field : a.properties()) {
      if (!b.has(field.getKey()) || !same(field.getValue(), b.get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  int errors() {
    return errors;
  }

  /** Errors whose whole text is that of Go. */
  int equalTexts() {
    return equalTexts;
  }

  /** Errors whose message and place are those of Go. */
  int equalSummaries() {
    return equalSummaries;
  }
}
