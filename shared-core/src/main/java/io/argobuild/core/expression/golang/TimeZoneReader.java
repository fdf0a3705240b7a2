package io.argobuild.core.expression.golang;

import io.argobuild.core.expression.golang.LayoutChunk.Field;
import org.jspecify.annotations.Nullable;

/** Reads the zone of a time. */
final class TimeZoneReader {
  private final TimeCursor cursor;
  private boolean utc;
  private @Nullable Integer offset;
  private String name = "";
  private String range = "";

  TimeZoneReader(TimeCursor cursor) {
    this.cursor = cursor;
  }

  boolean isUtc() {
    return utc;
  }

  /** Seconds east of UTC; null when none was read. */
  @Nullable Integer offset() {
    return offset;
  }

  /** The abbreviation; empty when none was read. */
  String name() {
    return name;
  }

  /** What was out of its range; empty when nothing was. */
  String range() {
    return range;
  }

  private void atMost(int number, int most, String what) {
    if (number > most) {
      range = "time zone offset " + what;
    }
  }

  /** Reads a zone by offset or by abbreviation. */
  void read(Field field) {
    if (field.isIsoZone() && cursor.rest().startsWith("Z")) {
      cursor.take(1);
      utc = true;
    } else if (field.isNumericZone()) {
      numeric(field);
    } else if (cursor.rest().startsWith("UTC")) {
      cursor.take(3);
      utc = true;
    } else {
      name = cursor.take(nameSize(cursor.rest()));
    }
  }

  private void numeric(Field field) {
    boolean isShort = field == Field.NUM_SHORT || field == Field.ISO_SHORT;
    int colon = field.hasColon() ? 1 : 0;
    int size = isShort ? 3 : 5 + colon + (field.hasSeconds() ? 2 + colon : 0);
    String text = cursor.take(size);
    if (colon > 0 && (text.charAt(3) != ':' || (field.hasSeconds() && text.charAt(6) != ':'))) {
      throw new TimeCursor.Bad();
    }
    int hours = twoDigits(text, 1);
    int minutes = isShort ? 0 : twoDigits(text, 3 + colon);
    int seconds = field.hasSeconds() ? twoDigits(text, 5 + 2 * colon) : 0;
    atMost(hours, 24, "hour");
    atMost(minutes, 60, "minute");
    atMost(seconds, 60, "second");
    int total = (hours * 60 + minutes) * 60 + seconds;
    if (text.charAt(0) != '+' && text.charAt(0) != '-') {
      throw new TimeCursor.Bad();
    }
    offset = text.charAt(0) == '-' ? -total : total;
  }

  private static int twoDigits(String text, int at) {
    char a = text.charAt(at);
    char b = text.charAt(at + 1);
    if (a < '0' || a > '9' || b < '0' || b > '9') {
      throw new TimeCursor.Bad();
    }
    return (a - '0') * 10 + b - '0';
  }

  private static int nameSize(String text) {
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
      throw new TimeCursor.Bad();
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
}
