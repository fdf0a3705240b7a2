package io.argobuild.core.expression.jq;

import java.util.Locale;

/** {@code strftime} as github.com/itchyny/timefmt-go 0.1.8 does it, for times in UTC. */
final class TimeFormat {
  private static final int MAX_WIDTH = 1024;

  private final CivilTime time;
  private final String format;
  private final JqBudget budget;
  private final StringBuilder out = new StringBuilder();
  private int at;

  // What stands between the percent sign and the letter.
  private int width;
  private char padding;
  private boolean explicitPadding;
  private boolean noPadding;
  private boolean upper;
  private boolean swap;

  private TimeFormat(CivilTime time, String format, JqBudget budget) {
    this.time = time;
    this.format = format;
    this.budget = budget;
  }

  static String format(CivilTime time, String format, JqBudget budget) {
    TimeFormat formatter = new TimeFormat(time, format, budget);
    formatter.run();
    budget.allocate(formatter.out.length());
    return formatter.out.toString();
  }

  private void run() {
    while (at < format.length()) {
      budget.work(1);
      char c = format.charAt(at++);
      if (c != '%') {
        out.append(c);
      } else if (at == format.length()) {
        out.append('%');
      } else {
        resetFlags();
        upper = false;
        swap = false;
        directive();
      }
    }
  }

  private void resetFlags() {
    width = 0;
    padding = '0';
    explicitPadding = false;
    noPadding = false;
  }

  /** Reads flags and the width, then writes what the letter stands for. */
  private void directive() {
    while (at < format.length() && flag(format.charAt(at))) {
      continue;
    }
    if (at >= format.length()) {
      unknown(format.length(), width);
      return;
    }
    char letter = format.charAt(at++);
    if (letter == ':') {
      colons();
      return;
    }
    String expansion = TimeNames.expansion(letter);
    if (expansion.isEmpty()) {
      if (!field(letter)) {
        unknown(at - 1, width - 1);
        out.append(letter);
      }
      return;
    }
    swap &= "FDxTXR".indexOf(letter) >= 0;
    for (char each : expansion.toCharArray()) {
      resetFlags();
      if (!field(each)) {
        out.append(each);
      }
    }
  }

