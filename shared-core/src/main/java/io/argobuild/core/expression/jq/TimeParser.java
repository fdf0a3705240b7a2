package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;
import java.util.List;

/** {@code strptime} as github.com/itchyny/timefmt-go 0.1.8 does it. */
final class TimeParser {
  private final String source;
  private final String format;
  private int at;
  private int in;

  private int year = 1900;
  private int month = 1;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int micros;
  private int week;

  /** From 1 for Sunday; 0 when not given. */
  private int weekday;

  private int yearDay;
  private int century = -1;

  /** The letter of the week's directive. */
  private char weekKind;

  private boolean isoYear;
  private boolean afternoon;
  private int offset;
  private boolean zoneOffsetGiven;

  private TimeParser(String source, String format) {
    this.source = source;
    this.format = format;
  }

  /** The time; {@link JqError} when the text does not fit the format. */
  static CivilTime parse(String source, String format) {
    TimeParser parser = new TimeParser(source, format);
    try {
      parser.run();
      return parser.time();
    } catch (JqError error) {
      throw JqError.of(
          "failed to parse "
              + GoQuote.quote(source)
              + " with "
              + GoQuote.quote(format)
              + ": "
              + error.text());
    }
  }

  private void run() {
    while (in < format.length()) {
      char c = format.charAt(in++);
      if (c != '%') {
        literal(c);
      } else if (in == format.length()) {
        throw JqError.of("stray \"%\"");
      } else {
        directive(format.charAt(in++));
      }
    }
    if (at < source.length()) {
      throw JqError.of("unparsed string " + GoQuote.quote(source.substring(at)));
    }
  }

  private void literal(char c) {
    if (at >= source.length() || source.charAt(at) != c) {
      throw JqError.of("expected " + GoQuote.quote(String.valueOf(c), '\''));
    }
    at++;
  }

  private void directive(char letter) {
    String expansion = TimeNames.expansion(letter);
    if (!expansion.isEmpty()) {
      for (char each : expansion.toCharArray()) {
        if (!field(each)) {
          literal(each);
        }
      }
    } else if (letter == ':') {
      zoneWithColons();
    } else if (!field(letter)) {
      throw JqError.of("unexpected format \"%" + letter + "\"");
    }
  }

  private boolean field(char letter) {
    switch (letter) {
      case 'Y', 'G' -> {
        isoYear |= letter == 'G';
        int sign = sign();
        year = sign * number(letter, 4, 0, 9999);
      }
      case 'y', 'g' -> {
        isoYear |= letter == 'g';
        year = number(letter, 2, 0, 99);
        year += year < 69 ? 2000 : 1900;
      }
      case 'C' -> {
        if (sign() < 0) {
          throw JqError.of("negative century is not supported for \"%C\"");
        }
        century = number('C', 2, 0, 99);
      }
      case 'm' -> month = number('m', 2, 1, 12);
      case 'B' -> month = word('B', TimeNames.MONTHS);
      case 'b', 'h' -> month = word(letter, TimeNames.shortened(TimeNames.MONTHS));
      case 'd' -> day = number('d', 2, 1, 31);
      case 'e' -> day = blankOrNumber('e', 1, 31);
      case 'j' -> yearDay = number('j', 3, 1, 366);
      default -> {
        return weekField(letter) || clockField(letter);
      }
    }
    return true;
  }

