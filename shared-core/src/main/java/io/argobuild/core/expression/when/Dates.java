package io.argobuild.core.expression.when;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoLocation;
import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.golang.GoTimeParser;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Strings that are dates in one of the forms that govaluate knows; they are compared as numbers. A
 * date without a zone is taken as UTC, the zone in which Argo's controller runs.
 */
final class Dates {
  private static final List<String> BY_WEEKDAY =
      List.of(
          "Mon Jan _2 15:04:05 2006",
          "Mon Jan _2 15:04:05 MST 2006",
          "Mon Jan 02 15:04:05 -0700 2006");

  private static final List<String> BY_NUMBER =
      List.of(
          "3:04PM",
          "2006-01-02T15:04:05Z07:00",
          "2006-01-02T15:04:05.999999999Z07:00",
          "2006-01-02",
          "2006-01-02 15:04",
          "2006-01-02 15:04:05",
          "2006-01-02 15:04:05-07:00",
          "2006-01-02T15Z0700",
          "2006-01-02T15:04Z0700",
          "2006-01-02T15:04:05Z0700",
          "2006-01-02T15:04:05.999999999Z0700");

  private static final int SHORTEST = "3:04PM".length();

  /** Only blanks and digits of a fraction could make a date longer. */
  private static final int LONGEST = 200;

  private Dates() {}

  static @Nullable GoTime parse(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      return null;
    }
    for (String layout : layouts(text)) {
      try {
        return GoTimeParser.parse(layout, text, GoLocation.UTC, ZoneOffset.UTC);
      } catch (GoError e) {
        // The next layout may fit.
        continue;
      }
    }
    return null;
  }

  /** Those that the text can have: to try them all costs more than anything else of a condition. */
  private static List<String> layouts(String text) {
    if (text.indexOf(':') < 0 && text.indexOf('-') < 0) {
      return List.of();
    }
    char first = text.charAt(0);
    boolean digit = first >= '0' && first <= '9';
    return digit ? BY_NUMBER : "smtwfSMTWF".indexOf(first) >= 0 ? BY_WEEKDAY : List.of();
  }
}
