package io.argobuild.core.expression.when;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A layout of Go's package time, restricted to the parts that the layouts of {@link DateLiteral}
 * use, and read with Go's liberties: one-digit hours, runs of blanks, fractions of seconds.
 */
final class GoLayout {
  private static final Pattern FIELD =
      Pattern.compile(
          "Mon|Jan|_2|02|15|3|04|05|PM|MST|-0700|-07:00|Z07:00|Z0700|2006|01|\\.999999999");
  private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final Pattern ZONE_NAME =
      Pattern.compile(
          "UTC|ChST|MeST|(GMT)?(?<hours>[+-]0*\\d{1,2})(?!\\d)|GMT"
              + "|([A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3})(?![A-Z])");

  /** A field with the text before it; the last one may have an empty field. */
  private record Part(String before, String field) {}

  private final List<Part> parts;

  private GoLayout(List<Part> parts) {
    this.parts = parts;
  }

  static GoLayout of(String layout) {
    List<Part> parts = new ArrayList<>();
    Matcher fields = FIELD.matcher(layout);
    int end = 0;
    while (fields.find()) {
      parts.add(new Part(layout.substring(end, fields.start()), fields.group()));
      end = fields.end();
    }
    parts.add(new Part(layout.substring(end), ""));
    return new GoLayout(parts);
  }

  /** Null when the text does not have this layout. */
  @Nullable DateLiteral parse(String text) {
    Reading reading = new Reading(text);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean fractionFollows =
          i + 1 < parts.size() && parts.get(i + 1).field().equals(".999999999");
      if (!reading.skip(part.before()) || !reading.read(part.field(), fractionFollows)) {
        return null;
      }
    }
    return reading.date();
  }

  /** The state of one parse. */
  private static final class Reading {
    private final String text;
    private int at;
    private int year;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private String half = "";
    private int offset;
    private int shown;
    private String zone = "UTC";

    Reading(String text) {
      this.text = text;
    }

    /** A blank in the layout stands for any number of blanks, and at the end for none. */
    boolean skip(String literal) {
      for (int i = 0; i < literal.length(); i++) {
        char expected = literal.charAt(i);
        if (expected != ' ') {
          if (at >= text.length() || text.charAt(at) != expected) {
            return false;
          }
          at++;
        } else {
          if (at < text.length() && text.charAt(at) != ' ') {
            return false;
          }
          skipBlanks();
        }
      }
      return true;
    }

    private void skipBlanks() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }

    boolean read(String field, boolean fractionFollows) {
      return switch (field) {
        case "" -> at == text.length();
        case "Mon" -> name(DAYS) >= 0;
        case "Jan" -> (month = name(MONTHS) + 1) > 0;
        case "01" -> (month = number(true)) > 0 && month <= 12;
        case "2006" -> year();
        case "_2" -> underscoreDay();
        case "02" -> (day = number(true)) >= 0;
        case "15" -> (hour = number(false)) >= 0 && hour < 24;
        case "3" -> (hour = number(false)) >= 0 && hour <= 12;
        case "04" -> (minute = number(true)) >= 0 && minute < 60;
        case "05" -> second(fractionFollows);
        case ".999999999" -> fraction();
        case "PM" -> half();
        case "MST" -> zoneName();
        case "Z07:00" -> zulu() || offset(true);
        case "Z0700" -> zulu() || offset(false);
        case "-07:00" -> offset(true);
        default -> offset(false);
      };
    }

    private int name(List<String> names) {
      for (int i = 0; i < names.size(); i++) {
        if (startsWithIgnoringCase(names.get(i))) {
          at += names.get(i).length();
          return i;
        }
      }
      return -1;
    }

    private boolean startsWithIgnoringCase(String name) {
      if (text.length() - at < name.length()) {
        return false;
      }
      for (int i = 0; i < name.length(); i++) {
        char c = text.charAt(at + i);
        char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        char wanted = name.charAt(i);
        if (lower != (wanted >= 'A' && wanted <= 'Z' ? (char) (wanted + 32) : wanted)) {
          return false;
        }
      }
      return true;
    }

    private boolean digit(int index) {
      return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    /** One or two digits; -1 when there are none. */
    private int number(boolean twoDigits) {
      if (!digit(at) || (twoDigits && !digit(at + 1))) {
        return -1;
      }
      int value = text.charAt(at++) - '0';
      if (digit(at)) {
        value = value * 10 + text.charAt(at++) - '0';
      }
      return value;
    }

    private boolean year() {
      for (int i = 0; i < 4; i++) {
        if (!digit(at)) {
          return false;
        }
        year = year * 10 + text.charAt(at++) - '0';
      }
      return true;
    }

    private boolean underscoreDay() {
      if (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      day = number(false);
      return day >= 0;
    }

    private boolean second(boolean fractionFollows) {
      second = number(true);
      // Go takes a fraction also where the layout has none.
      return second >= 0 && second < 60 && (fractionFollows || fraction());
    }

    private boolean fraction() {
      if (at + 1 < text.length()
          && (text.charAt(at) == '.' || text.charAt(at) == ',')
          && digit(at + 1)) {
        at++;
        int scale = 100_000_000;
        for (; digit(at); at++) {
          nanos += (text.charAt(at) - '0') * scale;
          scale /= 10;
        }
      }
      return true;
    }

    private boolean half() {
      if (!text.startsWith("PM", at) && !text.startsWith("AM", at)) {
        return false;
      }
      half = text.substring(at, at + 2);
      at += 2;
      return true;
    }

    private boolean zulu() {
      if (text.startsWith("Z", at)) {
        at++;
        return true;
      }
      return false;
    }

    private boolean offset(boolean colon) {
      int length = colon ? 6 : 5;
      if (text.length() - at < length) {
        return false;
      }
      char sign = text.charAt(at);
      int minutesAt = at + (colon ? 4 : 3);
      boolean digits = digit(at + 1) && digit(at + 2) && digit(minutesAt) && digit(minutesAt + 1);
      if ((sign != '+' && sign != '-') || !digits || (colon && text.charAt(at + 3) != ':')) {
        return false;
      }
      int hours = Integer.parseInt(text.substring(at + 1, at + 3));
      int minutes = Integer.parseInt(text.substring(minutesAt, minutesAt + 2));
      at += length;
      offset = (hours * 60 + minutes) * 60 * (sign == '-' ? -1 : 1);
      zone = offset == 0 ? "UTC" : "";
      return hours <= 24 && minutes <= 60;
    }

    /** The offset of an abbreviation is unknown to Go, so that the time is taken as UTC. */
    private boolean zoneName() {
      Matcher name = ZONE_NAME.matcher(text).region(at, text.length());
      if (!name.lookingAt()) {
        return false;
      }
      zone = name.group();
      at = name.end();
      String hours = name.group("hours");
      if (hours != null) {
        // An offset behind GMT is shown, but the time is not shifted by it.
        shown = zone.startsWith("GMT") ? Integer.parseInt(hours) * 3600 : 0;
        return Math.abs(Integer.parseInt(hours)) <= 23;
      }
      return true;
    }

    @Nullable DateLiteral date() {
      int hourOfDay = hour;
      if (half.equals("PM") && hour < 12) {
        hourOfDay += 12;
      } else if (half.equals("AM") && hour == 12) {
        hourOfDay = 0;
      }
      try {
        LocalDateTime written =
            LocalDateTime.of(year, month, day, hourOfDay, minute, second, nanos);
        return new DateLiteral(written.minusSeconds(offset), offset + shown, zone);
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
