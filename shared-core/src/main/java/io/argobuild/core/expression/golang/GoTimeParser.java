package io.argobuild.core.expression.golang;

import io.argobuild.core.expression.golang.LayoutChunk.Field;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Parse} and {@code time.ParseInLocation}. */
public final class GoTimeParser {
  private static final int MAX_LENGTH = 2000;
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final String layout;
  private final String input;
  private final TimeCursor cursor;
  private final TimeZoneReader zone;
  private String range = "";

  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nanos;
  private boolean am;
  private boolean pm;

  private GoTimeParser(String layout, String input) {
    this.layout = layout;
    this.input = input;
    this.cursor = new TimeCursor(input);
    this.zone = new TimeZoneReader(cursor);
  }

  /**
   * Reads a time.
   *
   * @param location zone of a time that names none; null for UTC, as {@code time.Parse} does
   * @param local the machine's zone; without a location, offsets and abbreviations that are in use
   *     there make a time of that zone
   */
  public static GoTime parse(
      String layout, String input, @Nullable GoLocation location, ZoneId local) {
    if (layout.length() > MAX_LENGTH || input.length() > MAX_LENGTH) {
      throw new GoError("parsing time: longer than " + MAX_LENGTH + " characters");
    }
    GoTimeParser parser = new GoTimeParser(layout, input);
    parser.fields();
    return location == null
        ? parser.time(GoLocation.UTC, GoLocation.local(local))
        : parser.time(location, location);
  }

  private void fields() {
    int at = 0;
    while (true) {
      LayoutChunk chunk = LayoutChunk.first(layout, at);
      try {
        cursor.skip(chunk.literal());
      } catch (TimeCursor.Bad e) {
        throw cannot(chunk.literal(), cursor.rest());
      }
      if (chunk.field() == Field.NONE) {
        if (!cursor.rest().isEmpty()) {
          throw failed(": extra text: " + quote(cursor.rest()));
        }
        return;
      }
      String before = cursor.rest();
      try {
        field(chunk);
      } catch (TimeCursor.Bad e) {
        // A range found first is what Go reports.
        if (range.isEmpty()) {
          throw cannot(chunk.text(), before);
        }
      }
      if (!range.isEmpty()) {
        throw failed(": " + range + " out of range");
      }
      at = chunk.end();
    }
  }

  private GoError cannot(String element, String at) {
    return new GoError(
        "parsing time "
            + quote(input)
            + " as "
            + quote(layout)
            + ": cannot parse "
            + quote(at)
            + " as "
            + quote(element));
  }

