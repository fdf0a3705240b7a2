package io.argobuild.core.expression.when;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A string that is a date in one of the forms that govaluate knows; it is compared as a number. A
 * date without a zone is taken as UTC, the zone in which Argo's controller runs.
 *
 * @param offset seconds east of UTC, for printing
 * @param zone abbreviation, for printing; empty when only an offset was written
 */
record DateLiteral(LocalDateTime utc, int offset, String zone) {
  private static final List<GoLayout> LAYOUTS =
      List.of(
          GoLayout.of("Mon Jan _2 15:04:05 2006"),
          GoLayout.of("Mon Jan _2 15:04:05 MST 2006"),
          GoLayout.of("Mon Jan 02 15:04:05 -0700 2006"),
          GoLayout.of("3:04PM"),
          GoLayout.of("2006-01-02T15:04:05Z07:00"),
          GoLayout.of("2006-01-02T15:04:05.999999999Z07:00"),
          GoLayout.of("2006-01-02"),
          GoLayout.of("2006-01-02 15:04"),
          GoLayout.of("2006-01-02 15:04:05"),
          GoLayout.of("2006-01-02 15:04:05-07:00"),
          GoLayout.of("2006-01-02T15Z0700"),
          GoLayout.of("2006-01-02T15:04Z0700"),
          GoLayout.of("2006-01-02T15:04:05Z0700"),
          GoLayout.of("2006-01-02T15:04:05.999999999Z0700"));

  private static final int SHORTEST = "3:04PM".length();

  static @Nullable DateLiteral parse(String text) {
    if (text.length() < SHORTEST) {
      return null;
    }
    for (GoLayout layout : LAYOUTS) {
      DateLiteral date = layout.parse(text);
      if (date != null) {
        return date;
      }
    }
    return null;
  }

  double epochSeconds() {
    return utc.toEpochSecond(ZoneOffset.UTC);
  }

  /** As Go prints a time. */
  String print() {
    LocalDateTime local = utc.plusSeconds(offset);
    int minutes = Math.abs(offset) / 60;
    String shift =
        String.format(
            Locale.ROOT, "%s%02d%02d", offset < 0 ? "-" : "+", minutes / 60, minutes % 60);
    String nanos =
        local.getNano() == 0
            ? ""
            : String.format(Locale.ROOT, ".%09d", local.getNano()).replaceAll("0+$", "");
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d %02d:%02d:%02d%s %s %s",
        local.getYear(),
        local.getMonthValue(),
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        local.getSecond(),
        nanos,
        shift,
        zone.isEmpty() ? shift : zone);
  }
}
