package io.argobuild.core.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.fuzz.InputFuzzer;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPathFuzzTest {
  private static final List<Vector> VECTORS = VectorFile.of("jsonpath").cases();
  private static final List<JsonNode> DOCUMENTS =
      VECTORS.stream().map(vector -> vector.fields().path("doc")).distinct().toList();

  private static InputFuzzer fuzzer(String mode) {
    List<String> inputs =
        VECTORS.stream().filter(each -> each.mode().equals(mode)).map(Vector::input).toList();
    return InputFuzzer.of(inputs, JsonPathException.class);
  }

  private static JsonNode document(String input) {
    return DOCUMENTS.get(Math.floorMod(input.hashCode(), DOCUMENTS.size()));
  }

  @Test
  void brokenPathsOfExpressionsAreRefused() {
    fuzzer("expression")
        .check(
            "jsonpath expression",
            path -> ExpressionJsonPath.query(document(path).toString(), path));
  }

  @Test
  void brokenTemplatesOfKubectlAreRefused() {
    fuzzer("kubectl")
        .check("jsonpath kubectl", template -> KubectlJsonPath.print(template, document(template)));
  }

  @Test
  void brokenDocumentsAreRefused() {
    List<String> documents = DOCUMENTS.stream().map(JsonNode::toString).toList();
    InputFuzzer.of(documents, JsonPathException.class)
        .check("jsonpath document", text -> ExpressionJsonPath.query(text, "$..*"));
  }
}
