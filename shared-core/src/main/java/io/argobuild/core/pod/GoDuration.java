package io.argobuild.core.pod;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's durations, as {@code 1m30s} or {@code 500ms}; a bare number is seconds. */
final class GoDuration {
  private static final Pattern WHOLE =
      Pattern.compile("(?:\\d{1,12}(?:\\.\\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,8}");
  private static final Pattern PART =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  static Duration parse(String text) {
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new ProblemException(
          new Problem(
              "POD_DURATION",
              ProblemClass.CONFIGURATION,
              "unable to parse duration '" + text + "'",
              Place.NOWHERE,
              "Write it like 1m30s"));
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal nanos =
          new BigDecimal(part.group(1))
              .multiply(BigDecimal.valueOf(Objects.requireNonNull(NANOS.get(part.group(2)))));
      BigDecimal[] split = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
      sum = sum.plus(Duration.ofSeconds(split[0].longValue(), split[1].longValue()));
    }
    return sum;
  }
}
