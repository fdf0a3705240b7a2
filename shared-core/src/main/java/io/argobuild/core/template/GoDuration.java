package io.argobuild.core.template;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as Argo reads and shows them. */
public final class GoDuration {
  private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]+");

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration YEAR = Duration.ofDays(360);
  private static final Duration LONG_TIME = YEAR.multipliedBy(37);

  private GoDuration() {}

  /**
   * Reads a duration: a bare integer is a number of seconds, all else Go's notation such as {@code
   * 1h2m3.5s}. Throws {@link ProblemException} with Argo's message.
   */
  public static Duration parse(String text) {
    if (SECONDS.matcher(text).matches()) {
      try {
        return Duration.ofNanos(Long.parseLong(text) * 1_000_000_000);
      } catch (NumberFormatException e) {
        // More than a long holds; as Go notation it lacks a unit.
        return parseUnits(text);
      }
    }
    return parseUnits(text);
  }

  private static Duration parseUnits(String text) {
    try {
      return Duration.ofNanos(io.argobuild.core.expression.golang.GoDuration.parse(text).nanos());
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

  /** As Go prints a duration: {@code 1h2m3.5s}. */
  public static String print(Duration duration) {
    return new io.argobuild.core.expression.golang.GoDuration(duration.toNanos()).toString();
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
