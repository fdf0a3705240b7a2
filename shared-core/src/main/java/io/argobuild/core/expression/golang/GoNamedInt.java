package io.argobuild.core.expression.golang;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A month or a day of the week.
 *
 * @param type {@link GoType#MONTH} or {@link GoType#WEEKDAY}
 * @param number from 1 for months, from 0 for Sunday
 */
public record GoNamedInt(GoType type, long number) implements GoValue {

  @Override
  public @Nullable GoFunction method(String name) {
    return TimeMethods.bind(this, name);
  }

  @Override
  public String toString() {
    if (type.equals(GoType.MONTH)) {
      return number >= 1 && number <= 12
          ? java.time.Month.of((int) number).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
          : "%!Month(" + number + ")";
    }
    return number >= 0 && number <= 6
        ? DayOfWeek.of(number == 0 ? 7 : (int) number)
            .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        : "%!Weekday(" + number + ")";
  }
}
