package io.argobuild.core.expression;

import io.argobuild.core.vectors.VectorFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer of expr-lang, sprig and Argo's own functions. */
class ExpressionVectorsTest {
  private static final int BUNDLED_TEXTS = 100;
  private static final int OTHER_TEXTS = 98;

  @TestFactory
  Stream<DynamicNode> expressions() {
    return tests("expr", 2348, 874);
  }

  @TestFactory
  Stream<DynamicNode> sprigFunctions() {
    return tests("sprig", 947, 103);
  }

  private static Stream<DynamicNode> tests(String area, int cases, int errors) {
    ExpressionVectorJudge judge = new ExpressionVectorJudge();
    int percent = System.getProperty("vectors.dir", "").isEmpty() ? BUNDLED_TEXTS : OTHER_TEXTS;
    return Stream.concat(
        VectorFile.of(area).tests(cases, errors, judge::check),
        Stream.of(DynamicTest.dynamicTest("error texts", () -> judge.checkErrorTexts(percent))));
  }
}