  private GoError failed(String why) {
    return new GoError("parsing time " + quote(input) + why);
  }

  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (byte b : GoText.bytes(text)) {
      char c = (char) (b & 0xff);
      if (c < ' ' || c >= 0x80) {
        out.append(String.format("\\x%02x", (int) c));
      } else {
        out.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    return out.append('"').toString();
  }

  private void field(LayoutChunk chunk) {
    switch (chunk.field()) {
      case YEAR -> {
        int two = TimeCursor.number(cursor.take(2));
        year = two >= 69 ? two + 1900 : two + 2000;
      }
      case LONG_YEAR -> {
        if (!cursor.isDigit(0)) {
          throw new TimeCursor.Bad();
        }
        year = TimeCursor.number(cursor.take(4));
      }
      case MONTH -> month = cursor.name(MONTHS, 3) + 1;
      case LONG_MONTH -> month = cursor.name(MONTHS, 0) + 1;
      case NUM_MONTH, ZERO_MONTH ->
          month = inRange(cursor.digits(chunk.field() == Field.ZERO_MONTH), 1, 12, "month");
      case WEEKDAY -> cursor.name(DAYS, 3);
      case LONG_WEEKDAY -> cursor.name(DAYS, 0);
      case DAY, UNDER_DAY, ZERO_DAY -> {
        cursor.blank(chunk.field() == Field.UNDER_DAY);
        day = cursor.digits(chunk.field() == Field.ZERO_DAY);
      }
      case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> {
        cursor.blank(chunk.field() == Field.UNDER_YEAR_DAY);
        cursor.blank(chunk.field() == Field.UNDER_YEAR_DAY);
        yearDay = cursor.threeDigits(chunk.field() == Field.ZERO_YEAR_DAY);
      }
      default -> clockField(chunk);
    }
  }

  private void clockField(LayoutChunk chunk) {
    switch (chunk.field()) {
      case HOUR -> hour = inRange(cursor.digits(false), 0, 23, "hour");
      case HOUR12, ZERO_HOUR12 ->
          hour = inRange(cursor.digits(chunk.field() == Field.ZERO_HOUR12), 0, 12, "hour");
      case MINUTE, ZERO_MINUTE ->
          minute = inRange(cursor.digits(chunk.field() == Field.ZERO_MINUTE), 0, 59, "minute");
      case SECOND, ZERO_SECOND -> {
        second = inRange(cursor.digits(chunk.field() == Field.ZERO_SECOND), 0, 59, "second");
        if (range.isEmpty()) {
          unaskedFraction(chunk.end());
        }
      }
      case UPPER_PM -> half(cursor.take(2), "AM", "PM");
      case LOWER_PM -> half(cursor.take(2), "am", "pm");
      case FRACTION_ZEROS -> {
        int size = chunk.text().length();
        nanos = TimeCursor.nanos(cursor.take(size));
      }
      case FRACTION_NINES -> {
        int size = cursor.fractionSize();
        if (size > 0) {
          nanos = TimeCursor.nanos(cursor.take(size));
        }
      }
      default -> {
        try {
          zone.read(chunk.field());
        } finally {
          range = zone.range();
        }
      }
    }
  }

  private void unaskedFraction(int at) {
    if (cursor.fractionSize() == 0) {
      return;
    }
    Field next = LayoutChunk.first(layout, at).field();
    if (next != Field.FRACTION_ZEROS && next != Field.FRACTION_NINES) {
      nanos = TimeCursor.nanos(cursor.take(cursor.fractionSize()));
    }
  }

  private void half(String text, String first, String second) {
    am |= text.equals(first);
    pm |= text.equals(second);
    if (!text.equals(first) && !text.equals(second)) {
      throw new TimeCursor.Bad();
    }
  }

  private int inRange(int number, int least, int most, String name) {
    if (number < least || number > most) {
      range = name;
    }
    return number;
  }

  private GoTime time(GoLocation fallback, GoLocation local) {
    if (pm && hour < 12) {
      hour += 12;
    } else if (am && hour == 12) {
      hour = 0;
    }
    if (yearDay >= 0) {
      monthAndDay();
    }
    month = Math.max(month, 1);
    day = day < 0 ? 1 : day;
    if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      throw failed(": day out of range");
    }
    LocalDateTime clock = LocalDateTime.of(year, month, day, hour, minute, second, nanos);
    Integer offset = zone.offset();
    String zoneName = zone.name();
    if (zone.isUtc()) {
      return GoTime.of(clock, GoLocation.UTC);
    }
    if (offset != null) {
      GoTime time = GoTime.of(clock, GoLocation.UTC).plus(-offset * 1_000_000_000L);
      boolean same =
          local.offset(time.instant()) == offset
              && (zoneName.isEmpty() || zoneName.equals(local.abbreviation(time.instant())));
      return time.in(same ? local : GoLocation.fixed(zoneName, offset));
    }
    return zoneName.isEmpty() ? GoTime.of(clock, fallback) : named(clock, local);
  }

  /** An abbreviation that isn't used in the zone makes one of offset 0. */
  private GoTime named(LocalDateTime clock, GoLocation local) {
    String zoneName = zone.name();
    GoTime there = GoTime.of(clock, local);
    if (local.abbreviation(there.instant()).equals(zoneName)) {
      return there;
    }
    int hours = 0;
    if (zoneName.length() > 3 && zoneName.startsWith("GMT")) {
      hours = Integer.parseInt(zoneName.substring(3));
    }
    // Go shows the hours behind GMT, but does not shift the time by them.
    return GoTime.of(clock, GoLocation.UTC).in(GoLocation.fixed(zoneName, hours * 3600));
  }

  private void monthAndDay() {
    boolean leap = YearMonth.of(year, 1).isLeapYear();
    if (yearDay < 1 || yearDay > (leap ? 366 : 365)) {
      throw failed(": day-of-year out of range");
    }
    LocalDateTime date = LocalDateTime.of(year, 1, 1, 0, 0).withDayOfYear(yearDay);
    if (month >= 0 && month != date.getMonthValue()) {
      throw failed(": day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw failed(": day-of-year does not match day");
    }
    month = date.getMonthValue();
    day = date.getDayOfMonth();
  }
}
