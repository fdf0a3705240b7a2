package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "5, 5s",
    "0, 0s",
    "-3, -3s",
    "+90, 1m30s",
    "1h2m3s, 1h2m3s",
    "1.5h, 1h30m0s",
    "500ms, 500ms",
    "1us, 1µs",
    "1.5s, 1.5s",
    "-2m, -2m0s",
    "26h, 26h0m0s",
    "1h1ns, 1h0m0.000000001s",
    "6.143h, 6h8m34.8s",
  })
  void aBareIntegerIsSecondsAndAllElseGoNotation(String text, String printed) {
    assertThat(ArgoDuration.print(ArgoDuration.parse(text))).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1d      | unable to parse 1d as a duration: time: unknown unit \"d\" in duration \"1d\"",
        "1.5     | unable to parse 1.5 as a duration: time: missing unit in duration \"1.5\"",
        "''      | unable to parse  as a duration: time: invalid duration \"\"",
        "forever | unable to parse forever as a duration: time: invalid duration \"forever\"",
        "99999999999999999999 | unable to parse 99999999999999999999 as a duration:"
            + " time: invalid duration \"99999999999999999999\"",
      })
  void whatIsNoDurationIsNamedInGosWords(String text, String message) {
    assertThatThrownBy(() -> ArgoDuration.parse(text))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().message()).isEqualTo(message));
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0 seconds",
    "999ms, 0 seconds",
    "1s, 1 second",
    "1999ms, 1 second",
    "59s, 59 seconds",
    "1m, 1 minute 0 seconds",
    "2m, 2 minutes 0 seconds",
    "90s, 1 minute 30 seconds",
    "1h, 1 hour 0 minutes",
    "10h5m59s, 10 hours 5 minutes",
    "24h, 1 day 0 hours",
    "50h, 2 days 2 hours",
    "168h, 1 week 0 hours",
    "200h, 1 week 8 hours",
    "336h, 2 weeks 0 hours",
    "720h, 1 month 0 hours",
    "8640h, 1 year 0 hours",
    "12960h, 2 years 0 hours",
    "25920h, 3 years 0 hours",
    "319680h, a long while 0 hours",
    "-5s, 5 seconds",
    "-5m, 5 minutes",
  })
  void forPeopleUpToTwoUnitsAreShown(String text, String shown) {
    assertThat(ArgoDuration.humanize(ArgoDuration.parse(text))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"PT5S, 5s", "PT0S, 0s", "PT1H, 1h0m0s"})
  void printsLikeGo(Duration duration, String printed) {
    assertThat(ArgoDuration.print(duration)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4000, 4", "1500, 1.5", "100000, 100", "1, 0.001", "86400250, 86400.25"})
  void secondsAreWrittenAsGoDoes(long millis, String text) {
    assertThat(ArgoDuration.seconds(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "5, PT5S",
    "-5, PT-5S",
    "+5, PT5S",
    "1m30s, PT1M30S",
    "1h, PT1H",
    "-1.5h, PT-1H-30M",
    "100ms, PT0.1S",
    ".5s, PT0.5S",
    "1.s, PT1S",
    "2us, PT0.000002S",
    "2µs, PT0.000002S",
    "1ns, PT0.000000001S",
    "0.3ns, PT0S",
    "2562047h47m16.854775807s, PT2562047H47M16.854775807S",
    "99999999999999, PT2562047H47M16.854775807S",
  })
  void durationsAreReadAsArgoDoes(String text, Duration expected) {
    assertThat(ArgoDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "1 s", "1s ", "1.2.3s", ".s", "-", "1h-5m", "2562047h47m16.854775808s"})
  void otherTextsAreNoDurations(String text) {
    assertThatThrownBy(() -> ArgoDuration.parse(text)).isInstanceOf(ProblemException.class);
  }

  @Test
  void aVeryLongTextIsNoDuration() {
    assertThatThrownBy(() -> ArgoDuration.parse("9".repeat(1_000_000) + "s"))
        .isInstanceOf(ProblemException.class);
  }
}