  private boolean weekField(char letter) {
    switch (letter) {
      case 'A' -> weekday = word('A', TimeNames.WEEKDAYS);
      case 'a' -> weekday = word('a', TimeNames.shortened(TimeNames.WEEKDAYS));
      case 'w' -> weekday = number('w', 1, 0, 6) + 1;
      case 'u' -> weekday = number('u', 1, 1, 7) % 7 + 1;
      case 'V', 'U', 'W' -> {
        week = number(letter, 2, letter == 'V' ? 1 : 0, 53);
        weekKind = letter;
        weekday = weekday != 0 ? weekday : letter == 'U' ? 1 : 2;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean clockField(char letter) {
    switch (letter) {
      case 'H' -> hour = number('H', 2, 0, 23);
      case 'k' -> hour = blankOrNumber('k', 0, 23);
      case 'I' -> hour = number('I', 2, 1, 12) % 12;
      case 'l' -> hour = blankOrNumber('l', 1, 12) % 12;
      case 'P', 'p' -> afternoon = word(letter, TimeNames.HALVES) == 2;
      case 'M' -> minute = number('M', 2, 0, 59);
      case 'S' -> second = number('S', 2, 0, 60);
      case 's' -> seconds();
      case 'f' -> micros();
      case 'Z' -> zoneName();
      case 'z' -> zone(0);
      case 't', 'n' -> space(letter);
      case '%' -> literal('%');
      default -> {
        return false;
      }
    }
    return true;
  }

  private static JqError unreadable(char letter) {
    return JqError.of("cannot parse \"%" + letter + "\"");
  }

  private int sign() {
    if (at < source.length() && source.charAt(at) == '-') {
      at++;
      return -1;
    }
    return 1;
  }

  private int number(char letter, int size, int minimum, int maximum) {
    long value = digits(letter, size);
    if (value < minimum || value > maximum) {
      throw unreadable(letter);
    }
    return (int) value;
  }

  private int blankOrNumber(char letter, int minimum, int maximum) {
    if (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
    return number(letter, 2, minimum, maximum);
  }

  private long digits(char letter, int size) {
    int start = at;
    int end = Math.min(at + size, source.length());
    long value = 0;
    while (at < end && Lexer.isDigit(source.charAt(at))) {
      value = value * 10 + source.charAt(at++) - '0';
    }
    if (at == start) {
      throw unreadable(letter);
    }
    return value;
  }

  /** Which of the words comes next, from 1. */
  private int word(char letter, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (source.regionMatches(true, at, word, 0, word.length())) {
        at += word.length();
        return i + 1;
      }
    }
    throw unreadable(letter);
  }

  private void seconds() {
    int sign = sign();
    long unix = digits('s', 19);
    CivilTime time = CivilTime.ofEpoch(sign * unix, 0);
    year = time.year();
    month = time.month();
    day = time.day();
    hour = time.hour();
    minute = time.minute();
    second = time.second();
  }

  private void micros() {
    int start = at;
    micros = number('f', 6, 0, 999_999);
    for (int i = at - start; i < 6; i++) {
      micros *= 10;
    }
  }

  private void space(char letter) {
    int start = at;
    while (at < source.length() && " \t\n\u000b\f\r".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw JqError.of("expected a space for \"%" + letter + "\"");
    }
  }

  /** An abbreviation as Go takes them; it knows none but UTC, and takes others for it. */
  private void zoneName() {
    int start = at;
    while (at < source.length() && source.charAt(at) >= 'A' && source.charAt(at) <= 'Z') {
      at++;
    }
    String name = source.substring(start, at);
    boolean known =
        name.length() == 3
            || name.equals("WITA")
            || ((name.length() == 4 || name.length() == 5) && name.endsWith("T"));
    if (!known) {
      throw JqError.of("cannot parse " + GoQuote.quote(name) + " with \"%Z\"");
    }
    offset = zoneOffsetGiven ? offset : 0;
  }

  private void zoneWithColons() {
    int colons = 1;
    while (colons < 3 && in < format.length() && format.charAt(in) == ':') {
      colons++;
      in++;
    }
    if (in >= format.length() || format.charAt(in) != 'z') {
      throw JqError.of("expected 'z' after \"%" + ":".repeat(colons) + "\"");
    }
    in++;
    zone(colons);
  }

  private static String shownZone(int colons) {
    return "\"%" + ":".repeat(colons) + "z\"";
  }

  private void zone(int colons) {
    char c = at < source.length() ? source.charAt(at) : 0;
    if (c == 'Z') {
      at++;
      offset = 0;
      zoneOffsetGiven = true;
      return;
    }
    if (c != '+' && c != '-') {
      throw JqError.of("cannot parse " + shownZone(colons));
    }
    at++;
    int hours = pair(23);
    if (hours < 0) {
      throw JqError.of("cannot parse " + shownZone(colons));
    }
    offset = (c == '-' ? -1 : 1) * (hours * 3600 + zoneMinutes(colons));
    zoneOffsetGiven = true;
  }

  /**
   * What follows the hours of an offset, in seconds; without colons in the format all is optional.
   */
  private int zoneMinutes(int colons) {
    boolean colon = at < source.length() && source.charAt(at) == ':';
    if (!colon && (colons == 1 || colons == 2)) {
      throw JqError.of("expected ':' for " + shownZone(colons));
    }
    boolean free = colons == 0 || colons == 3;
    int start = at;
    at += colon ? 1 : 0;
    int afterColon = at;
    int minutes = pair(59);
    if (minutes < 0) {
      if (!free) {
        throw JqError.of("cannot parse " + shownZone(colons));
      }
      at = colons == 0 || colons == 3 ? afterColon : start;
      return 0;
    }
    boolean seconds = colons == 2 || colons == 3 || (colons == 0 && colon);
    return minutes * 60 + (seconds ? zoneSeconds(colons) : 0);
  }

  private int zoneSeconds(int colons) {
    int start = at;
    if (at >= source.length() || source.charAt(at) != ':') {
      if (colons == 2) {
        throw JqError.of("expected ':' for " + shownZone(colons));
      }
      return 0;
    }
    at++;
    int seconds = pair(59);
    if (seconds < 0) {
      if (colons == 2) {
        throw JqError.of("cannot parse " + shownZone(colons));
      }
      at = start;
      return 0;
    }
    return seconds;
  }

  /** Two digits; -1 when there are none, or they are too large. */
  private int pair(int maximum) {
    int start = at;
    if (at + 2 <= source.length()
        && Lexer.isDigit(source.charAt(at))
        && Lexer.isDigit(source.charAt(at + 1))) {
      int value = (source.charAt(at) - '0') * 10 + source.charAt(at + 1) - '0';
      at += 2;
      if (value <= maximum) {
        return value;
      }
    }
    at = start;
    return -1;
  }

  private CivilTime time() {
    if (afternoon) {
      hour += 12;
    }
    if (century >= 0) {
      year = century * 100 + year % 100;
    }
    if (day == 0 && yearDay > 0) {
      if (isoYear) {
        throw JqError.of("use \"%Y\" to parse non-ISO year for \"%j\"");
      }
      return at(1, yearDay);
    }
    if (day == 0 && weekKind != 0) {
      return ofWeek();
    }
    return at(month, day == 0 ? 1 : day);
  }

  private CivilTime at(int inMonth, int dayOfMonth) {
    long seconds = hour * 3600L + minute * 60L + second - offset;
    return CivilTime.of(year, inMonth, dayOfMonth, seconds, micros * 1000L);
  }

  private CivilTime ofWeek() {
    if (weekKind == 'V' && !isoYear) {
      throw JqError.of("use \"%G\" to parse ISO year for \"%V\"");
    }
    if (weekKind != 'V' && isoYear) {
      throw JqError.of("use \"%Y\" to parse non-ISO year for \"%U\" or \"%W\"");
    }
    // The week counts from this weekday: Sunday, Monday or Thursday.
    int first = weekKind == 'U' ? 0 : weekKind == 'W' ? 1 : 4;
    int weeks = first > 0 && weekday == 1 ? week + 1 : week;
    int before = CivilTime.of(year, 1, -first, 0, 0).weekday();
    return at(1, -first + weeks * 7 - before + weekday - 1);
  }
}
