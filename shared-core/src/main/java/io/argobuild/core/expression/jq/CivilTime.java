package io.argobuild.core.expression.jq;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;

/**
 * A time in UTC with the numbers that formats show.
 *
 * @param epochSecond seconds since 1970
 */
record CivilTime(long epochSecond, LocalDateTime local) {
  /** The first second of the year one, which Go takes for no time at all. */
  static final long YEAR_ONE = LocalDate.of(1, 1, 1).toEpochDay() * 86400;

  static CivilTime ofEpoch(long second, long nanos) {
    long whole = Math.addExact(second, Math.floorDiv(nanos, 1_000_000_000L));
    int nano = (int) Math.floorMod(nanos, 1_000_000_000L);
    return new CivilTime(whole, LocalDateTime.ofEpochSecond(whole, nano, ZoneOffset.UTC));
  }

  /** The time of numbers that may be out of their ranges, as Go's {@code time.Date}. */
  static CivilTime of(long year, long month, long day, long secondOfDay, long nanos) {
    long months = Math.addExact(Math.multiplyExact(year, 12), Math.subtractExact(month, 1));
    LocalDate first =
        LocalDate.of(
            Math.toIntExact(Math.floorDiv(months, 12)), (int) Math.floorMod(months, 12L) + 1, 1);
    long days = Math.addExact(first.toEpochDay(), Math.subtractExact(day, 1));
    return ofEpoch(Math.addExact(Math.multiplyExact(days, 86400L), secondOfDay), nanos);
  }

  double toEpoch() {
    return epochSecond + nano() / 1e9;
  }

  int year() {
    return local.getYear();
  }

  int month() {
    return local.getMonthValue();
  }

  int day() {
    return local.getDayOfMonth();
  }

  int hour() {
    return local.getHour();
  }

  int minute() {
    return local.getMinute();
  }

  int second() {
    return local.getSecond();
  }

  int nano() {
    return local.getNano();
  }

  /** From 0 for Sunday. */
  int weekday() {
    return local.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : local.getDayOfWeek().getValue();
  }

  int yearDay() {
    return local.getDayOfYear();
  }

  int isoYear() {
    return local.get(IsoFields.WEEK_BASED_YEAR);
  }

  int isoWeek() {
    return local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}
