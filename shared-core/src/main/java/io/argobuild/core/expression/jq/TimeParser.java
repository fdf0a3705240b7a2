package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;

/** {@code strptime} as github.com/itchyny/timefmt-go 0.1.8 does it. */
final class TimeParser {
  private final TimeText source;
  private final String format;
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

  private TimeParser(String source, String format) {
    this.source = new TimeText(source);
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
        source.literal(c);
      } else if (in == format.length()) {
        throw JqError.of("stray \"%\"");
      } else {
        directive(format.charAt(in++));
      }
    }
    if (!source.rest().isEmpty()) {
      throw JqError.of("unparsed string " + GoQuote.quote(source.rest()));
    }
  }

  private void directive(char letter) {
    String expansion = TimeNames.expansion(letter);
    if (!expansion.isEmpty()) {
      for (char each : expansion.toCharArray()) {
        if (!field(each)) {
          source.literal(each);
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
        int sign = source.sign();
        year = sign * source.number(letter, 4, 0, 9999);
      }
      case 'y', 'g' -> {
        isoYear |= letter == 'g';
        year = source.number(letter, 2, 0, 99);
        year += year < 69 ? 2000 : 1900;
      }
      case 'C' -> {
        if (source.sign() < 0) {
          throw JqError.of("negative century is not supported for \"%C\"");
        }
        century = source.number('C', 2, 0, 99);
      }
      case 'm' -> month = source.number('m', 2, 1, 12);
      case 'B' -> month = source.word('B', TimeNames.MONTHS);
      case 'b', 'h' -> month = source.word(letter, TimeNames.shortened(TimeNames.MONTHS));
      case 'd' -> day = source.number('d', 2, 1, 31);
      case 'e' -> day = source.blankOrNumber('e', 1, 31);
      case 'j' -> yearDay = source.number('j', 3, 1, 366);
      default -> {
        return weekField(letter) || clockField(letter);
      }
    }
    return true;
  }

  private boolean weekField(char letter) {
    switch (letter) {
      case 'A' -> weekday = source.word('A', TimeNames.WEEKDAYS);
      case 'a' -> weekday = source.word('a', TimeNames.shortened(TimeNames.WEEKDAYS));
      case 'w' -> weekday = source.number('w', 1, 0, 6) + 1;
      case 'u' -> weekday = source.number('u', 1, 1, 7) % 7 + 1;
      case 'V', 'U', 'W' -> {
        week = source.number(letter, 2, letter == 'V' ? 1 : 0, 53);
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
      case 'H' -> hour = source.number('H', 2, 0, 23);
      case 'k' -> hour = source.blankOrNumber('k', 0, 23);
      case 'I' -> hour = source.number('I', 2, 1, 12) % 12;
      case 'l' -> hour = source.blankOrNumber('l', 1, 12) % 12;
      case 'P', 'p' -> afternoon = source.word(letter, TimeNames.HALVES) == 2;
      case 'M' -> minute = source.number('M', 2, 0, 59);
      case 'S' -> second = source.number('S', 2, 0, 60);
      case 's' -> seconds();
      case 'f' -> micros();
      case 'Z' -> zoneName();
      case 'z' -> offset = ZoneOffsetText.read(source, 0);
      case 't', 'n' -> source.space(letter);
      case '%' -> source.literal('%');
      default -> {
        return false;
      }
    }
    return true;
  }

  private void seconds() {
    int sign = source.sign();
    long unix = source.digits('s', 19);
    CivilTime time = CivilTime.ofEpoch(sign * unix, 0);
    year = time.year();
    month = time.month();
    day = time.day();
    hour = time.hour();
    minute = time.minute();
    second = time.second();
  }

  private void micros() {
    int start = source.position();
    micros = source.number('f', 6, 0, 999_999);
    for (int i = source.position() - start; i < 6; i++) {
      micros *= 10;
    }
  }

  /** An abbreviation as Go takes them; it knows none but UTC, and takes others for it. */
  private void zoneName() {
    StringBuilder name = new StringBuilder();
    for (char c = source.peek(); c >= 'A' && c <= 'Z'; c = source.peek()) {
      source.take(c);
      name.append(c);
    }
    int length = name.length();
    boolean known =
        length == 3
            || name.toString().equals("WITA")
            || ((length == 4 || length == 5) && name.charAt(length - 1) == 'T');
    if (!known) {
      throw JqError.of("cannot parse " + GoQuote.quote(name.toString()) + " with \"%Z\"");
    }
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
    offset = ZoneOffsetText.read(source, colons);
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
    return CivilTime.of(year, inMonth, dayOfMonth, secondOfDay() - offset, micros * 1000L);
  }

  private long secondOfDay() {
    return hour * 3600L + minute * 60L + second;
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
    // An hour past 24 moves the day that the week is counted from.
    CivilTime local = CivilTime.of(year, 1, -first, secondOfDay(), 0);
    return at(1, -first + weeks * 7 - local.weekday() + weekday - 1);
  }
}
