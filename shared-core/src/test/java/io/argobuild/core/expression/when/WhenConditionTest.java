package io.argobuild.core.expression.when;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.argobuild.core.expression.when.WhenException.Stage;
import io.argobuild.core.problem.ProblemClass;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenConditionTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      quoteCharacter = '`',
      value = {
        "Error in (Failed, Error)          -> true",
        "!(Succeeded in (Failed, Error))   -> true",
        "1/2 == 0.5                        -> true",
        "foo == foo                        -> true",
        "test1 == test                     -> false",
        "8 - 2 - 1 == 5                    -> true",
        "2 ** 3 ** 2 == 64                 -> true",
        "100 / 10 * 2 == 20                -> true",
        "false && foo                      -> false",
        "true || foo                       -> true",
        "'2020-01-02' > '2020-01-01'       -> true",
        "'2020-01-01T01:00:00+01:00' == '2020-01-01' -> true",
        "'11:59PM' > '12:00AM'             -> true",
        "'Mon Jan 2 15:04:05 GMT+3 2006' == '2006-01-02 15:04:05' -> true",
        "-1 << 1 == 18446744073709551614   -> true",
        "1 << 64 == 0                      -> true",
        "10 ** 25 == 10000000000000000905969664 -> true",
        "5e == '5e'                        -> error",
        "foo in (foo)                      -> error",
        "foo && true                       -> error",
        "1 +                               -> error",
        "foo =~ ')'                        -> error",
      })
  void conditionsOfSteps(String condition, String expected) {
    if (expected.equals("error")) {
      assertThatThrownBy(() -> WhenCondition.evaluate(condition)).isInstanceOf(WhenException.class);
    } else {
      assertThat(WhenCondition.evaluate(condition)).isEqualTo(Boolean.valueOf(expected));
    }
  }

  @Test
  void anEmptyConditionIsTrue() {
    assertThat(WhenCondition.evaluate("")).isTrue();
    assertThat(WhenCondition.evaluateCron("")).isTrue();
  }

  @Test
  void anErrorIsAProblemOfTheConfigurationInArgosWords() {
    WhenException error =
        catchThrowableOfType(WhenException.class, () -> WhenCondition.evaluate("a = b"));

    assertThat(error.stage()).isEqualTo(Stage.PARSE);
    assertThat(error.problem().kind()).isEqualTo(ProblemClass.CONFIGURATION);
    assertThat(error.problem().message())
        .isEqualTo(
            "Invalid 'when' expression 'a = b': Invalid token: '='"
                + " (hint: try wrapping the affected expression in quotes (\"))");
  }

  @Test
  void aBackslashAtTheEndIsAnErrorWhereGoPanics() {
    assertThatThrownBy(() -> WhenCondition.evaluate("'a\\"))
        .hasMessageContaining("runtime error: index out of range [3] with length 3");
  }

  @Test
  void textsOfParametersMayBeLarge() {
    String text = "x".repeat(500_000);

    assertThat(WhenCondition.evaluate("'" + text + "' == '" + text + "'")).isTrue();
  }

  @Test
  void aConditionThatIsTooLongIsRefused() {
    String text = "'" + "x".repeat(WhenCondition.MAX_LENGTH) + "' == ''";

    assertThatThrownBy(() -> WhenCondition.evaluate(text))
        .hasMessageEndingWith("expression is longer than 1048576 characters");
  }

  @Test
  void asManyTokensAsAllowedFitIntoASmallStack() throws Exception {
    int operands = Lexer.MAX_TOKENS / 2;
    String or = "false" + " || false".repeat(operands - 1);
    String sum = "1" + " + 1".repeat(operands - 2) + " == 1";
    String list = "a in (b" + ", b".repeat(operands - 3) + ")";
    String choice = "false" + " ? true : false".repeat(operands / 2 - 1);

    for (String condition : new String[] {or, sum, list, choice}) {
      assertThat(inSmallStack(() -> WhenCondition.evaluate(condition))).isFalse();
    }
  }

  @Test
  void moreTokensAreRefused() {
    String condition = "true" + " || true".repeat(Lexer.MAX_TOKENS / 2);

    assertThatThrownBy(() -> WhenCondition.evaluate(condition))
        .hasMessageEndingWith("expression has more than 4000 tokens");
  }

  @Test
  void nestedParenthesesFitIntoASmallStackAndMoreAreRefused() throws Exception {
    String open = "(".repeat(Lexer.MAX_NESTING);
    String close = ")".repeat(Lexer.MAX_NESTING);

    assertThat(inSmallStack(() -> WhenCondition.evaluate(open + "true" + close))).isTrue();
    assertThatThrownBy(() -> WhenCondition.evaluate(open + "(true)" + close))
        .hasMessageEndingWith("more than 100 nested parentheses");
  }

  private static <T> T inSmallStack(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "small stack", 512 * 1024);
    thread.start();
    return task.get();
  }

  @Test
  void patternsThatWouldTakeMuchMemoryAreRefused() {
    String pattern = "ab".repeat(1_600);
    assertThat(WhenCondition.evaluate("'" + pattern + "' =~ '" + pattern + "'")).isTrue();
    String two = "'a' =~ '" + pattern + "' || 'a' =~ '" + pattern + "'";
    assertThatThrownBy(() -> WhenCondition.evaluate(two))
        .hasMessageContaining("patterns have more than 6000 characters in all");
    assertThatThrownBy(() -> WhenCondition.evaluate("'a' =~ '" + "a".repeat(5_000) + "'"))
        .hasMessageContaining("expression too large");
  }

  @Test
  void onlyWhatCanBeADateIsTriedAsOne() {
    assertThat(WhenCondition.evaluate("'tue Jan 2 15:04:05 2024' == '2024-01-02 15:04:05'"))
        .isTrue();
    assertThat(WhenCondition.evaluate("'x2024-01-02' == '2024-01-02'")).isFalse();
  }
}
