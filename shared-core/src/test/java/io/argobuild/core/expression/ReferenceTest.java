package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
  private static final Environment ENVIRONMENT = Environment.of(variables());

  private static Map<String, @Nullable Object> variables() {
    Map<String, @Nullable Object> variables = new TreeMap<>();
    variables.put("x", "1");
    variables.put("y", "two");
    variables.put("inputs.parameters.n", "5");
    variables.put("inputs.parameters.my-p", "mp");
    variables.put("workflow.parameters.p", "P");
    variables.put("steps.s.outputs.result", "R");
    variables.put("steps.sk.outputs.result", null);
    return variables;
  }

  /** The first group was measured with Argo 4.1.2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sprig.nope(y) | sprig.nope",
        "inputs.parameters.my-p | inputs.parameters.my",
        "tasks.a.outputs.result ?? 'z' | tasks",
        "missing.x.y ?? 'd' | missing",
        "missing?.x ?? 'd' | missing",
        "let z = x; z + z | z",
        "steps.none.outputs.result | steps.none",
        "workflow.failures | workflow.failures",
        "sprig.int(retries) * 2 | retries",
        "inputs.missing.x | inputs.missing",
        "inputs.parameters.missing | inputs.parameters.missing",
        "asInt(retries) + 1 | retries",
        "inputs.parameters['nope'] | inputs.parameters.nope",
        "[1, {'a': nope.b}] | nope",
        "x == '1' ? y : other | other",
        "(steps.a ?? x) + steps.b | steps.b",
        "steps[missing].outputs | missing"
      })
  void namesTheShortestMissingPath(String source, String missing) {
    assertThat(Reference.firstMissing(source, ENVIRONMENT)).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + y",
        "inputs.parameters.n",
        "inputs.parameters['my-p']",
        "steps.sk.outputs.result",
        "steps.none.outputs.result ?? 'd'",
        "steps.a ?? steps.b ?? 'd'",
        "steps?.none?.outputs",
        "steps?.none.outputs.result",
        "sprig.trim(x)",
        "asInt(x) > 1 and toJson(y) != ''",
        "map([1], #.a.b)",
        "x.y.z",
        "x == 'missing'"
      })
  void findsNothingMissing(String source) {
    assertThat(Reference.firstMissing(source, ENVIRONMENT)).isNull();
  }

  @Test
  void listsNamesInTheOrderOfTheSource() {
    List<Reference> references =
        Expression.references("a.b?.c + f(d['e'], g[h].i) ?? k.l", ENVIRONMENT);

    assertThat(references)
        .containsExactly(
            new Reference(List.of("a", "b", "c"), 2),
            new Reference(List.of("f"), 1),
            new Reference(List.of("d", "e"), 2),
            new Reference(List.of("g"), 1),
            new Reference(List.of("h"), 1),
            new Reference(List.of("k", "l"), 2));
  }
}
