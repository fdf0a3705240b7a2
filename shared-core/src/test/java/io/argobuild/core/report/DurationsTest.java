package io.argobuild.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0.9S, 0s, 0 seconds",
    "PT1S, 1s, 1 second",
    "PT4.7S, 4s, 4 seconds",
    "PT59S, 59s, 59 seconds",
    "PT1M5S, 1m, 1 minute 5 seconds",
    "PT2M, 2m, 2 minutes 0 seconds",
    "PT59M59S, 59m, 59 minutes 59 seconds",
    "PT1H1M, 1h, 1 hour 1 minutes",
    "PT23H59M, 23h, 23 hours 59 minutes",
    "PT25H, 1d, 1 day 1 hours",
    "P6DT5H, 6d, 6 days 5 hours",
    "P9D, 9d, 1 week 0 hours",
    "P20D, 20d, 2 weeks 0 hours",
    "P45D, 45d, 1 month 0 hours",
    "P100D, 100d, 3 months 0 hours",
    "P400D, 400d, 1 year 0 hours",
    "P700D, 700d, 2 years 0 hours",
    "P1500D, 1500d, 4 years 0 hours",
  })
  void durationsReadAsArgoPrintsThem(Duration duration, String inShort, String inWords) {
    assertThat(Durations.inShort(duration)).isEqualTo(inShort);
    assertThat(Durations.inWords(duration)).isEqualTo(inWords);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:00:00Z, Thu Feb 29 12:00:00 +0000 (now), UTC",
    "2024-02-29T11:57:00Z, Thu Feb 29 11:57:00 +0000 (3 minutes ago), UTC",
    "2024-02-29T11:00:00Z, Thu Feb 29 16:30:00 +0530 (1 hour ago), Asia/Kolkata",
    "2024-03-04T12:00:01Z, Mon Mar 04 12:00:01 +0000 (4 days from now), UTC",
  })
  void timesAreGivenWithTheirDistance(Instant time, String text, ZoneId zone) {
    assertThat(Durations.timestamp(time, Instant.parse("2024-02-29T12:00:00Z"), zone))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0,0s", "59,59s", "60,1m0s", "3605,1h0m5s", "90061,25h1m1s"})
  void secondsReadAsGoPrintsThem(long seconds, String text) {
    assertThat(Durations.go(seconds)).isEqualTo(text);
  }
}
