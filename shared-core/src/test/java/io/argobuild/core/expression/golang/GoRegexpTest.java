package io.argobuild.core.expression.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.re2j.Matcher;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoRegexpTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "(a{100}){100} @ {100}",
        "((a{10}){10}){11} @ {11}",
        "(?:x|(b{2,501})+){2} @ {2}",
        "((a{1000}){1000}){1000} @ {1000}",
        "(a{501,}){2} @ {2}"
      })
  void repetitionsOfRepetitionsHaveGosLimit(String expression, String count) {
    GoError error = catchThrowableOfType(GoError.class, () -> GoRegexp.compile(expression));
    assertThat(error.text())
        .isEqualTo("error parsing regexp: invalid repeat count: `" + count + "`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{30}){33}",
        "((a{10}){10}){10}",
        "[{9}]{5}\\{9}",
        "[]{1000}]{1000}",
        "[[:alpha:]{1000}]{1000}",
        "\\Q{1000}{1000}\\E",
        "(a{0}){1000}",
        "a{,5}{x}",
        "(?i)(?P<name>é|ü)*?",
        "\\x{2028}+\\p{Greek}\\pL{10}"
      })
  void whatGoTakesIsTaken(String expression) {
    assertThat(GoRegexp.compile(expression).pattern()).isEqualTo(expression);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "a**", "\\", "(?<n", "a{2,1}", "{2}", "[[:", "\\Q"})
  void halvesOfExpressionsDoNoHarm(String expression) {
    GoError error = catchThrowableOfType(GoError.class, () -> GoRegexp.compile(expression));
    assertThat(error == null || error.text().startsWith("error parsing regexp: ")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 1000})
  void manyRepetitionsOneBehindTheOtherAreTooLarge(int times) {
    GoError error =
        catchThrowableOfType(GoError.class, () -> GoRegexp.compile("(a{1000})".repeat(times)));
    assertThat(error.text()).isEqualTo("error parsing regexp: expression too large");
  }

  @Test
  void aSearchTellsHowOftenItLooksAtCharacters() {
    AtomicLong steps = new AtomicLong();
    Matcher matcher =
        GoRegexp.matcher(GoRegexp.compile("a.*b|a"), "a".repeat(1000), steps::addAndGet);
    while (matcher.find()) {
      assertThat(matcher.group()).isEqualTo("a");
    }

    // Each of the 1000 matches is only known at the end of the text.
    assertThat(steps.get()).isBetween(500_000L, 10_000_000L);
  }
}
