package io.argobuild.core.expression.when;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

class WhenVectorsTest {

  @TestFactory
  Stream<DynamicNode> everyRecordedConditionHasTheRecordedAnswer() {
    return VectorFile.of("when").tests(480, 197, 100, WhenVectorsTest::check);
  }

  private static @Nullable String check(Vector vector) {
    if (!vector.isError()) {
      assertThat(evaluate(vector)).isEqualTo(vector.expect().booleanValue());
      return null;
    }
    WhenException error = catchThrowableOfType(WhenException.class, () -> evaluate(vector));
    assertThat(error).as("an error").isNotNull();
    assertThat(error.text()).isEqualTo(vector.error());
    assertThat(error.stage().name().toLowerCase(Locale.ROOT)).isEqualTo(vector.stage());
    return error.text();
  }

  private static boolean evaluate(Vector vector) {
    return vector.mode().equals("cron")
        ? WhenCondition.evaluateCron(vector.input())
        : WhenCondition.evaluate(vector.input());
  }
}
