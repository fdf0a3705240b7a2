package io.argobuild.core.expression.golang;

import io.argobuild.core.expression.golang.LayoutChunk.Field;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code time.Parse} and {@code time.ParseInLocation}. */
public final class GoTimeParser {
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
  private String value;
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
  private boolean utc;
  private @Nullable Integer offset;
  private String zoneName = "";

  private GoTimeParser(String layout, String input) {
    this.layout = layout;
    this.input = input;
    this.value = input;
  }

  /** A field's text doesn't fit; the caller knows which field it was. */
  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bad() {
      super(null, null, false, false);
    }
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
    GoTimeParser parser = new GoTimeParser(layout, input);
    parser.fields();
    return location == null
        ? parser.time(GoLocation.UTC, GoLocation.local(local))
        : parser.time(location, location);
  }

  private void fields() {
    String rest = layout;
    while (true) {
      LayoutChunk chunk = LayoutChunk.first(rest);
      try {
        skip(chunk.literal());
      } catch (Bad e) {
        throw cannot(chunk.literal(), value);
      }
      if (chunk.field() == Field.NONE) {
        if (!value.isEmpty()) {
          throw failed(": extra text: " + quote(value));
        }
        return;
      }
      String before = value;
      try {
        field(chunk);
      } catch (Bad e) {
        // A range found first is what Go reports.
        if (range.isEmpty()) {
          throw cannot(chunk.text(), before);
        }
      }
      if (!range.isEmpty()) {
        throw failed(": " + range + " out of range");
      }
      rest = chunk.rest();
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

  private void skip(String literal) {
    int i = 0;
    while (i < literal.length()) {
      if (literal.charAt(i) == ' ') {
        if (!value.isEmpty() && value.charAt(0) != ' ') {
          throw new Bad();
        }
        while (i < literal.length() && literal.charAt(i) == ' ') {
          i++;
        }
        value = value.replaceFirst("^ +", "");
      } else if (value.isEmpty() || value.charAt(0) != literal.charAt(i)) {
        throw new Bad();
      } else {
        value = value.substring(1);
        i++;
      }
    }
  }

  private void field(LayoutChunk chunk) {
    switch (chunk.field()) {
      case YEAR -> {
        int two = number(take(2));
        year = two >= 69 ? two + 1900 : two + 2000;
      }
      case LONG_YEAR -> {
        if (!isDigit(0)) {
          throw new Bad();
        }
        year = number(take(4));
      }
      case MONTH -> month = name(MONTHS, 3) + 1;
      case LONG_MONTH -> month = name(MONTHS, 0) + 1;
      case NUM_MONTH, ZERO_MONTH ->
          month = inRange(digits(chunk.field() == Field.ZERO_MONTH), 1, 12, "month");
      case WEEKDAY -> name(DAYS, 3);
      case LONG_WEEKDAY -> name(DAYS, 0);
      case DAY, UNDER_DAY, ZERO_DAY -> {
        blank(chunk.field() == Field.UNDER_DAY);
        day = digits(chunk.field() == Field.ZERO_DAY);
      }
      case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> {
        blank(chunk.field() == Field.UNDER_YEAR_DAY);
        blank(chunk.field() == Field.UNDER_YEAR_DAY);
        yearDay = threeDigits(chunk.field() == Field.ZERO_YEAR_DAY);
      }
      default -> clockField(chunk);
    }
  }

  private void clockField(LayoutChunk chunk) {
    switch (chunk.field()) {
      case HOUR -> hour = inRange(digits(false), 0, 23, "hour");
      case HOUR12, ZERO_HOUR12 ->
          hour = inRange(digits(chunk.field() == Field.ZERO_HOUR12), 0, 12, "hour");
      case MINUTE, ZERO_MINUTE ->
          minute = inRange(digits(chunk.field() == Field.ZERO_MINUTE), 0, 59, "minute");
      case SECOND, ZERO_SECOND -> {
        second = inRange(digits(chunk.field() == Field.ZERO_SECOND), 0, 59, "second");
        if (range.isEmpty()) {
          unaskedFraction(chunk.rest());
        }
      }
      case UPPER_PM -> half(take(2), "AM", "PM");
      case LOWER_PM -> half(take(2), "am", "pm");
      case FRACTION_ZEROS -> {
        int size = chunk.text().length();
        if (value.length() < size) {
          throw new Bad();
        }
        nanos = nanos(take(size));
      }
      case FRACTION_NINES -> {
        int size = fractionSize();
        if (size > 0) {
          nanos = nanos(take(size));
        }
      }
      default -> zoneField(chunk.field());
    }
  }

  private void zoneField(Field field) {
    if (field.isIsoZone() && value.startsWith("Z")) {
      value = value.substring(1);
      utc = true;
    } else if (field.isNumericZone()) {
      numericZone(field);
    } else if (value.startsWith("UTC")) {
      value = value.substring(3);
      utc = true;
    } else {
      zoneName = take(zoneNameSize(value));
    }
  }

  private void numericZone(Field field) {
    boolean isShort = field == Field.NUM_SHORT || field == Field.ISO_SHORT;
    int colon = field.hasColon() ? 1 : 0;
    int size = isShort ? 3 : 5 + colon + (field.hasSeconds() ? 2 + colon : 0);
    String text = take(size);
    if (colon > 0 && (text.charAt(3) != ':' || (field.hasSeconds() && text.charAt(6) != ':'))) {
      throw new Bad();
    }
    int hours = twoDigits(text, 1);
    int minutes = isShort ? 0 : twoDigits(text, 3 + colon);
    int seconds = field.hasSeconds() ? twoDigits(text, 5 + 2 * colon) : 0;
    inRange(hours, 0, 24, "time zone offset hour");
    inRange(minutes, 0, 60, "time zone offset minute");
    inRange(seconds, 0, 60, "time zone offset second");
    int total = (hours * 60 + minutes) * 60 + seconds;
    if (text.charAt(0) != '+' && text.charAt(0) != '-') {
      throw new Bad();
    }
    offset = text.charAt(0) == '-' ? -total : total;
  }

  private static int twoDigits(String text, int at) {
    char a = text.charAt(at);
    char b = text.charAt(at + 1);
    if (a < '0' || a > '9' || b < '0' || b > '9') {
      throw new Bad();
    }
    return (a - '0') * 10 + b - '0';
  }

  private int zoneNameSize(String text) {
    if (text.startsWith("ChST") || text.startsWith("MeST")) {
      return 4;
    }
    if (text.startsWith("GMT")) {
      return 3 + signedOffset(text.substring(3));
    }
    if (text.length() >= 3 && (text.charAt(0) == '+' || text.charAt(0) == '-')) {
      return atLeast(1, signedOffset(text));
    }
    int upper = 0;
    while (upper < 6
        && upper < text.length()
        && text.charAt(upper) >= 'A'
        && text.charAt(upper) <= 'Z') {
      upper++;
    }
    boolean ok =
        upper == 3
            || (upper == 4 && (text.charAt(3) == 'T' || text.startsWith("WITA")))
            || (upper == 5 && text.charAt(4) == 'T');
    return atLeast(1, ok ? upper : 0);
  }

  private static int atLeast(int least, int size) {
    if (size < least) {
      throw new Bad();
    }
    return size;
  }

  private static int signedOffset(String text) {
    int end = 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    boolean signed = text.startsWith("+") || text.startsWith("-");
    boolean small = end > 1 && end < 12 && Long.parseLong(text.substring(1, end)) <= 23;
    return signed && small ? end : 0;
  }

  private void unaskedFraction(String rest) {
    if (value.length() < 2 || (value.charAt(0) != '.' && value.charAt(0) != ',') || !isDigit(1)) {
      return;
    }
    Field next = LayoutChunk.first(rest).field();
    if (next != Field.FRACTION_ZEROS && next != Field.FRACTION_NINES) {
      nanos = nanos(take(fractionSize()));
    }
  }

  private int fractionSize() {
    if (value.length() < 2 || (value.charAt(0) != '.' && value.charAt(0) != ',') || !isDigit(1)) {
      return 0;
    }
    int size = 1;
    while (isDigit(size)) {
      size++;
    }
    return size;
  }

  private static int nanos(String text) {
    if (text.charAt(0) != '.' && text.charAt(0) != ',') {
      throw new Bad();
    }
    String digits = text.substring(1, Math.min(10, text.length()));
    return number(digits + "0".repeat(9 - digits.length()));
  }

  private void half(String text, String first, String second) {
    am |= text.equals(first);
    pm |= text.equals(second);
    if (!text.equals(first) && !text.equals(second)) {
      throw new Bad();
    }
  }

  private int inRange(int number, int least, int most, String name) {
    if (number < least || number > most) {
      range = name;
    }
    return number;
  }

  private void blank(boolean allowed) {
    if (allowed && value.startsWith(" ")) {
      value = value.substring(1);
    }
  }

  private String take(int size) {
    if (value.length() < size) {
      throw new Bad();
    }
    String taken = value.substring(0, size);
    value = value.substring(size);
    return taken;
  }

  private static int number(String digits) {
    if (!digits.matches("[0-9]+")) {
      throw new Bad();
    }
    return Integer.parseInt(digits);
  }

  private boolean isDigit(int at) {
    return at < value.length() && value.charAt(at) >= '0' && value.charAt(at) <= '9';
  }

  private int digits(boolean fixed) {
    if (!isDigit(0) || (fixed && !isDigit(1))) {
      throw new Bad();
    }
    return number(take(isDigit(1) ? 2 : 1));
  }

  private int threeDigits(boolean fixed) {
    int size = 0;
    while (size < 3 && isDigit(size)) {
      size++;
    }
    if (size == 0 || (fixed && size != 3)) {
      throw new Bad();
    }
    return number(take(size));
  }

  private int name(List<String> names, int size) {
    for (int i = 0; i < names.size(); i++) {
      String name = size > 0 ? names.get(i).substring(0, size) : names.get(i);
      if (value.regionMatches(true, 0, name, 0, name.length())) {
        value = value.substring(name.length());
        return i;
      }
    }
    throw new Bad();
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
    if (utc) {
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
