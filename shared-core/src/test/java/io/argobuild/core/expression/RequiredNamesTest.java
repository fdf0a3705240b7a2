package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredNamesTest {
  private static final Environment EMPTY = Environment.of(Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      value = {
        "a                            -> a",
        "a.b.c                        -> a a.b a.b.c",
        "a['b-c'].d                   -> a a.b-c a.b-c.d",
        "a[b].c                       -> a b",
        "a.b ?? 'x'                   -> a",
        "a ?? b.c                     -> a b b.c",
        "asInt(a.b) ?? 1              -> asInt a",
        "a?.b                         -> a",
        "a.b?.c                       -> a",
        "a.b.c?.d                     -> a a.b",
        "f(a, a.b)                    -> f a a.b",
        "let x = a.b; x               -> a a.b x",
        "map([a], # + b)              -> a b",
        "a == 'b.c' && $env['d']      -> a $env $env.d",
        "sprig.trim(a)                -> sprig sprig.trim a",
      })
  void namesThatMustExist(String expression, String names) {
    assertThat(Expression.requiredNames(expression, EMPTY)).containsExactly(names.split(" "));
  }

  @Test
  void whatCannotBeParsedHasNoNames() {
    assertThatThrownBy(() -> Expression.requiredNames("a +", EMPTY))
        .isInstanceOf(ExpressionException.class);
  }
}
