package io.argobuild.core.manifest.yaml;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which texts an explicit {@code !!timestamp} may have; their value stays text. */
final class Timestamps {
  private static final String DATE = "(\\d{4})-(\\d{1,2})-(\\d{1,2})";
  private static final String TIME = "(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,]\\d+)?";
  private static final Pattern PATTERN =
      Pattern.compile(DATE + "(?:[Tt]" + TIME + "(?:Z|[-+](\\d{2}):(\\d{2}))| " + TIME + ")?");

  private Timestamps() {}

  static boolean isTimestamp(String text) {
    Matcher match = PATTERN.matcher(text);
    if (!match.matches()) {
      return false;
    }
    int month = Integer.parseInt(match.group(2));
    int day = Integer.parseInt(match.group(3));
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(Integer.parseInt(match.group(1)), month).lengthOfMonth()
        && isBelow(match, 4, 24, 60, 60)
        && isBelow(match, 7, 25, 60)
        && isBelow(match, 9, 24, 60, 60);
  }

  private static boolean isBelow(Matcher match, int firstGroup, int... ends) {
    for (int i = 0; i < ends.length; i++) {
      String digits = match.group(firstGroup + i);
      if (digits != null && Integer.parseInt(digits) >= ends[i]) {
        return false;
      }
    }
    return true;
  }
}
