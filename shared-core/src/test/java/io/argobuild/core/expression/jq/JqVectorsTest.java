package io.argobuild.core.expression.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** The recorded answers of gojq. */
class JqVectorsTest {
  private int errors;
  private int equalTexts;

  @TestFactory
  Stream<DynamicNode> everyRecordedFilterGivesTheRecordedAnswer(TestReporter reporter) {
    return Stream.concat(
        VectorFile.of("jq").tests(543, 191, this::check),
        Stream.of(DynamicTest.dynamicTest("equal error texts", () -> report(reporter))));
  }

  private void report(TestReporter reporter) {
    reporter.publishEntry("jq: equal error texts", equalTexts + " of " + errors);
    assertThat(equalTexts).isLessThanOrEqualTo(errors);
  }

  private void check(Vector vector) {
    JsonNode document = vector.fields().path("doc");
    if (!vector.isError()) {
      assertThat(JqFilter.apply(vector.input(), document)).isEqualTo(vector.expect().textValue());
      return;
    }
    errors++;
    JqException error =
        catchThrowableOfType(JqException.class, () -> JqFilter.apply(vector.input(), document));
    assertThat(error).as("an error: %s", vector.error()).isNotNull();
    assertThat(error.stage().name()).isEqualToIgnoringCase(vector.stage());
    equalTexts += String.valueOf(error.getMessage()).equals(vector.error()) ? 1 : 0;
  }
}
