package io.argobuild.core.expression.golang;

import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

/** Go's {@code Time.Format}. */
final class GoTimeLayout {
  private GoTimeLayout() {}

  static String format(GoTime time, String layout) {
    StringBuilder out = new StringBuilder();
    OffsetDateTime local = time.local();
    int at = 0;
    while (at < layout.length()) {
      LayoutChunk chunk = LayoutChunk.first(layout, at);
      out.append(chunk.literal());
      append(out, time, local, chunk);
      at = chunk.end();
    }
    return out.toString();
  }

  private static void append(
      StringBuilder out, GoTime time, OffsetDateTime local, LayoutChunk chunk) {
    int hour = local.getHour();
    switch (chunk.field()) {
      case NONE -> {}
      case LONG_MONTH -> out.append(month(local, TextStyle.FULL));
      case MONTH -> out.append(month(local, TextStyle.FULL), 0, 3);
      case NUM_MONTH -> out.append(local.getMonthValue());
      case ZERO_MONTH -> pad(out, local.getMonthValue(), 2);
      case LONG_WEEKDAY -> out.append(weekday(local));
      case WEEKDAY -> out.append(weekday(local), 0, 3);
      case DAY -> out.append(local.getDayOfMonth());
      case UNDER_DAY -> out.append(String.format("%2d", local.getDayOfMonth()));
      case ZERO_DAY -> pad(out, local.getDayOfMonth(), 2);
      case UNDER_YEAR_DAY -> out.append(String.format("%3d", local.getDayOfYear()));
      case ZERO_YEAR_DAY -> pad(out, local.getDayOfYear(), 3);
      case HOUR -> pad(out, hour, 2);
      case HOUR12 -> out.append(twelve(hour));
      case ZERO_HOUR12 -> pad(out, twelve(hour), 2);
      case MINUTE -> out.append(local.getMinute());
      case ZERO_MINUTE -> pad(out, local.getMinute(), 2);
      case SECOND -> out.append(local.getSecond());
      case ZERO_SECOND -> pad(out, local.getSecond(), 2);
      case LONG_YEAR -> pad(out, local.getYear(), 4);
      case YEAR -> pad(out, Math.abs(local.getYear()) % 100, 2);
      case UPPER_PM -> out.append(hour >= 12 ? "PM" : "AM");
      case LOWER_PM -> out.append(hour >= 12 ? "pm" : "am");
      case ZONE -> zoneName(out, time, local.getOffset().getTotalSeconds());
      case FRACTION_ZEROS, FRACTION_NINES -> fraction(out, local.getNano(), chunk);
      default -> offset(out, local.getOffset().getTotalSeconds(), chunk.field());
    }
  }

  private static String month(OffsetDateTime local, TextStyle style) {
    return local.getMonth().getDisplayName(style, Locale.ENGLISH);
  }

  private static String weekday(OffsetDateTime local) {
    return local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static int twelve(int hour) {
    return hour % 12 == 0 ? 12 : hour % 12;
  }

  private static void pad(StringBuilder out, int number, int width) {
    String digits = Integer.toString(Math.abs(number));
    out.append(number < 0 ? "-" : "")
        .append("0".repeat(Math.max(0, width - digits.length())))
        .append(digits);
  }

  private static void zoneName(StringBuilder out, GoTime time, int offset) {
    String name = time.location().abbreviation(time.instant());
    if (name.isEmpty()) {
      offset(out, offset, LayoutChunk.Field.NUM);
    } else {
      out.append(name);
    }
  }

  private static void offset(StringBuilder out, int offset, LayoutChunk.Field field) {
    if (field.isIsoZone() && offset == 0) {
      out.append('Z');
      return;
    }
    // Go takes the sign from the minutes, so that -30 seconds show as +00:00.
    int minutes = offset / 60;
    out.append(minutes < 0 ? '-' : '+');
    pad(out, Math.abs(minutes) / 60, 2);
    if (field == LayoutChunk.Field.NUM_SHORT || field == LayoutChunk.Field.ISO_SHORT) {
      return;
    }
    String colon = field.hasColon() ? ":" : "";
    out.append(colon);
    pad(out, Math.abs(minutes) % 60, 2);
    if (field.hasSeconds()) {
      out.append(colon);
      pad(out, Math.abs(offset) % 60, 2);
    }
  }

  private static void fraction(StringBuilder out, int nanos, LayoutChunk chunk) {
    int width = Math.min(9, chunk.text().length() - 1);
    String digits = String.format("%09d", nanos).substring(0, width);
    boolean trim = chunk.field() == LayoutChunk.Field.FRACTION_NINES;
    while (trim && digits.endsWith("0")) {
      digits = digits.substring(0, digits.length() - 1);
    }
    if (!digits.isEmpty()) {
      out.append(chunk.text().charAt(0)).append(digits);
      out.append("0".repeat(trim ? 0 : Math.max(0, chunk.text().length() - 10)));
    }
  }
}
