package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoPower;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;

/** sprig's functions for integers and for rounding. */
final class Numbers {
  private static final String REST = "func(any, ...any) int64";
  private static final String TWO = "func(any, any) int64";
  private static final String REAL = "func(any) float64";

  private Numbers() {}

  static void register(Registry out) {
    out.add("atoi", "func(string) int", call -> atoi(call.text(0)));
    out.add("int64", "func(any) int64", call -> int64(call, 0));
    out.add("int", "func(any) int", call -> Values.toInt64(call.get(0)));
    out.add("float64", REAL, call -> Values.toFloat64(call.get(0)));
    out.add("toDecimal", "func(any) int64", Numbers::fromOctal);
    out.add("add1", "func(any) int64", call -> GoInt.int64(Values.toInt64(call.get(0)) + 1));
    out.add("add", "func(...any) int64", call -> folded(call, 0, 0, Long::sum));
    out.add("sub", TWO, call -> first(call, (a, b) -> a - b));
    out.add("div", TWO, call -> first(call, Numbers::divide));
    out.add("mod", TWO, call -> first(call, Numbers::modulo));
    out.add("mul", REST, call -> first(call, (a, b) -> a * b));
    out.add(new String[] {"biggest", "max"}, REST, call -> first(call, Math::max));
    out.add("min", REST, call -> first(call, Math::min));
    out.add("maxf", "func(any, ...any) float64", call -> extreme(call, Math::max));
    out.add("minf", "func(any, ...any) float64", call -> extreme(call, Math::min));
    out.add("ceil", REAL, call -> Math.ceil(Values.toFloat64(call.get(0))));
    out.add("floor", REAL, call -> Math.floor(Values.toFloat64(call.get(0))));
    out.add("round", "func(any, int, ...float64) float64", Numbers::round);
    sequences(out);
  }

  private static GoInt int64(Call call, int i) {
    return GoInt.int64(Values.toInt64(call.get(i)));
  }

  /** What doesn't fit is the nearest that does; what is no number is 0. */
  static long atoi(String text) {
    try {
      return GoNumbers.parseInt(text, 10);
    } catch (GoError e) {
      if (e.text().endsWith("out of range")) {
        return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      return 0;
    }
  }

  private static GoInt fromOctal(Call call) {
    try {
      return GoInt.int64(GoNumbers.parseInt(GoPrint.print(call.get(0), call.meter()), 8));
    } catch (GoError e) {
      return GoInt.int64(0);
    }
  }

  private static GoInt folded(Call call, int from, long start, LongBinaryOperator operator) {
    long value = start;
    for (int i = from; i < call.size(); i++) {
      value = operator.applyAsLong(value, Values.toInt64(call.get(i)));
    }
    return GoInt.int64(value);
  }

  private static GoInt first(Call call, LongBinaryOperator operator) {
    return folded(call, 1, Values.toInt64(call.get(0)), operator);
  }

  private static long divide(long a, long b) {
    return a / notZero(b);
  }

  private static long modulo(long a, long b) {
    return a % notZero(b);
  }

  private static long notZero(long divisor) {
    if (divisor == 0) {
      throw new GoError("runtime error: integer divide by zero");
    }
    return divisor;
  }

  private static double extreme(Call call, DoubleBinaryOperator operator) {
    double value = Values.toFloat64(call.get(0));
    for (int i = 1; i < call.size(); i++) {
      double next = Values.toFloat64(call.get(i));
      // Go lets an infinite operand win over NaN.
      if (Double.isInfinite(next) && operator.applyAsDouble(next, 0) == next) {
        value = next;
      } else if (!(Double.isInfinite(value) && operator.applyAsDouble(value, 0) == value)) {
        value = operator.applyAsDouble(value, next);
      }
    }
    return value;
  }

  private static double round(Call call) {
    double threshold = call.size() > 2 ? (Double) call.rest(2).get(0) : 0.5;
    double power = GoPower.pow(10, call.integer(1));
    double scaled = power * Values.toFloat64(call.get(0));
    double whole = scaled < 0 ? Math.ceil(scaled) : Math.floor(scaled);
    boolean up = scaled - whole >= threshold;
    return (up ? Math.ceil(scaled) : Math.floor(scaled)) / power;
  }

  private static void sequences(Registry out) {
    out.add(
        "until",
        "func(int) []int",
        call -> list(0, call.integer(0), call.integer(0) < 0 ? -1 : 1, call.meter()));
    out.add(
        "untilStep",
        "func(int, int, int) []int",
        call -> list(call.integer(0), call.integer(1), call.integer(2), call.meter()));
    out.add("seq", "func(...int) string", Numbers::seq);
  }

  private static TypedList list(long start, long stop, long step, Meter meter) {
    return TypedList.of(GoType.INTS, steps(start, stop, step, meter));
  }

  private static List<Object> steps(long start, long stop, long step, Meter meter) {
    List<Object> values = new ArrayList<>();
    boolean down = stop < start;
    if (down ? step >= 0 : step <= 0) {
      return values;
    }
    for (long i = start; down ? i > stop : i < stop; i += step) {
      meter.grow(8);
      values.add(i);
    }
    return values;
  }

  private static String seq(Call call) {
    int size = call.size();
    if (size < 1 || size > 3) {
      return "";
    }
    long start = size == 1 ? 1 : call.integer(0);
    long end = call.integer(size - 1);
    long direction = end < start ? -1 : 1;
    long step = size == 3 ? call.integer(1) : direction;
    if (size == 3 && direction < 0 && step > 0) {
      return "";
    }
    return steps(start, end + direction, step, call.meter()).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
