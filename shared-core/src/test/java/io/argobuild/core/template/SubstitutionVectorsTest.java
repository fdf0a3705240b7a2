package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class SubstitutionVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicNode> everyRecordedTextIsReplacedAsRecorded() {
    return VectorFile.of("template").tests(581, 152, 100, SubstitutionVectorsTest::check);
  }

  private static @Nullable String check(Vector vector) {
    Variables variables = variables(vector.env());
    Mode mode = Mode.valueOf(vector.mode().replace('-', '_').toUpperCase(Locale.ROOT));
    if (!vector.isError()) {
      assertThat(Substitution.replace(vector.input(), variables, mode))
          .isEqualTo(vector.expect().textValue());
      checkTree(vector, variables, mode);
      return null;
    }
    SubstitutionException error =
        catchThrowableOfType(
            SubstitutionException.class,
            () -> Substitution.replace(vector.input(), variables, mode));
    assertThat(error).as("an error").isNotNull();
    assertThat(error.text()).isEqualTo(vector.error());
    assertThat(error.stage().name().toLowerCase(Locale.ROOT)).isEqualTo(vector.stage());
    return error.text();
  }

  /** A tree is replaced to the tree of the replaced text, if its text is the one of the case. */
  private static void checkTree(Vector vector, Variables variables, Mode mode) {
    JsonNode tree = read(vector.input());
    if (!JsonOutput.text(tree).equals(vector.input())) {
      return;
    }
    JsonNode replaced = Substitution.replace(tree, variables, mode);
    assertThat(replaced).isEqualTo(read(vector.expect().textValue()));
    if (vector.text("rendered") != null) {
      assertThat(replaced.textValue()).isEqualTo(vector.text("rendered"));
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static Variables variables(JsonNode env) {
    Variables variables = Variables.EMPTY;
    for (Map.Entry<String, JsonNode> entry : env.properties()) {
      variables = variables.withValue(entry.getKey(), value(entry.getValue()));
    }
    return variables;
  }

  /** A JSON value as expressions have it. */
  private static @Nullable Object value(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(element -> list.add(value(element)));
      return list;
    }
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
      return map;
    }
    return node.textValue();
  }
}
