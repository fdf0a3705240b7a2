package io.argobuild.core.expression.golang;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The methods of time.Time, time.Duration, time.Month, time.Weekday and *time.Location. */
public final class TimeMethods {
  private static final long MINUTE = 60_000_000_000L;
  private static final Map<String, Map<String, Method>> ALL = all();

  private TimeMethods() {}

  @FunctionalInterface
  private interface Body {
    @Nullable Object apply(GoValue receiver, Call call);
  }

  private record Method(String signature, Body body) {}

  /** The method's type without the receiver; null when the type has no such method. */
  public static @Nullable GoType signature(GoType type, String name) {
    Method method = find(type, name);
    return method == null ? null : GoTypeParser.parse(method.signature);
  }

  private static @Nullable Method find(GoType type, String name) {
    Map<String, Method> methods = ALL.get(type.text());
    return methods == null ? null : methods.get(name);
  }

  static @Nullable GoFunction bind(GoValue receiver, String name) {
    Method method = find(receiver.type(), name);
    return method == null
        ? null
        : GoFunction.of(method.signature, call -> method.body.apply(receiver, call));
  }

  private static Map<String, Map<String, Method>> all() {
    Map<String, Method> time = new HashMap<>();
    clock(time);
    compare(time);
    move(time);
    show(time);
    Map<String, Method> named = new HashMap<>();
    named.put("String", new Method("func() string", (value, call) -> value.toString()));
    Map<String, Map<String, Method>> all = new HashMap<>();
    all.put(GoType.TIME.text(), time);
    all.put(GoType.DURATION.text(), duration());
    all.put(GoType.MONTH.text(), named);
    all.put(GoType.WEEKDAY.text(), named);
    all.put(GoType.LOCATION.text(), named);
    return all;
  }

  private static GoTime time(GoValue value) {
    return (GoTime) value;
  }

  private static OffsetDateTime local(GoValue value) {
    return time(value).local();
  }

  private static void clock(Map<String, Method> out) {
    ints(out, "Year", value -> local(value).getYear());
    ints(out, "Day", value -> local(value).getDayOfMonth());
    ints(out, "YearDay", value -> local(value).getDayOfYear());
    ints(out, "Hour", value -> local(value).getHour());
    ints(out, "Minute", value -> local(value).getMinute());
    ints(out, "Second", value -> local(value).getSecond());
    ints(out, "Nanosecond", value -> local(value).getNano());
    out.put(
        "Month",
        new Method(
            "func() time.Month",
            (value, call) -> new GoNamedInt(GoType.MONTH, local(value).getMonthValue())));
    out.put(
        "Weekday",
        new Method(
            "func() time.Weekday",
            (value, call) ->
                new GoNamedInt(GoType.WEEKDAY, local(value).getDayOfWeek().getValue() % 7)));
    // Of several results an expression gets the first.
    out.put(
        "Date",
        new Method(
            "func() (int, time.Month, int)", (value, call) -> (long) local(value).getYear()));
    out.put(
        "Clock",
        new Method("func() (int, int, int)", (value, call) -> (long) local(value).getHour()));
    out.put(
        "ISOWeek",
        new Method(
            "func() (int, int)",
            (value, call) -> (long) local(value).get(IsoFields.WEEK_BASED_YEAR)));
    out.put(
        "Zone",
        new Method(
            "func() (string, int)",
            (value, call) -> time(value).location().abbreviation(time(value).instant())));
    longs(out, "Unix", value -> time(value).instant().getEpochSecond());
    longs(out, "UnixMilli", value -> time(value).sinceEpoch().toMillis());
    longs(
        out,
        "UnixMicro",
        value -> {
          Instant at = time(value).instant();
          return at.getEpochSecond() * 1_000_000 + at.getNano() / 1000;
        });
    longs(out, "UnixNano", value -> time(value).unixNano());
  }

  @FunctionalInterface
  private interface Reader {
    long read(GoValue value);
  }

  private static void ints(Map<String, Method> out, String name, Reader reader) {
    out.put(name, new Method("func() int", (value, call) -> reader.read(value)));
  }

  private static void longs(Map<String, Method> out, String name, Reader reader) {
    out.put(name, new Method("func() int64", (value, call) -> GoInt.int64(reader.read(value))));
  }

