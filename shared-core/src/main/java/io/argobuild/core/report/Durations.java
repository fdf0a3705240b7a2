package io.argobuild.core.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Durations and times as {@code argo} prints them (Argo 4.1.2). */
public final class Durations {
  private static final long DAY = 24 * 3600;
  private static final long WEEK = 7 * DAY;
  private static final long MONTH = 30 * DAY;
  private static final long YEAR = 12 * MONTH;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss xx", Locale.ENGLISH);

  /** Up to {@code below} seconds the text counts, with {@code %d} for units of {@code unit}. */
  private record Step(long below, String text, long unit) {}

  private static final List<Step> SHORT =
      List.of(
          new Step(1, "0s", 1),
          new Step(2, "1s", 1),
          new Step(60, "%ds", 1),
          new Step(120, "1m", 1),
          new Step(3600, "%dm", 60),
          new Step(7200, "1h", 1),
          new Step(DAY, "%dh", 3600),
          new Step(2 * DAY, "1d", 1),
          new Step(Long.MAX_VALUE, "%dd", DAY));

  private static final List<Step> LONG =
      List.of(
          new Step(1, "0 seconds", 1),
          new Step(2, "1 second", 1),
          new Step(60, "%d seconds", 1),
          new Step(120, "1 minute", 1),
          new Step(3600, "%d minutes", 60),
          new Step(7200, "1 hour", 1),
          new Step(DAY, "%d hours", 3600),
          new Step(2 * DAY, "1 day", 1),
          new Step(WEEK, "%d days", DAY),
          new Step(2 * WEEK, "1 week", 1),
          new Step(MONTH, "%d weeks", WEEK),
          new Step(2 * MONTH, "1 month", 1),
          new Step(YEAR, "%d months", MONTH),
          new Step(18 * MONTH, "1 year", 1),
          new Step(2 * YEAR, "2 years", 1),
          new Step(37 * YEAR, "%d years", YEAR),
          new Step(Long.MAX_VALUE, "a long while", 1));

  private Durations() {}

  /** One unit, rounded down: {@code 4s}, {@code 2m}, {@code 1h}, {@code 9d}. */
  public static String inShort(Duration duration) {
    return text(SHORT, duration.abs());
  }

  /** Two units: {@code 1 minute 5 seconds}. */
  public static String inWords(Duration duration) {
    String text = text(LONG, duration.abs());
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return text;
    }
    if (seconds < 3600) {
      return text + ' ' + seconds % 60 + " seconds";
    }
    if (seconds < DAY) {
      return text + ' ' + seconds / 60 % 60 + " minutes";
    }
    return text + ' ' + seconds / 3600 % 24 + " hours";
  }

  /** {@code Mon Jan 02 15:04:05 -0700 (3 minutes ago)}. */
  public static String timestamp(Instant time, Instant now, ZoneId zone) {
    return TIME.format(time.atZone(zone)) + " (" + relative(time, now) + ')';
  }

  /** As Go prints a duration of whole seconds: {@code 1h0m5s}. */
  static String go(long seconds) {
    if (seconds < 60) {
      return seconds + "s";
    }
    String rest = seconds / 60 % 60 + "m" + seconds % 60 + "s";
    return seconds < 3600 ? rest : seconds / 3600 + "h" + rest;
  }

  private static String relative(Instant time, Instant now) {
    Duration distance = Duration.between(time, now);
    if (distance.abs().toSeconds() < 1) {
      return "now";
    }
    return text(LONG, distance.abs()) + (distance.isNegative() ? " from now" : " ago");
  }

  private static String text(List<Step> steps, Duration duration) {
    long seconds = duration.toSeconds();
    for (Step step : steps) {
      if (seconds < step.below()) {
        return step.text().replace("%d", Long.toString(seconds / step.unit()));
      }
    }
    throw new IllegalStateException("no step ends at infinity");
  }
}
