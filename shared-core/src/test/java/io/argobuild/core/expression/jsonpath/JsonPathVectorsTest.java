package io.argobuild.core.expression.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The recorded answers of both dialects. */
class JsonPathVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
      (left, right) ->
          left.isNumber() && right.isNumber()
              ? Double.compare(left.doubleValue(), right.doubleValue())
              : left.equals(right) ? 0 : 1;

  @TestFactory
  Stream<DynamicNode> everyRecordedPathGivesTheRecordedAnswer() {
    return VectorFile.of("jsonpath").tests(358, 98, 100, JsonPathVectorsTest::check);
  }

  private static @Nullable String check(Vector vector) {
    if (vector.isError()) {
      JsonPathException error = catchThrowableOfType(JsonPathException.class, () -> run(vector));
      assertThat(error).as("an error: %s", vector.error()).isNotNull();
      assertThat(error.stage().name()).isEqualToIgnoringCase(vector.stage());
      return error.getMessage();
    }
    Object value = run(vector);
    if (vector.mode().equals("kubectl")) {
      assertThat(value).isEqualTo(vector.expect().textValue());
      return null;
    }
    JsonNode actual = json(value);
    assertThat(vector.expect().equals(NUMBERS_BY_VALUE, actual))
        .as("%s gives %s, not %s", vector.input(), actual, vector.expect())
        .isTrue();
    assertThat(value == null ? "nil" : GoType.textOf(value)).isEqualTo(vector.text("type"));
    if (vector.text("printed") != null) {
      assertThat(GoPrint.print(value, meter())).isEqualTo(vector.text("printed"));
    }
    return null;
  }

  private static @Nullable Object run(Vector vector) {
    JsonNode document = vector.fields().path("doc");
    return vector.mode().equals("kubectl")
        ? KubectlJsonPath.print(vector.input(), document)
        : ExpressionJsonPath.query(document.toString(), vector.input());
  }

  private static JsonNode json(@Nullable Object value) {
    try {
      return JSON.readTree(GoJson.marshal(value, meter()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Meter meter() {
    return new Meter(1_000_000, 1_000_000, 1_000_000, 1000);
  }
}
