package io.argobuild.core.expression.jq;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The functions behind operators, keys and paths. */
final class OperatorFunctions {
  private OperatorFunctions() {}

  /** A function of two arguments that does not look at its input. */
  private interface Binary {
    @Nullable Object apply(Machine m, @Nullable Object left, @Nullable Object right);
  }

  static void addTo(Library library) {
    add(library, "_add", (m, left, right) -> m.arithmetic.add(left, right));
    add(library, "_subtract", (m, left, right) -> m.arithmetic.subtract(left, right));
    add(library, "_multiply", (m, left, right) -> m.arithmetic.multiply(left, right));
    add(library, "_divide", (m, left, right) -> m.arithmetic.divide(left, right));
    add(library, "_modulo", (m, left, right) -> m.arithmetic.modulo(left, right));
    add(library, "_alternative", (m, left, right) -> JqValues.isTruthy(left) ? left : right);
    addOrder(library, "_equal", order -> order == 0);
    addOrder(library, "_notequal", order -> order != 0);
    addOrder(library, "_greater", order -> order > 0);
    addOrder(library, "_less", order -> order < 0);
    addOrder(library, "_greatereq", order -> order >= 0);
    addOrder(library, "_lesseq", order -> order <= 0);
    library.add("_negate", 0, (m, input, arguments) -> JqArithmetic.negate(input));
    library.add("_plus", 0, (m, input, arguments) -> plus(input));
    add(library, "_index", JqAccess::index);
    library.add(
        "_slice",
        3,
        (m, input, arguments) ->
            JqAccess.slice(m, arguments.get(0), arguments.get(1), arguments.get(2)));
    library.add("_range", 3, OperatorFunctions::range);
    library.add(
        "getpath", 1, (m, input, arguments) -> JqAccess.getPath(m, input, arguments.get(0)));
    library.add(
        "setpath",
        2,
        (m, input, arguments) ->
            new PathUpdate(m.budget).set(input, arguments.get(0), arguments.get(1)));
    library.add(
        "delpaths",
        1,
        (m, input, arguments) -> new PathUpdate(m.budget).delete(input, arguments.get(0)));
  }

  private static void add(Library library, String name, Binary function) {
    library.add(
        name, 2, (m, input, arguments) -> function.apply(m, arguments.get(0), arguments.get(1)));
  }

  private static void addOrder(Library library, String name, IntPredicate test) {
    add(library, name, (m, left, right) -> test.test(m.order.compare(left, right)));
  }

  private static @Nullable Object plus(@Nullable Object value) {
    if (!JqNumbers.isNumber(value)) {
      throw JqError.of("cannot plus: " + JqValues.described(value));
    }
    return value;
  }

  private static Object range(Machine m, @Nullable Object input, List<@Nullable Object> arguments) {
    for (Object bound : arguments) {
      if (!JqNumbers.isNumber(bound)) {
        throw JqErrors.cannotApply("range", bound);
      }
    }
    return new Range(m, arguments.get(0), arguments.get(1), arguments.get(2));
  }

  private static final class Range implements Native.Source {
    private final Machine m;
    private final @Nullable Object end;
    private final @Nullable Object step;
    private @Nullable Object value;

    Range(Machine m, @Nullable Object start, @Nullable Object end, @Nullable Object step) {
      this.m = m;
      this.value = start;
      this.end = end;
      this.step = step;
    }

    @Override
    public boolean hasNext() {
      return m.order.compare(step, 0L) * m.order.compare(value, end) < 0;
    }

    @Override
    public @Nullable Object next() {
      Object current = value;
      value = m.arithmetic.add(current, step);
      return current;
    }
  }
}
