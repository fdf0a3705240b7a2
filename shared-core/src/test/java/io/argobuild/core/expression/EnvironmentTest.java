package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

  private static String evaluated(String source, Map<String, ?> variables) {
    return Expression.print(Expression.evaluate(source, Environment.of(variables)));
  }

  @Test
  void aDotInANameMakesANestedMap() {
    assertThat(evaluated("a.b.c + a.b['d']", Map.of("a.b.c", "1", "a.b.d", "2"))).isEqualTo("12");
    assertThat(evaluated("a", Map.of("a.b.c", "1", "a.d", "2"))).isEqualTo("map[b:map[c:1] d:2]");
  }

  @Test
  void aNameWithDeeperNamesBelowItDisappears() {
    Map<String, String> variables = Map.of("a", "text", "a.b", "1", "ab", "2");

    assertThat(evaluated("a", variables)).isEqualTo("map[b:1]");
    assertThat(evaluated("ab", variables)).isEqualTo("2");
  }

  @Test
  void anAbsentValueIsNilAndIsThere() {
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("steps.s.outputs.result", null);

    assertThat(evaluated("steps.s.outputs.result ?? 'none'", variables)).isEqualTo("none");
    assertThat(evaluated("'result' in steps.s.outputs", variables)).isEqualTo("true");
  }

  @Test
  void functionsHideVariablesOfTheirName() {
    assertThat(evaluated("asInt('3')", Map.of("asInt", "x"))).isEqualTo("3");
  }

  @Test
  void aBareEnvironmentHasNoFunctions() {
    Environment environment = Environment.of(Map.of("status", "ok"));

    assertThat(Expression.evaluate("status == 'ok'", environment.bare())).isEqualTo(true);
    assertThatThrownBy(() -> Expression.evaluate("asInt('1')", environment.bare()))
        .hasMessageContaining("unknown name asInt (1:1)");
  }

  @Test
  void whatAFunctionChangesIsSeenByThatEvaluationOnly() {
    Environment environment = Environment.of(Map.of("a.b", "1"));
    String changing = "let changed = sprig.set(a, 'b', '2'); a.b + changed.b";

    assertThat(Expression.evaluate(changing, environment)).isEqualTo("22");
    assertThat(Expression.evaluate("a.b", environment)).isEqualTo("1");
  }

  @Test
  void aCompiledExpressionCanBeRunAgain() {
    Expression expression = Expression.compile("map(1..3, # * 2)", Environment.of(Map.of()));

    assertThat(Expression.print(expression.run())).isEqualTo("[2 4 6]");
    assertThat(Expression.print(expression.run())).isEqualTo("[2 4 6]");
  }

  @Test
  void onlyTheNamesAnExpressionUsesAreLookedUp() {
    TreeMap<String, String> names = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      names.put("steps.s" + i + ".outputs.result", "" + i);
    }
    Variables sorted = Variables.of(names);
    List<String> asked = new ArrayList<>();
    Variables counting =
        new Variables() {
          @Override
          public boolean has(String name) {
            return sorted.has(name);
          }

          @Override
          public @Nullable Object get(String name) {
            asked.add(name);
            return sorted.get(name);
          }

          @Override
          public Iterable<String> startingWith(String prefix) {
            return sorted.startingWith(prefix);
          }
        };

    assertThat(Expression.evaluate("steps.s7.outputs.result", Environment.of(counting)))
        .isEqualTo("7");
    assertThat(asked).containsOnly("steps.s7.outputs.result");
  }

  @Test
  void errorsTellStagePlaceAndGosText() {
    assertThatThrownBy(() -> Expression.compile("1 +\n nope", Environment.of(Map.of())))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            e -> {
              assertThat(e.stage()).isEqualTo(Stage.COMPILE);
              assertThat(e.summary()).isEqualTo("unknown name nope (2:2)");
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.column()).isEqualTo(2);
            });
  }
}
