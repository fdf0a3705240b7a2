package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoLocation;
import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.golang.GoTimeParser;
import io.argobuild.core.expression.golang.GoType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** sprig's functions for times. */
final class Dates {
  private static final String HTML = "2006-01-02";
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;

  private Dates() {}

  static void register(Registry out) {
    out.add("now", "func() time.Time", call -> new GoTime(call.host().now(), local(call)));
    out.add("ago", "func(any) string", Dates::ago);
    out.add(
        "date",
        "func(string, any) string",
        call -> format(call, call.text(0), call.get(1), "Local"));
    out.add(
        new String[] {"dateInZone", "date_in_zone"},
        "func(string, any, string) string",
        call -> format(call, call.text(0), call.get(1), call.text(2)));
    out.add("htmlDate", "func(any) string", call -> format(call, HTML, call.get(0), "Local"));
    out.add(
        "htmlDateInZone",
        "func(any, string) string",
        call -> format(call, HTML, call.get(0), call.text(1)));
    out.add(
        new String[] {"dateModify", "date_modify"},
        "func(string, time.Time) time.Time",
        Dates::modifyOrKeep);
    out.add(
        new String[] {"mustDateModify", "must_date_modify"},
        "func(string, time.Time) (time.Time, error)",
        Dates::modify);
    out.add("toDate", "func(string, string) time.Time", Dates::toDateOrZero);
    out.add("mustToDate", "func(string, string) (time.Time, error)", Dates::toDate);
    out.add(
        "unixEpoch",
        "func(time.Time) string",
        call -> Long.toString(call.time(0).instant().getEpochSecond()));
    out.add("duration", "func(any) string", Dates::duration);
    out.add("durationRound", "func(any) string", Dates::durationRound);
  }

  private static GoLocation local(Call call) {
    return GoLocation.local(call.host().zone());
  }

  /** A time, or seconds since 1970; what is neither is now. */
  private static GoTime time(Call call, @Nullable Object value) {
    if (value instanceof GoTime time) {
      return time;
    }
    Long seconds = value instanceof Long number ? number : null;
    if (value instanceof GoInt number
        && (number.type().equals(GoType.INT64) || number.type().equals(GoType.INT32))) {
      seconds = number.bits();
    }
    if (seconds == null) {
      return new GoTime(call.host().now(), local(call));
    }
    if (Math.abs(seconds) > Instant.MAX.getEpochSecond()) {
      throw new GoError("time out of range");
    }
    return new GoTime(Instant.ofEpochSecond(seconds), local(call));
  }

  private static String format(Call call, String layout, @Nullable Object value, String zone) {
    GoLocation location;
    try {
      location = GoLocation.load(zone, call.host().zone());
    } catch (GoError e) {
      location = GoLocation.UTC;
    }
    call.meter().work(layout.length());
    return time(call, value).in(location).format(layout);
  }

  private static String ago(Call call) {
    GoTime now = new GoTime(call.host().now(), GoLocation.UTC);
    GoDuration since = now.minus(time(call, call.get(0)));
    return since.round(SECOND).toString();
  }

  private static GoTime modify(Call call) {
    return call.time(1).plus(GoDuration.parse(call.text(0)).nanos());
  }

  private static GoTime modifyOrKeep(Call call) {
    long nanos;
    try {
      nanos = GoDuration.parse(call.text(0)).nanos();
    } catch (GoError e) {
      return call.time(1);
    }
    return call.time(1).plus(nanos);
  }

  private static GoTime toDate(Call call) {
    call.meter().work(call.text(0).length() + (long) call.text(1).length());
    return GoTimeParser.parse(call.text(0), call.text(1), local(call), call.host().zone());
  }

  private static GoTime toDateOrZero(Call call) {
    try {
      return toDate(call);
    } catch (GoError e) {
      return GoTime.ZERO;
    }
  }

  private static String duration(Call call) {
    long seconds = 0;
    if (call.get(0) instanceof String text) {
      seconds = Numbers.atoi(text);
    } else if (call.get(0) instanceof GoInt number && number.type().equals(GoType.INT64)) {
      seconds = number.bits();
    }
    return new GoDuration(seconds * SECOND).toString();
  }

  private static String durationRound(Call call) {
    long nanos = 0;
    if (call.get(0) instanceof String text) {
      try {
        nanos = GoDuration.parse(text).nanos();
      } catch (GoError e) {
        nanos = 0;
      }
    } else if (call.get(0) instanceof GoInt number && number.type().equals(GoType.INT64)) {
      nanos = number.bits();
    } else if (call.get(0) instanceof GoTime time) {
      nanos = new GoTime(call.host().now(), GoLocation.UTC).minus(time).nanos();
    }
    return rounded(nanos < 0 ? -nanos : nanos);
  }

  private static String rounded(long nanos) {
    long[] units = {24 * 365 * HOUR, 24 * 30 * HOUR, 24 * HOUR, HOUR, 60 * SECOND, SECOND};
    String[] names = {"y", "mo", "d", "h", "m", "s"};
    for (int i = 0; i < units.length; i++) {
      if (Long.compareUnsigned(nanos, units[i]) > 0) {
        return Long.toUnsignedString(Long.divideUnsigned(nanos, units[i])) + names[i];
      }
    }
    return "0s";
  }
}
