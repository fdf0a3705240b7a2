package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoNamedInt;
import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** sprig's conversions: they never fail, what can't be converted is 0 or empty. */
final class Values {
  private static final Pattern DECIMAL = Pattern.compile("([-+]?[0-9]*)(\\.[0-9]*)?");
  private static final int MAX_NUMBER = 400;

  private Values() {}

  /** {@code cast.ToInt64}: texts in Go's notations of integers, decimals cut off. */
  static long toInt64(@Nullable Object value) {
    if (value instanceof String text) {
      try {
        return text.isEmpty() ? 0 : GoNumbers.parseInt(withoutDecimals(text), 0);
      } catch (GoError e) {
        return 0;
      }
    }
    if (value instanceof Double number) {
      return GoFloat.toLong(number);
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    if (value instanceof GoInt number) {
      return number.bits();
    }
    if (value instanceof GoDuration duration) {
      return duration.nanos();
    }
    if (value instanceof GoNamedInt number) {
      return number.number();
    }
    return value instanceof Long number ? number : 0;
  }

  private static String withoutDecimals(String text) {
    if (!text.contains(".") || text.length() > MAX_NUMBER) {
      return text;
    }
    Matcher matcher = DECIMAL.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    String whole = matcher.group(1);
    return whole.isEmpty() || whole.equals("-") || whole.equals("+") ? whole + "0" : whole;
  }

  /** {@code cast.ToFloat64}. */
  static double toFloat64(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof String text) {
      try {
        return text.isEmpty() ? 0 : GoNumbers.parseFloat(text);
      } catch (GoError e) {
        return 0;
      }
    }
    return value instanceof GoInt number ? number.toDouble() : toInt64(value);
  }

  /** The text of a value: strings and bytes as they are, all else as {@code %v} prints it. */
  static String text(@Nullable Object value, Meter meter) {
    if (value instanceof TypedList list && list.type().equals(GoType.BYTES)) {
      return GoText.of(list.toBytes());
    }
    return GoPrint.print(value, meter);
  }

  /** sprig's idea of empty: nil, false, 0, and what has no length. */
  static boolean isEmpty(@Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (value instanceof List<?> list) {
      return list.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty();
    }
    if (value instanceof String text) {
      return text.isEmpty();
    }
    if (value instanceof Boolean bool) {
      return !bool;
    }
    if (value instanceof Double number) {
      return number == 0;
    }
    return GoType.kindOf(value).integer() && toInt64(value) == 0;
  }

  /** The list, or sprig's error that {@code what} isn't possible on it. */
  static List<?> list(@Nullable Object value, String what) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value == null) {
      throw new GoError("runtime error: invalid memory address or nil pointer dereference");
    }
    throw new GoError(what + GoType.kindOf(value).text());
  }
}
