package io.argobuild.core.expression.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.argobuild.core.expression.jsonpath.JsonPathException.Stage;
import io.argobuild.core.problem.ProblemClass;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Paths that would need too much are refused, whatever the document. */
class JsonPathLimitsTest {
  private static final JsonNode NUMBERS = numbers(2000);

  private static JsonNode numbers(int count) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < count; i++) {
      list.add(i);
    }
    return list;
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @TestFactory
  Stream<DynamicTest> pathsOfExpressions() {
    String list = NUMBERS.toString();
    return Stream.of(
        refused("too long", list, "$" + ".a".repeat(40_000)),
        refused("a filter in a filter in a filter", list, "$[?($[?($[?(@ > 1)])])]"),
        refused("nested filters", list, "$" + "[?($".repeat(2000) + ")]".repeat(2000)),
        refused("many operators", list, "$[?(" + "-*".repeat(5000) + "1)]"),
        refused("repeated descent", nested(900), "$" + "..*".repeat(10)),
        refused("a long regular expression", list, "$[?('a' =~ '" + "a".repeat(5000) + "')]"));
  }

  private static DynamicTest refused(String name, String document, String path) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          JsonPathException error =
              catchThrowableOfType(
                  JsonPathException.class, () -> ExpressionJsonPath.query(document, path));
          assertThat(error).isNotNull();
          assertThat(error.stage()).isEqualTo(Stage.LIMIT);
        });
  }

  @TestFactory
  Stream<DynamicTest> templatesOfKubectl() {
    return Stream.of(
        refusedTemplate("too long", "x".repeat(70_000)),
        refusedTemplate("ranges in ranges", "{range [*]}{range $[*]}x".repeat(3)),
        refusedTemplate("much text in a range", "{range [*]}" + "x".repeat(60_000) + "{end}"),
        refusedTemplate("unions in unions", "{['" + "[*],".repeat(15_000) + "']}"));
  }

  private static DynamicTest refusedTemplate(String name, String template) {
    JsonNode document =
        JsonNodeFactory.instance.arrayNode().add(NUMBERS).addAll((ArrayNode) NUMBERS);
    return DynamicTest.dynamicTest(
        name,
        () -> {
          JsonPathException error =
              catchThrowableOfType(
                  JsonPathException.class, () -> KubectlJsonPath.print(template, document));
          assertThat(error).isNotNull();
          assertThat(error.stage()).isNotEqualTo(Stage.QUERY);
        });
  }

  @Test
  void deepDocumentsAreWalkedWithoutOverflow() throws Exception {
    String document = nested(900);
    assertThat(ExpressionJsonPath.query(document, "$..*"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(899);
    JsonNode node = new ObjectMapper().readTree(document);
    assertThat(KubectlJsonPath.print("{..a}", node)).isEmpty();
  }

  @Test
  void errorsAreProblemsOfTheConfiguration() {
    JsonPathException error =
        catchThrowableOfType(JsonPathException.class, () -> KubectlJsonPath.print("{a", NUMBERS));
    assertThat(error.problem().code()).isEqualTo("JSONPATH_SYNTAX");
    assertThat(error.problem().kind()).isEqualTo(ProblemClass.CONFIGURATION);
    assertThat(error.problem().message()).isEqualTo("unclosed action");
  }
}
