package io.argobuild.core.expression.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The recorded answers of gojq. */
class JqVectorsTest {
  @TestFactory
  Stream<DynamicNode> everyRecordedFilterGivesTheRecordedAnswer() {
    return VectorFile.of("jq").tests(543, 191, 100, JqVectorsTest::check);
  }

  private static @Nullable String check(Vector vector) {
    JsonNode document = vector.fields().path("doc");
    if (!vector.isError()) {
      assertThat(JqFilter.apply(vector.input(), document)).isEqualTo(vector.expect().textValue());
      return null;
    }
    JqException error =
        catchThrowableOfType(JqException.class, () -> JqFilter.apply(vector.input(), document));
    assertThat(error).as("an error: %s", vector.error()).isNotNull();
    assertThat(error.stage().name()).isEqualToIgnoringCase(vector.stage());
    return error.getMessage();
  }
}
