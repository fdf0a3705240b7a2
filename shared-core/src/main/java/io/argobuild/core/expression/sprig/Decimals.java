package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFloat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** sprig's exact arithmetic on decimals: 0.1 plus 0.2 is 0.3. */
final class Decimals {
  private static final String REST = "func(any, ...any) float64";
  private static final int DIVISION_DIGITS = 16;

  private Decimals() {}

  static void register(Registry out) {
    out.add(
        "add1f",
        "func(any) float64",
        call -> folded(call.get(0), List.of(1L), BigDecimal::add, call));
    out.add(
        "addf", "func(...any) float64", call -> folded(0.0, call.rest(0), BigDecimal::add, call));
    rest(out, "subf", BigDecimal::subtract);
    rest(out, "mulf", BigDecimal::multiply);
    rest(out, "divf", Decimals::divide);
  }

  private static void rest(Registry out, String name, BinaryOperator<BigDecimal> operator) {
    out.add(name, REST, call -> folded(call.get(0), call.rest(1), operator, call));
  }

  private static double folded(
      @Nullable Object first, List<?> rest, BinaryOperator<BigDecimal> operator, Call call) {
    BigDecimal value = decimal(first);
    for (Object next : rest) {
      value = operator.apply(value, decimal(next));
      call.meter().work(value.precision());
    }
    return value.doubleValue();
  }

  private static BigDecimal decimal(@Nullable Object value) {
    double number = Values.toFloat64(value);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new GoError("Cannot create a Decimal from " + GoFloat.print(number));
    }
    return new BigDecimal(GoFloat.print(number));
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new GoError("decimal division by 0");
    }
    return a.divide(b, DIVISION_DIGITS, RoundingMode.HALF_UP);
  }
}
