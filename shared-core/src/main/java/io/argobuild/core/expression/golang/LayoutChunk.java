package io.argobuild.core.expression.golang;

import java.util.List;

/**
 * A part of a Go time layout.
 *
 * @param literal text before the field
 * @param field what the reference time's field is; {@code NONE} at the end
 * @param text the field as the layout writes it
 * @param end where the rest of the layout begins
 */
record LayoutChunk(String literal, Field field, String text, int end) {

  /** The fields of the reference time. */
  enum Field {
    NONE(""),
    LONG_MONTH("January"),
    MONTH("Jan"),
    NUM_MONTH("1"),
    ZERO_MONTH("01"),
    LONG_WEEKDAY("Monday"),
    WEEKDAY("Mon"),
    DAY("2"),
    UNDER_DAY("_2"),
    ZERO_DAY("02"),
    UNDER_YEAR_DAY("__2"),
    ZERO_YEAR_DAY("002"),
    HOUR("15"),
    HOUR12("3"),
    ZERO_HOUR12("03"),
    MINUTE("4"),
    ZERO_MINUTE("04"),
    SECOND("5"),
    ZERO_SECOND("05"),
    LONG_YEAR("2006"),
    YEAR("06"),
    UPPER_PM("PM"),
    LOWER_PM("pm"),
    ZONE("MST"),
    ISO_SECONDS("Z070000"),
    ISO_COLON_SECONDS("Z07:00:00"),
    ISO("Z0700"),
    ISO_COLON("Z07:00"),
    ISO_SHORT("Z07"),
    NUM_SECONDS("-070000"),
    NUM_COLON_SECONDS("-07:00:00"),
    NUM("-0700"),
    NUM_COLON("-07:00"),
    NUM_SHORT("-07"),
    FRACTION_ZEROS("0"),
    FRACTION_NINES("9");

    private final String text;

    Field(String text) {
      this.text = text;
    }

    boolean isIsoZone() {
      return compareTo(ISO_SECONDS) >= 0 && compareTo(ISO_SHORT) <= 0;
    }

    boolean isNumericZone() {
      return compareTo(ISO_SECONDS) >= 0 && compareTo(NUM_SHORT) <= 0;
    }

    boolean hasColon() {
      return text.contains(":");
    }

    boolean hasSeconds() {
      return text.endsWith("0000") || text.endsWith(":00:00");
    }
  }

  /** In the order in which they are tried at one place. */
  private static final List<Field> TRIED =
      List.of(
          Field.LONG_MONTH,
          Field.MONTH,
          Field.LONG_WEEKDAY,
          Field.WEEKDAY,
          Field.ZONE,
          Field.ZERO_YEAR_DAY,
          Field.ZERO_MONTH,
          Field.ZERO_DAY,
          Field.ZERO_HOUR12,
          Field.ZERO_MINUTE,
          Field.ZERO_SECOND,
          Field.YEAR,
          Field.HOUR,
          Field.NUM_MONTH,
          Field.LONG_YEAR,
          Field.DAY,
          Field.UNDER_YEAR_DAY,
          Field.UNDER_DAY,
          Field.HOUR12,
          Field.MINUTE,
          Field.SECOND,
          Field.UPPER_PM,
          Field.LOWER_PM,
          Field.NUM_SECONDS,
          Field.NUM_COLON_SECONDS,
          Field.NUM,
          Field.NUM_COLON,
          Field.NUM_SHORT,
          Field.ISO_SECONDS,
          Field.ISO_COLON_SECONDS,
          Field.ISO,
          Field.ISO_COLON,
          Field.ISO_SHORT);

  /** The first field of {@code layout} from {@code from} on, and what stands before it. */
  static LayoutChunk first(String layout, int from) {
    for (int i = from; i < layout.length(); i++) {
      if (layout.startsWith("_2006", i)) {
        return chunk(layout, from, i + 1, Field.LONG_YEAR, 4);
      }
      for (Field field : TRIED) {
        if (layout.startsWith(field.text, i) && isWhole(field, layout, i)) {
          return chunk(layout, from, i, field, field.text.length());
        }
      }
      int size = fraction(layout, i);
      if (size > 0) {
        Field field = layout.charAt(i + 1) == '0' ? Field.FRACTION_ZEROS : Field.FRACTION_NINES;
        return chunk(layout, from, i, field, size);
      }
    }
    return new LayoutChunk(layout.substring(from), Field.NONE, "", layout.length());
  }

  private static LayoutChunk chunk(String layout, int from, int at, Field field, int size) {
    int end = at + size;
    return new LayoutChunk(layout.substring(from, at), field, layout.substring(at, end), end);
  }

  /** Short names of months and days aren't fields when a longer word starts with them. */
  private static boolean isWhole(Field field, String layout, int at) {
    if (field != Field.MONTH && field != Field.WEEKDAY) {
      return true;
    }
    int end = at + 3;
    return end >= layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z';
  }

  private static int fraction(String layout, int at) {
    char point = layout.charAt(at);
    if ((point != '.' && point != ',') || at + 1 >= layout.length()) {
      return 0;
    }
    char digit = layout.charAt(at + 1);
    if (digit != '0' && digit != '9') {
      return 0;
    }
    int end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean more = end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9';
    return more ? 0 : end - at;
  }
}