  private static void compare(Map<String, Method> out) {
    out.put(
        "IsZero",
        new Method(
            "func() bool", (value, call) -> time(value).instant().equals(GoTime.ZERO.instant())));
    out.put(
        "IsDST",
        new Method(
            "func() bool",
            (value, call) ->
                time(value).location().zone().getRules().isDaylightSavings(time(value).instant())));
    out.put("After", new Method("func(time.Time) bool", (value, call) -> order(value, call) > 0));
    out.put("Before", new Method("func(time.Time) bool", (value, call) -> order(value, call) < 0));
    out.put("Equal", new Method("func(time.Time) bool", (value, call) -> order(value, call) == 0));
    out.put(
        "Compare",
        new Method(
            "func(time.Time) int", (value, call) -> (long) Integer.signum(order(value, call))));
    out.put(
        "Sub",
        new Method(
            "func(time.Time) time.Duration", (value, call) -> time(value).minus(call.time(0))));
  }

  private static int order(GoValue value, Call call) {
    return time(value).instant().compareTo(call.time(0).instant());
  }

  private static long nanos(Call call) {
    return ((GoDuration) Objects.requireNonNull(call.get(0))).nanos();
  }

  private static void move(Map<String, Method> out) {
    out.put(
        "Add",
        new Method(
            "func(time.Duration) time.Time", (value, call) -> time(value).plus(nanos(call))));
    out.put(
        "AddDate",
        new Method(
            "func(int, int, int) time.Time",
            (value, call) ->
                time(value).addDate(call.integer(0), call.integer(1), call.integer(2))));
    out.put(
        "Round",
        new Method(
            "func(time.Duration) time.Time", (value, call) -> time(value).round(nanos(call))));
    out.put(
        "Truncate",
        new Method(
            "func(time.Duration) time.Time", (value, call) -> time(value).truncate(nanos(call))));
    out.put("UTC", new Method("func() time.Time", (value, call) -> time(value).in(GoLocation.UTC)));
    out.put(
        "Local",
        new Method(
            "func() time.Time",
            (value, call) -> time(value).in(GoLocation.local(call.host().zone()))));
    out.put("In", new Method("func(*time.Location) time.Time", TimeMethods::in));
    out.put(
        "Location", new Method("func() *time.Location", (value, call) -> time(value).location()));
  }

  private static GoTime in(GoValue value, Call call) {
    if (call.get(0) instanceof GoLocation location) {
      return time(value).in(location);
    }
    throw new GoError("time: missing Location in call to Time.In");
  }

  private static void show(Map<String, Method> out) {
    out.put(
        "Format",
        new Method(
            "func(string) string",
            (value, call) -> {
              call.meter().work(call.text(0).length());
              return time(value).format(call.text(0));
            }));
    out.put("String", new Method("func() string", (value, call) -> value.toString()));
  }

  private static Map<String, Method> duration() {
    Map<String, Method> out = new HashMap<>();
    longs(out, "Nanoseconds", value -> nanos(value));
    longs(out, "Microseconds", value -> nanos(value) / 1000);
    longs(out, "Milliseconds", value -> nanos(value) / 1_000_000);
    doubles(out, "Seconds", 1_000_000_000L);
    doubles(out, "Minutes", MINUTE);
    doubles(out, "Hours", 60 * MINUTE);
    out.put("String", new Method("func() string", (value, call) -> value.toString()));
    out.put(
        "Abs",
        new Method(
            "func() time.Duration",
            (value, call) ->
                new GoDuration(
                    nanos(value) == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos(value)))));
    out.put(
        "Round",
        new Method(
            "func(time.Duration) time.Duration",
            (value, call) -> ((GoDuration) value).round(nanos(call))));
    out.put(
        "Truncate",
        new Method(
            "func(time.Duration) time.Duration",
            (value, call) -> ((GoDuration) value).truncate(nanos(call))));
    return out;
  }

  private static long nanos(GoValue value) {
    return ((GoDuration) value).nanos();
  }

  private static void doubles(Map<String, Method> out, String name, long unit) {
    out.put(name, new Method("func() float64", (value, call) -> ((GoDuration) value).in(unit)));
  }
}
