package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** max, min, mean and median, of arguments and of the lists among them. */
final class Aggregates {
  private Aggregates() {}

  static void register(BuiltinFunctions.Registry out) {
    out.validated("max", types -> result("max", types), call -> extreme(call, "max", true));
    out.validated("min", types -> result("min", types), call -> extreme(call, "min", false));
    out.validated("mean", types -> result("mean", types), Aggregates::mean);
    out.validated("median", types -> result("median", types), Aggregates::median);
  }

  private static GoType result(String name, List<@Nullable GoType> types) {
    if (types.isEmpty()) {
      throw new GoError("not enough arguments to call " + name);
    }
    for (GoType type : types) {
      Kind kind = BuiltinFunctions.kind(type);
      if (BuiltinFunctions.isAnyOrList(kind)) {
        return GoType.ANY;
      }
      if (type == null || !(kind.integer() || kind.floating())) {
        throw invalid(name, BuiltinFunctions.shown(type));
      }
    }
    GoType first = types.get(0);
    return first == null ? GoType.ANY : first;
  }

  private static GoError invalid(String name, String type) {
    return new GoError("invalid argument for " + name + " (type " + type + ")");
  }

  private static @Nullable Object extreme(Call call, String name, boolean greatest) {
    BiPredicate<Object, Object> better = greatest ? Arithmetic::less : Arithmetic::more;
    return new Extreme(name, better, call.meter()).of(call.rest(0), 0);
  }

  /** Finds the greatest or the least. */
  private record Extreme(String name, BiPredicate<Object, Object> better, Meter meter) {

    @Nullable Object of(List<Object> arguments, int depth) {
      meter.depth(depth);
      Object best = null;
      for (Object argument : arguments) {
        meter.step();
        Object candidate = argument;
        if (argument instanceof List<?> list) {
          candidate = ofList(list, depth);
        } else if (!isNumberKind(argument)) {
          if (arguments.size() == 1) {
            return argument;
          }
          throw invalid(name, GoType.textOf(argument));
        }
        if (candidate != null && (best == null || better.test(best, candidate))) {
          best = candidate;
        }
      }
      return best;
    }

    private @Nullable Object ofList(List<?> list, int depth) {
      boolean any = !(list instanceof TypedList);
      Object best = null;
      for (Object item : list) {
        meter.step();
        Object candidate = item;
        if (!any) {
          // Other lists go through the general way, in which a text alone is allowed.
          candidate = of(Arrays.asList(item), depth + 1);
        } else if (item instanceof List<?> nested) {
          candidate = of(Arrays.asList((Object) nested), depth + 1);
        }
        if (candidate == null && any && item instanceof List) {
          continue;
        }
        if (!isNumber(candidate)) {
          throw invalid(name, GoType.textOf(candidate));
        }
        if (best == null || better.test(best, candidate)) {
          best = candidate;
        }
      }
      return best;
    }
  }

  /** Arguments, unlike elements of lists, may also be durations. */
  private static boolean isNumberKind(@Nullable Object value) {
    Kind kind = GoType.kindOf(value);
    return kind.integer() || kind.floating();
  }

  private static boolean isNumber(@Nullable Object value) {
    return value != null && Cast.isNumber(value);
  }

  private static void collect(
      List<?> arguments, String name, int depth, Meter meter, List<Double> out) {
    meter.depth(depth);
    for (Object argument : arguments) {
      meter.step();
      if (argument instanceof List<?> list) {
        collect(list, name, depth + 1, meter, out);
      } else {
        out.add(real(argument, name));
      }
    }
  }

  private static double real(@Nullable Object value, String name) {
    if (value != null && Cast.isNumber(value)) {
      return Cast.real(value);
    }
    if (value != null && GoType.kindOf(value).integer()) {
      return Cast.real(NumberBuiltins.toInt(value));
    }
    throw invalid(name, GoType.textOf(value));
  }

  private static double mean(Call call) {
    List<Double> values = new ArrayList<>();
    collect(call.rest(0), "mean", 0, call.meter(), values);
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.isEmpty() ? 0.0 : sum / values.size();
  }

  private static double median(Call call) {
    List<Double> values = new ArrayList<>();
    collect(call.rest(0), "median", 0, call.meter(), values);
    values.sort(Aggregates::nanFirst);
    int size = values.size();
    if (size == 0) {
      return 0.0;
    }
    double upper = values.get(size / 2);
    return size % 2 == 1 ? upper : (values.get(size / 2 - 1) + upper) / 2;
  }

  private static int nanFirst(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(!Double.isNaN(a), !Double.isNaN(b));
    }
    return a < b ? -1 : a > b ? 1 : 0;
  }
}
