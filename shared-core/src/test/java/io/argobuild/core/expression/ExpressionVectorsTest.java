package io.argobuild.core.expression;

import io.argobuild.core.vectors.VectorFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every recorded answer of expr-lang, sprig and Argo's own functions. */
class ExpressionVectorsTest {

  @TestFactory
  Stream<DynamicNode> expressions() {
    return VectorFile.of("expr").tests(2348, 874, 100, ExpressionVectorJudge::check);
  }

  @TestFactory
  Stream<DynamicNode> sprigFunctions() {
    return VectorFile.of("sprig").tests(947, 103, 100, ExpressionVectorJudge::check);
  }
}
