package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoLocation;
import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.golang.GoTimeParser;
import io.argobuild.core.expression.golang.GoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** expr's functions for times. */
final class TimeBuiltins {
  private static final List<String> LAYOUTS =
      List.of(
          "2006-01-02",
          "15:04:05",
          "2006-01-02 15:04:05",
          "2006-01-02T15:04:05Z07:00",
          "02 Jan 06 15:04 MST",
          "Monday, 02-Jan-06 15:04:05 MST",
          "Mon, 02 Jan 2006 15:04:05 MST");

  private TimeBuiltins() {}

  static void register(BuiltinFunctions.Registry out) {
    out.validated("now", TimeBuiltins::nowType, TimeBuiltins::now);
    out.typed(
        "duration",
        call -> GoDuration.parse(Cast.string(call.get(0))),
        "func(string) (time.Duration, error)");
    out.validated("date", TimeBuiltins::dateType, TimeBuiltins::date);
    out.typed(
        "timezone",
        call -> GoLocation.load(Cast.string(call.get(0)), call.host().zone()),
        "func(string) (*time.Location, error)");
  }

  private static GoType nowType(List<@Nullable GoType> types) {
    boolean zone = types.size() == 1 && GoType.LOCATION.equals(types.get(0));
    if (types.isEmpty() || zone) {
      return GoType.TIME;
    }
    throw new GoError("invalid number of arguments (expected 0, got " + types.size() + ")");
  }

  private static GoTime now(Call call) {
    GoLocation zone =
        call.size() == 1 && call.get(0) instanceof GoLocation location
            ? location
            : GoLocation.local(call.host().zone());
    return new GoTime(call.host().now(), zone);
  }

  private static GoType dateType(List<@Nullable GoType> types) {
    int size = types.size();
    if (size < 1) {
      throw new GoError("invalid number of arguments (expected at least 1, got " + size + ")");
    }
    int rest = GoType.LOCATION.equals(types.get(0)) ? size - 1 : size;
    if (rest > 3) {
      throw new GoError("invalid number of arguments (expected at most 3, got " + rest + ")");
    }
    return GoType.TIME;
  }

  private static GoTime date(Call call) {
    GoLocation zone = call.get(0) instanceof GoLocation location ? location : null;
    int first = zone == null ? 0 : 1;
    if (first >= call.size()) {
      throw new GoError("runtime error: index out of range [0] with length 0");
    }
    String text = Cast.string(call.get(first));
    int count = call.size() - first;
    if (count == 2) {
      return parse(call, Cast.string(call.get(first + 1)), text, zone);
    }
    if (count == 3) {
      String layout = Cast.string(call.get(first + 1));
      String name = Cast.string(call.get(first + 2));
      return parse(call, layout, text, GoLocation.load(name, call.host().zone()));
    }
    for (String layout : LAYOUTS) {
      try {
        return parse(call, layout, text, zone);
      } catch (GoError e) {
        continue;
      }
    }
    throw new GoError("invalid date " + text);
  }

  private static GoTime parse(Call call, String layout, String text, @Nullable GoLocation zone) {
    call.meter().work(text.length() + (long) layout.length());
    return GoTimeParser.parse(layout, text, zone, call.host().zone());
  }
}
