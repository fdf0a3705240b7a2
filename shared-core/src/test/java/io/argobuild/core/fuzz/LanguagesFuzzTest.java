package io.argobuild.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import io.argobuild.core.expression.sprig.Sprig;
import io.argobuild.core.expression.when.WhenCondition;
import io.argobuild.core.expression.when.WhenException;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.Step;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.manifest.yaml.YamlResult;
import io.argobuild.core.manifest.yaml.YamlWriter;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.template.DependsExpression;
import io.argobuild.core.template.LoopItems;
import io.argobuild.core.template.Mode;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.Substitution;
import io.argobuild.core.template.SubstitutionException;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import io.argobuild.core.vectors.Vector;
import io.argobuild.core.vectors.VectorFile;
import java.util.ArrayList;
import java.util.HashMap;
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
    evaluate("expr");
  }

  @Test
  void functionsOfSprig() {
    evaluate("sprig");
  }

  private static void evaluate(String area) {
    List<JsonNode> environments = environments(area);
    InputFuzzer.of(inputs(area), ExpressionException.class)
        .generating(generator(environments))
        .check(
            area,
            text -> {
              Map<String, Object> variables = new HashMap<>();
              environment(environments, text)
                  .forEach((name, value) -> variables.put((String) name, widened(value)));
              Object value = Expression.evaluate(text, Environment.of(variables));
              Expression.print(value);
              Expression.render(value);
            });
  }

  private static ExpressionMaker generator(List<JsonNode> environments) {
    List<String> names = new ArrayList<>(List.of("v", "#"));
    environments.forEach(each -> each.fieldNames().forEachRemaining(names::add));
    return new ExpressionMaker(names, Sprig.functions().keySet().stream().sorted().toList());
  }

  @Test
  void transformationsOfData() {
    List<String> keys = List.of("", "scans/a.pdf", "scans/b.txt", "{\"a\": [1]}");
    List<String> corpus =
        List.of(
            "filter(data, {# endsWith '.pdf'})",
            "map(data, {{'k': #, 'n': len(#)}})",
            "groupBy(data, {split(#, '/')[0]})",
            "data[0] matches '^s.*f$' ? data : sort(data)",
            "reduce(data, {#acc + #}, '')");
    InputFuzzer.of(corpus, TemplateException.class)
        .generating(new ExpressionMaker(List.of("data", "data[1]", "#"), List.of()))
        .check("transformation", text -> ScopeExpressions.transform(keys, List.of(text, "data")));
  }

  @Test
  void conditionsOfTasks() {
    List<String> corpus =
        List.of(
            "a",
            "a && b-1.Succeeded",
            "(a.Failed || b-1.Errored) && !c.Omitted",
            "c.AnySucceeded || c.AllFailed && a.Daemoned",
            "a.Skipped ? b-1 : c",
            "1x && 2y.Succeeded");
    InputFuzzer.of(corpus, ProblemException.class)
        .check(
            "depends",
            text -> {
              ObjectNode task = JSON.createObjectNode().put("name", "t").put("depends", text);
              DependsExpression depends = DependsExpression.of(new DagTask(task), name -> null);
              depends.unknownResult();
              depends.evaluate((name, result) -> (name.length() + result.ordinal()) % 2 == 0);
            });
  }

  @Test
  void formatsOfSequences() {
    List<String> corpus =
        List.of(
            "%d",
            "user%02X",
            "%-8d|",
            "%+.3d",
            "%[1]*d",
            "%x %[1]o",
            "%c%U%q",
            "%%",
            "%!",
            "%v%T",
            "%#b",
            "% d",
            "%e",
            "%s",
            "%0100d",
            "%[2]d",
            "%.*d");
    InputFuzzer.of(corpus, ProblemException.class)
        .check(
            "sequence",
            text -> {
              ObjectNode step = JSON.createObjectNode();
              step.putObject("withSequence")
                  .put("start", "-1")
                  .put("count", "3")
                  .put("format", text);
              LoopItems.of(new Step(step), 10);
            });
  }

  @Test
  void boundsOfSequences() {
    List<String> corpus =
        List.of("0", "1", "-1", "10", "007", "+3", "9223372036854775807", "-9223372036854775808");
    InputFuzzer.of(corpus, ProblemException.class)
        .check(
            "bounds",
            text -> {
              for (String field : List.of("count", "end", "start")) {
                ObjectNode step = JSON.createObjectNode();
                step.putObject("withSequence").put("end", "5").put(field, text);
                LoopItems.of(new Step(step), 1_000);
              }
            });
  }

  /** Go's int is a Long. */
  private static Object widened(Object value) {
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  @Test
  void conditionsOfStepsAndCronWorkflows() {
    InputFuzzer.of(inputs("when"), WhenException.class).check("when", WhenCondition::evaluate);
    InputFuzzer.of(inputs("when"), WhenException.class).check("cron", WhenCondition::evaluateCron);
  }

  @Test
  void templatesInAllModes() {
    List<JsonNode> environments = environments("template");
    InputFuzzer.of(inputs("template"), SubstitutionException.class)
        .check(
            "template",
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
            "yaml",
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
