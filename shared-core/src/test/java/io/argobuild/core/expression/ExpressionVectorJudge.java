package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.vectors.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evaluates vectors and compares the answers with Go's. */
final class ExpressionVectorJudge {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ExpressionVectorJudge() {}

  static @Nullable String check(Vector vector) {
    Map<String, JsonNode> env = new TreeMap<>();
    vector.env().properties().forEach(entry -> env.put(entry.getKey(), entry.getValue()));
    Environment environment = Environment.of(env);
    if (!vector.isError()) {
      checkValue(vector, Expression.evaluate(vector.input(), environment));
      return null;
    }
    if ("marshal".equals(vector.stage())) {
      Object value = Expression.evaluate(vector.input(), environment);
      checkTyped(vector, value);
      return checkError(
          vector, catchThrowableOfType(ExpressionException.class, () -> Expression.toJson(value)));
    }
    return checkError(
        vector,
        catchThrowableOfType(
            ExpressionException.class, () -> Expression.evaluate(vector.input(), environment)));
  }

  private static void checkValue(Vector vector, @Nullable Object value) {
    checkTyped(vector, value);
    JsonNode json = json(Expression.toJson(value));
    assertThat(same(json, vector.expect()))
        .as("%s is %s, not %s", vector.input(), json, vector.expect())
        .isTrue();
    String rendered = vector.text("rendered");
    if (rendered != null) {
      assertThat(GoText.sanitize(Expression.render(value))).as("rendered").isEqualTo(rendered);
    }
  }

  private static void checkTyped(Vector vector, @Nullable Object value) {
    assertThat(value == null ? "nil" : GoType.textOf(value))
        .as("type of %s", vector.input())
        .isEqualTo(vector.text("type"));
    String printed = vector.text("printed");
    if (printed != null) {
      assertThat(Expression.print(value)).as("printed").isEqualTo(printed);
    }
  }

  private static String checkError(Vector vector, @Nullable ExpressionException error) {
    if (error == null) {
      throw new AssertionError(vector.input() + " does not fail with " + vector.error());
    }
    assertThat(error.stage().name().toLowerCase(Locale.ROOT))
        .as("stage of %s", error.text())
        .isEqualTo(vector.stage());
    return error.text();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
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
}
