package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoFloat;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times: seconds since 1970, or lists of eight numbers. The local time zone is UTC. */
final class TimeFunctions {
  private TimeFunctions() {}

  static void addTo(Library library) {
    library.add("gmtime", 0, (m, v, a) -> broken("gmtime", v));
    library.add("localtime", 0, (m, v, a) -> broken("localtime", v));
    library.add("mktime", 0, (m, v, a) -> make(v));
    library.add("strftime", 1, (m, v, a) -> format(m, "strftime", v, a.get(0)));
    library.add("strflocaltime", 1, (m, v, a) -> format(m, "strflocaltime", v, a.get(0)));
    library.add("strptime", 1, (m, v, a) -> parse(m, v, a.get(0)));
    library.add(
        "now",
        0,
        (m, v, a) -> {
          throw JqError.of("now is not available: a filter depends on its input alone");
        });
  }

  private static List<@Nullable Object> broken(String name, @Nullable Object value) {
    Double seconds = JqNumbers.toFloat(value);
    if (seconds == null) {
      throw JqErrors.cannotApply(name, value);
    }
    return list(seconds);
  }

  /** The time as a list; what comes behind the point is added as in gojq, below zero as well. */
  private static List<@Nullable Object> list(double seconds) {
    long whole = GoFloat.toLong(seconds);
    long nanos = GoFloat.toLong((seconds - Math.floor(seconds)) * 1e9);
    CivilTime time = guarded(() -> CivilTime.ofEpoch(whole, nanos));
    List<@Nullable Object> parts = new ArrayList<>();
    parts.add((long) time.year());
    parts.add(time.month() - 1L);
    parts.add((long) time.day());
    parts.add((long) time.hour());
    parts.add((long) time.minute());
    parts.add(time.second() + time.nano() / 1e9);
    parts.add((long) time.weekday());
    parts.add(time.yearDay() - 1L);
    return parts;
  }

  private interface TimeSource {
    CivilTime get();
  }

  private static CivilTime guarded(TimeSource source) {
    try {
      return source.get();
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw JqError.of("time is out of range");
    }
  }

  private static Object make(@Nullable Object value) {
    List<@Nullable Object> parts = JqValues.asList(value);
    if (parts == null) {
      throw JqErrors.cannotApply("mktime", value);
    }
    try {
      return time(parts).toEpoch();
    } catch (JqError error) {
      throw JqErrors.failed("mktime", value, error.text());
    }
  }

  private static CivilTime time(List<@Nullable Object> parts) {
    long[] fields = new long[8];
    long nanos = 0;
    for (int i = 0; i < Math.min(parts.size(), fields.length); i++) {
      Double real = JqNumbers.toFloat(parts.get(i));
      Long integer = JqNumbers.toInt(parts.get(i));
      if (real == null || integer == null) {
        throw JqError.of("expected an array of 8 numbers");
      }
      fields[i] = integer;
      if (i == 5) {
        fields[i] = GoFloat.toLong(real);
        nanos = GoFloat.toLong((real - Math.floor(real)) * 1e9);
      }
    }
    long nano = nanos;
    return guarded(
        () ->
            CivilTime.of(
                fields[0],
                Math.addExact(fields[1], 1),
                fields[2],
                Math.addExact(
                    Math.addExact(
                        Math.multiplyExact(fields[3], 3600), Math.multiplyExact(fields[4], 60)),
                    fields[5]),
                nano));
  }

  private static Object format(
      Machine m, String name, @Nullable Object value, @Nullable Object pattern) {
    Double seconds = JqNumbers.toFloat(value);
    Object time = seconds == null ? value : list(seconds);
    List<@Nullable Object> parts = JqValues.asList(time);
    if (parts == null || !(pattern instanceof String text)) {
      throw JqErrors.cannotApply(name, time, pattern);
    }
    try {
      return TimeFormat.format(time(parts), text, m.budget);
    } catch (JqError error) {
      throw JqErrors.failed(name, time, error.text(), pattern);
    }
  }

  private static Object parse(Machine m, @Nullable Object value, @Nullable Object pattern) {
    if (!(value instanceof String text) || !(pattern instanceof String format)) {
      throw JqErrors.cannotApply("strptime", value, pattern);
    }
    m.budget.work((long) text.length() + format.length());
    CivilTime time;
    try {
      time = guarded(() -> TimeParser.parse(text, format));
    } catch (JqError error) {
      throw JqErrors.failed("strptime", value, error.text(), pattern);
    }
    if (time.epochSecond() == CivilTime.YEAR_ONE && time.nano() == 0) {
      throw JqErrors.cannotApply("strptime", value, pattern);
    }
    return list(time.toEpoch());
  }
}
