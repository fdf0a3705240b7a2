package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.argobuild.core.expression.golang.Host;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.template.SubstitutionException.Stage;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }

  private static JsonNode replace(String json, Map<String, String> variables) {
    return Substitution.replace(tree(json), Variables.of(variables), Mode.LENIENT);
  }

  @Test
  void textWithoutTagsIsTheSameText() {
    String json = "{\"a\" : 1}";

    assertThat(Substitution.replace(json, Variables.EMPTY, Mode.STRICT)).isSameAs(json);
  }

  @Test
  void aTreeWithoutTagsIsTheSameTree() {
    JsonNode tree = tree("{'a':['b',{'c':1.50}]}");

    assertThat(Substitution.replace(tree, Variables.EMPTY, Mode.STRICT)).isSameAs(tree);
  }

  @Test
  void whatHasNoTagIsSharedAndTheGivenTreeIsKept() {
    JsonNode tree = tree("{'plain':{'b':[1]},'tagged':{'c':'{{x}}'}}");
    JsonNode copy = tree.deepCopy();

    JsonNode replaced = Substitution.replace(tree, Variables.EMPTY.with("x", "1"), Mode.STRICT);

    assertThat(replaced).isEqualTo(tree("{'plain':{'b':[1]},'tagged':{'c':'1'}}"));
    assertThat(replaced.get("plain")).isSameAs(tree.get("plain"));
    assertThat(tree).isEqualTo(copy);
  }

  @Test
  void namesOfFieldsAreReplacedToo() {
    assertThat(replace("{'{{k}}':{'a':1}}", Map.of("k", "key"))).isEqualTo(tree("{'key':{'a':1}}"));
  }

  @Test
  void aTagReachesFromOneStringIntoTheNext() {
    assertThat(replace("{'a':'x{{','b':{'c':'}}y'}}", Map.of()))
        .isEqualTo(tree("{'a':'x{{','b':{'c':'}}y'}}"));
    assertThatThrownBy(
            () -> Substitution.replace(tree("{'a':'x{{','b':'}}y'}"), Variables.EMPTY, Mode.STRICT))
        .hasMessage("failed to resolve {{\",\"b\":\"}}");
  }

  @Test
  void anOpenTagEndsAtTheBracesOfTheObjects() {
    assertThat(replace("{'a':{'b':'see {{ there'}}", Map.of()))
        .isEqualTo(tree("{'a':{'b':'see {{ there'}}"));
    assertThatThrownBy(() -> replace("{'b':'see {{ there'}", Map.of()))
        .hasMessageStartingWith("Cannot find end tag=\"}}\" in the template=");
  }

  @Test
  void valuesMayHoldTagsForTheNextPass() {
    Map<String, String> variables = Map.of("a", "{{b}}", "b", "c");

    JsonNode once = replace("{'v':'{{a}}'}", variables);

    assertThat(once).isEqualTo(tree("{'v':'{{b}}'}"));
    assertThat(Substitution.replace(once, Variables.of(variables), Mode.LENIENT))
        .isEqualTo(tree("{'v':'c'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{steps.a.outputs.result}}                     | true",
        "{{=steps.a.outputs.result}}                    | true",
        "{{steps.skipped}}                              | false",
        "{{number}}                                     | true",
        "{{=1 +}}                                       | false",
      })
  void argoWaitsForWhatIsMissingOnly(String text, boolean waits) {
    Variables variables =
        Variables.EMPTY.withAbsent("steps.skipped").with("steps.b", "").withValue("number", 1L);

    SubstitutionException error =
        catchThrowableOfType(
            SubstitutionException.class,
            () -> Substitution.replace(TextNode.valueOf(text), variables, Mode.STRICT_NODES));

    assertThat(error.isMissingVariable()).isEqualTo(waits);
    assertThat(error.problem().kind()).isEqualTo(ProblemClass.CONFIGURATION);
  }

  @Test
  void expressionsAskTheClockThatIsGiven() {
    Host host =
        new Host() {
          @Override
          public Instant now() {
            return Instant.parse("2024-05-06T07:08:09Z");
          }
        };
    Variables variables = Variables.EMPTY.withHost(host).with("x", "1");

    assertThat(
            Substitution.replace(TextNode.valueOf("{{=now().Year()}}"), variables, Mode.STRICT)
                .textValue())
        .isEqualTo("2024");
  }

  @Test
  void anExpressionOverPlaceholdersIsLeftAsItIs() {
    Variables variables = Variables.EMPTY.with("n", "__argo__internal__placeholder-7");

    assertThat(
            Substitution.replace(TextNode.valueOf("{{=asInt(n) + 1}}"), variables, Mode.STRICT)
                .textValue())
        .isEqualTo("{{=asInt(n) + 1}}");
  }

  @Test
  void valuesThatMultiplyInEachPassAreStoppedByALimit() {
    Map<String, String> laughs = Map.of("lol", "{{lol}}".repeat(10));
    JsonNode text = TextNode.valueOf("{{lol}}");

    for (int pass = 0; pass < 6; pass++) {
      text = Substitution.replace(text, Variables.of(laughs), Mode.LENIENT);
    }
    JsonNode last = text;

    assertThatThrownBy(() -> Substitution.replace(last, Variables.of(laughs), Mode.LENIENT))
        .isInstanceOfSatisfying(
            SubstitutionException.class,
            e -> {
              assertThat(e.stage()).isEqualTo(Stage.LIMIT);
              assertThat(e.isMissingVariable()).isFalse();
              assertThat(e.problem().code()).isEqualTo("TEMPLATE_TOO_LARGE");
            });
  }

  @Test
  void alsoManyStringsTogetherAreLimited() {
    String large = "x".repeat(1 << 20);
    JsonNode list =
        JsonNodeFactory.instance.arrayNode().add("{{x}}").add("{{x}}".repeat(15)).add("{{x}}");

    assertThatThrownBy(
            () -> Substitution.replace(list, Variables.of(Map.of("x", large)), Mode.STRICT))
        .hasMessage("more than 16777216 characters after replacing the tags");
  }

  @Test
  void deepTreesAreRefusedInsteadOfOverflowingTheStack() {
    JsonNode node = TextNode.valueOf("{{x}}");
    for (int i = 0; i < 100_000; i++) {
      node = JsonNodeFactory.instance.arrayNode().add(node);
    }
    JsonNode deep = node;

    assertThatThrownBy(() -> Substitution.replace(deep, Variables.EMPTY, Mode.LENIENT))
        .hasMessage("nested deeper than 1000");
  }
}
