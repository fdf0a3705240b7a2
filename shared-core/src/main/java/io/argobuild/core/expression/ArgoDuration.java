package io.argobuild.core.expression;

import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as Argo reads and shows them. */
public final class ArgoDuration {
  /** Go's longest duration, some 292 years. */
  public static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]+");

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(360);
  private static final Duration LONG_TIME = YEAR.multipliedBy(37);

  private ArgoDuration() {}

  /**
   * Reads a duration: a bare integer is a number of seconds, all else Go's notation such as {@code
   * 1h2m3.5s}. Throws {@link ProblemException} with Argo's message.
   */
  public static Duration parse(String text) {
    if (SECONDS.matcher(text).matches()) {
      try {
        return seconds(Long.parseLong(text));
      } catch (NumberFormatException e) {
        // More than a long holds; as Go notation it lacks a unit.
        return parseUnits(text);
      }
    }
    return parseUnits(text);
  }

  /** No more than Go's durations can hold. */
  private static Duration seconds(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    return duration.abs().compareTo(LONGEST) <= 0
        ? duration
        : seconds < 0 ? LONGEST.negated() : LONGEST;
  }

  private static Duration parseUnits(String text) {
    try {
      return Duration.ofNanos(GoDuration.parse(text).nanos());
    } catch (GoError e) {
      throw new ProblemException(
          new Problem(
              "DURATION_INVALID",
              ProblemClass.CONFIGURATION,
              "unable to parse " + text + " as a duration: " + e.getMessage(),
              Place.NOWHERE,
              "Write a number of seconds, or a duration such as 1h30m"));
    }
  }

  /** Seconds as Go prints a number: {@code 4}, {@code 1.5}. */
  public static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .add(BigDecimal.valueOf(duration.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** As Go prints a duration: {@code 1h2m3.5s}. */
  public static String print(Duration duration) {
    return new GoDuration(duration.toNanos()).toString();
  }

  /** For people, with up to two units: {@code 5 seconds}, {@code 2 minutes 0 seconds}. */
  public static String humanize(Duration duration) {
    String first = oneUnit(duration.abs());
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return first;
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return first + " " + duration.toSecondsPart() + " seconds";
    }
    if (duration.compareTo(Duration.ofDays(1)) < 0) {
      return first + " " + duration.toMinutesPart() + " minutes";
    }
    // Hours beyond whole days, also behind weeks, months and years.
    return first + " " + duration.toHoursPart() + " hours";
  }

  private static String oneUnit(Duration size) {
    if (size.compareTo(Duration.ofMinutes(1)) < 0) {
      return count(size.toSeconds(), "second");
    }
    if (size.compareTo(Duration.ofHours(1)) < 0) {
      return count(size.toMinutes(), "minute");
    }
    if (size.compareTo(Duration.ofDays(1)) < 0) {
      return count(size.toHours(), "hour");
    }
    if (size.compareTo(WEEK) < 0) {
      return count(size.toDays(), "day");
    }
    if (size.compareTo(MONTH) < 0) {
      return count(size.dividedBy(WEEK), "week");
    }
    if (size.compareTo(YEAR) < 0) {
      return count(size.dividedBy(MONTH), "month");
    }
    if (size.compareTo(LONG_TIME) >= 0) {
      return "a long while";
    }
    // From a year and a half on it is rounded up to two.
    boolean nearlyTwo = size.compareTo(MONTH.multipliedBy(18)) >= 0;
    return count(Math.max(size.dividedBy(YEAR), nearlyTwo ? 2 : 1), "year");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
