package io.argobuild.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.expression.golang.GoError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of Go 1.26's fmt.Sprintf. */
class SequenceFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "%d|1|1",
        "%d|-1|-1",
        "%03d|7|007",
        "%+d|7|+7",
        "% d|7| 7",
        "%-4d.|7|7   .",
        "%5.3d|7|  007",
        "%.0d|0|``",
        "%02X|255|FF",
        "%#x|255|0xff",
        "%x|-255|-ff",
        "%b|5|101",
        "%o|8|10",
        "%#o|8|010",
        "%O|8|0o10",
        "%c|65|A",
        "%c|-1|�",
        "%q|39|'\\''",
        "%U|128512|U+1F600",
        "%#U|65|U+0041 'A'",
        "%v|3|3",
        "%T|3|int",
        "%s|1|%!s(int=1)",
        "%f|1|%!f(int=1)",
        "%z|1|%!z(int=1)",
        "%%|1|%%!(EXTRA int=1)",
        "no verb|1|no verb%!(EXTRA int=1)",
        "%|1|%!(NOVERB)%!(EXTRA int=1)",
        "%d-%d|1|1-%!d(MISSING)",
        "%[1]d-%[1]x|10|10-a",
        "%[2]d|1|%!d(BADINDEX)",
        "%*d|3|%!d(MISSING)",
        "é%dé|1|é1é",
      })
  void printsAsGoDoes(String format, long number, String expected) {
    assertThat(SequenceFormat.sprintf(format, number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%70000d", "%.70000d", "%40000d%1$s%40000d"})
  void refusesTextsThatAreFarTooLong(String format) {
    assertThatThrownBy(() -> SequenceFormat.sprintf(format, 1))
        .isInstanceOf(GoError.class)
        .hasMessageContaining("more than 65536 characters");
  }
}
