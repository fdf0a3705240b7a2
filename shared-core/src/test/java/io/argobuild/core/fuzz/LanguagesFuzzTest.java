package io.argobuild.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import io.argobuild.core.expression.when.WhenCondition;
import io.argobuild.core.expression.when.WhenException;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.manifest.yaml.YamlResult;
import io.argobuild.core.manifest.yaml.YamlWriter;
import io.argobuild.core.template.Mode;
import io.argobuild.core.template.Substitution;
import io.argobuild.core.template.SubstitutionException;
import io.argobuild.core.template.Variables;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The languages of manifests take any text, or refuse it by their own errors. */
class LanguagesFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<String> inputs(String area) {
    return VectorFile.of(area).cases().stream().map(Vector::input).toList();
  }

  /** One of the environments of an area's cases, picked by the input. */
  private static Map<?, ?> environment(List<JsonNode> environments, String input) {
    JsonNode picked = environments.get(Math.floorMod(input.hashCode(), environments.size()));
    return JSON.convertValue(picked, Map.class);
  }

  private static List<JsonNode> environments(String area) {
    return VectorFile.of(area).cases().stream()
        .map(Vector::env)
        .filter(JsonNode::isObject)
        .distinct()
        .toList();
  }

  @Test
  void expressions() {
    List<JsonNode> environments = environments("expr");
    InputFuzzer.of(inputs("expr"), ExpressionException.class)
        .check(
            text -> {
              Map<String, Object> variables = new java.util.HashMap<>();
              environment(environments, text)
                  .forEach((name, value) -> variables.put((String) name, widened(value)));
              Object value = Expression.evaluate(text, Environment.of(variables));
              Expression.print(value);
              Expression.render(value);
            });
  }

  /** Go's int is a Long. */
  private static Object widened(Object value) {
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  @Test
  void conditionsOfStepsAndCronWorkflows() {
    InputFuzzer.of(inputs("when"), WhenException.class).check(WhenCondition::evaluate);
    InputFuzzer.of(inputs("when"), WhenException.class).check(WhenCondition::evaluateCron);
  }

  @Test
  void templatesInAllModes() {
    List<JsonNode> environments = environments("template");
    InputFuzzer.of(inputs("template"), SubstitutionException.class)
        .check(
            text -> {
              Variables variables = Variables.EMPTY;
              for (Map.Entry<?, ?> entry : environment(environments, text).entrySet()) {
                variables = variables.withValue((String) entry.getKey(), widened(entry.getValue()));
              }
              Mode mode = Mode.values()[Math.floorMod(text.length(), Mode.values().length)];
              Substitution.replace(text, variables, mode);
            });
  }

  @Test
  void yamlThatIsReadCanBeWrittenAndReadAgain() {
    YamlReader reader = new YamlReader(Limits.DEFAULT, Duplicates.LAST_WINS);
    InputFuzzer.of(inputs("yaml"))
        .check(
            text -> {
              for (YamlResult result : reader.readEach(text, "fuzz")) {
                if (result instanceof YamlResult.Read read) {
                  JsonNode value = read.document().value();
                  List<YamlResult> again = reader.readEach(YamlWriter.write(value), "again");
                  assertThat(again).hasSize(1);
                  assertThat(((YamlResult.Read) again.get(0)).document().value().toString())
                      .isEqualTo(value.toString());
                }
              }
            });
  }
}