  private boolean flag(char c) {
    switch (c) {
      case '-' -> pad('0', true);
      case '_' -> pad(' ', false);
      case '0' -> pad('0', false);
      case '^' -> upper = true;
      case '#' -> swap = true;
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        width();
        return true;
      }
      default -> {
        return false;
      }
    }
    at++;
    return true;
  }

  private void pad(char with, boolean none) {
    padding = with;
    explicitPadding = true;
    noPadding = none;
  }

  private void width() {
    width = 0;
    while (at < format.length() && Lexer.isDigit(format.charAt(at))) {
      width = Math.min(width * 10 + format.charAt(at) - '0', MAX_WIDTH);
      at++;
    }
    if (noPadding) {
      pad(' ', false);
    }
  }

  /** Repeats a directive that means nothing, from its percent sign to before {@code end}. */
  private void unknown(int end, int room) {
    int start = format.lastIndexOf('%', end - 1);
    if (start >= 0) {
      text(format.substring(start, end), room, false, false);
    }
  }

  /** A zone with colons: {@code %:z}. */
  private void colons() {
    int colons = 1;
    while (at < format.length() && format.charAt(at) == ':') {
      colons++;
      at++;
    }
    boolean zone = at < format.length() && format.charAt(at) == 'z';
    if (zone && colons <= 3) {
      at++;
      zone(colons);
      return;
    }
    if (zone) {
      at++;
    }
    unknown(at, width);
  }

  private boolean field(char letter) {
    switch (letter) {
      case 'Y' -> number(time.year(), width == 0 ? 4 : width);
      case 'G' -> number(time.isoYear(), width == 0 ? 4 : width);
      case 'y' -> number(Math.abs(time.year() % 100), atLeast(2));
      case 'g' -> number(Math.abs(time.isoYear() % 100), atLeast(2));
      case 'C' -> century();
      case 'm' -> number(time.month(), atLeast(2));
      case 'd' -> number(time.day(), atLeast(2));
      case 'e' -> blankPadded(time.day());
      case 'j' -> number(time.yearDay(), atLeast(3));
      case 'H' -> number(time.hour(), atLeast(2));
      case 'k' -> blankPadded(time.hour());
      case 'I' -> number(hourOfHalf(), atLeast(2));
      case 'l' -> blankPadded(hourOfHalf());
      case 'M' -> number(time.minute(), atLeast(2));
      case 'S' -> number(time.second(), atLeast(2));
      case 'f' -> number(time.nano() / 1000, width == 0 ? 6 : width);
      case 's' -> {
        padding = explicitPadding ? padding : ' ';
        number(time.epochSecond(), width);
      }
      default -> {
        return week(letter) || word(letter);
      }
    }
    return true;
  }

  private int atLeast(int digits) {
    return Math.max(width, digits);
  }

  private int hourOfHalf() {
    return time.hour() % 12 == 0 ? 12 : time.hour() % 12;
  }

  private void blankPadded(long value) {
    padding = explicitPadding ? padding : ' ';
    number(value, atLeast(2));
  }

  private void century() {
    int century = time.year() / 100;
    boolean minusZero = time.year() < 0 && century == 0;
    number(minusZero ? -1 : century, atLeast(2));
    if (minusZero) {
      out.setCharAt(out.length() - 1, '0');
    }
  }

  private boolean week(char letter) {
    int weekday = time.weekday();
    switch (letter) {
      case 'w' -> number(weekday, width);
      case 'u' -> number(weekday == 0 ? 7 : weekday, width);
      case 'V' -> number(time.isoWeek(), atLeast(2));
      case 'U' -> number((time.yearDay() + 6 - weekday) / 7, atLeast(2));
      case 'W' -> number((time.yearDay() + (weekday > 0 ? 7 - weekday : 0)) / 7, atLeast(2));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean word(char letter) {
    String month = TimeNames.MONTHS.get(time.month() - 1);
    String day = TimeNames.WEEKDAYS.get(time.weekday());
    switch (letter) {
      case 'B' -> text(month, width, upper, swap);
      case 'b', 'h' -> text(month.substring(0, 3), width, upper, swap);
      case 'A' -> text(day, width, upper, swap);
      case 'a' -> text(day.substring(0, 3), width, upper, swap);
      case 'p' -> text(TimeNames.HALVES.get(time.hour() / 12), width, upper, swap);
      case 'P' -> {
        swap = !(upper || swap);
        text(TimeNames.HALVES.get(time.hour() / 12), width, upper, swap);
      }
      case 'Z' -> text("UTC", width, upper, swap);
      case 'z' -> zone(0);
      case 't' -> text("\t", width, false, false);
      case 'n' -> text("\n", width, false, false);
      case '%' -> text("%", width, false, false);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The offset of UTC, whose sign goes before zeros and behind blanks. */
  private void zone(int colons) {
    String rest =
        switch (colons) {
          case 0 -> "00";
          case 1 -> ":00";
          case 2 -> ":00:00";
          default -> "";
        };
    boolean blanks = padding == ' ' && !noPadding;
    String offset = noPadding ? "+0" + rest : blanks ? " +0" + rest : "+00" + rest;
    int room = noPadding ? 0 : width - offset.length();
    if (room <= 0) {
      out.append(offset);
    } else if (blanks) {
      out.append(" ".repeat(room)).append(offset);
    } else {
      out.append('+').append("0".repeat(room)).append(offset, 1, offset.length());
    }
  }

  private void number(long value, int digits) {
    String shown = Long.toString(value);
    if (!noPadding && shown.length() < digits) {
      String fill = String.valueOf(padding).repeat(digits - shown.length());
      boolean signFirst = value < 0 && padding == '0';
      shown = signFirst ? "-" + fill + shown.substring(1) : fill + shown;
    }
    out.append(shown);
  }

  private void text(String text, int room, boolean inUpper, boolean swapped) {
    if (room > text.length() && !noPadding) {
      out.append(String.valueOf(explicitPadding ? padding : ' ').repeat(room - text.length()));
    }
    if (swapped && text.charAt(1) < 'a') {
      out.append(text.toLowerCase(Locale.ROOT));
    } else if (swapped || inUpper) {
      out.append(text.toUpperCase(Locale.ROOT));
    } else {
      out.append(text);
    }
  }
}
