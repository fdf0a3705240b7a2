package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoNamedInt;
import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** expr's functions for numbers. */
public final class NumberBuiltins {
  private NumberBuiltins() {}

  static void register(BuiltinFunctions.Registry out) {
    out.unary(
        "abs",
        unary("abs", (kind, type) -> isAnyOrNumber(kind) ? type : null),
        call -> abs(call.get(0)));
    rounding(out, "ceil", Math::ceil);
    rounding(out, "floor", Math::floor);
    rounding(out, "round", GoFloat::round);
    out.unary(
        "int",
        unary("int", (kind, type) -> isConvertible(kind) ? GoType.INT : null),
        call -> toInt(call.get(0)));
    out.unary(
        "float",
        unary("float", (kind, type) -> isConvertible(kind) ? GoType.FLOAT64 : null),
        call -> toFloat(call.get(0)));
    bits(out, "bitand", (x, y) -> x & y);
    bits(out, "bitor", (x, y) -> x | y);
    bits(out, "bitxor", (x, y) -> x ^ y);
    bits(out, "bitnand", (x, y) -> x & ~y);
    bits(out, "bitshl", (x, y) -> shift(y) > 63 ? 0 : x << y);
    bits(out, "bitshr", (x, y) -> x >> Math.min(63, shift(y)));
    bits(out, "bitushr", (x, y) -> shift(y) > 63 ? 0 : x >>> y);
    out.typed("bitnot", call -> ~bitArgument(call, 0, "bitnot"), "func(int) int");
  }

  private static BuiltinFunctions.Unary unary(String name, BuiltinFunctions.Result result) {
    return new BuiltinFunctions.Unary(result, "invalid argument for " + name + " (type ", ")");
  }

  private static boolean isAnyOrNumber(Kind kind) {
    return kind == Kind.INTERFACE || kind.integer() || kind.floating();
  }

  private static boolean isConvertible(Kind kind) {
    return isAnyOrNumber(kind) || kind == Kind.STRING;
  }

  private static GoError invalid(String name, @Nullable Object value) {
    return new GoError("invalid argument for " + name + " (type " + GoType.textOf(value) + ")");
  }

  private static Object abs(@Nullable Object value) {
    if (value instanceof Long number) {
      return Math.abs(number);
    }
    if (value instanceof Double number) {
      return number < 0 ? -number : number;
    }
    if (value instanceof GoInt number) {
      return number.unsigned() ? number : new GoInt(number.type(), Math.abs(number.bits()));
    }
    throw invalid("abs", value);
  }

  private static void rounding(
      BuiltinFunctions.Registry out, String name, DoubleUnaryOperator operator) {
    GoFunction.Body body =
        call -> {
          Object value = call.get(0);
          if (value instanceof Double number) {
            return operator.applyAsDouble(number);
          }
          if (value != null && Cast.isInteger(value)) {
            return Cast.real(value);
          }
          throw invalid(name, value);
        };
    out.unary(name, unary(name, (kind, type) -> isAnyOrNumber(kind) ? GoType.FLOAT64 : null), body);
  }

  /** The function {@code int}, which is also Argo's asInt. */
  public static Object toInt(@Nullable Object value) {
    if (value instanceof Double number) {
      return GoFloat.toLong(number);
    }
    if (value instanceof String text) {
      Long number = GoNumbers.atoi(text);
      if (number == null) {
        throw new GoError("invalid operation: int(" + text + ")");
      }
      return number;
    }
    if (value instanceof GoDuration duration) {
      return duration.nanos();
    }
    if (value instanceof GoNamedInt number) {
      return number.number();
    }
    if (value == null) {
      throw new GoError("reflect: call of reflect.Value.Type on zero Value");
    }
    if (Cast.isInteger(value)) {
      return Cast.bits(value);
    }
    throw new GoError("invalid operation: int(" + GoType.textOf(value) + ")");
  }

  /** The function {@code float}, which is also Argo's asFloat. */
  public static Object toFloat(@Nullable Object value) {
    if (value instanceof String text) {
      try {
        return GoNumbers.parseFloat(text);
      } catch (GoError e) {
        throw new GoError("invalid operation: float(" + text + ")");
      }
    }
    return Cast.toFloat(value);
  }

  private static void bits(
      BuiltinFunctions.Registry out, String name, LongBinaryOperator operator) {
    out.typed(
        name,
        call -> operator.applyAsLong(bitArgument(call, 0, name), bitArgument(call, 1, name)),
        "func(int, int) int");
  }

  private static long bitArgument(Call call, int i, String name) {
    Object value = call.get(i);
    if (value == null || !Cast.isInteger(value)) {
      throw new GoError(
          "cannot use " + GoType.textOf(value) + " as argument (type int) to call " + name);
    }
    return Cast.bits(value);
  }

  private static long shift(long count) {
    if (count < 0) {
      throw new GoError("invalid operation: negative shift count " + count + " (type int)");
    }
    return count;
  }
}
