package io.argobuild.core.expression.expr;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoRegexp;
import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.GoZero;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import org.jspecify.annotations.Nullable;

/** Operators with two operands, applied to their values. */
final class BinaryOperations {
  private final Meter meter;

  BinaryOperations(Meter meter) {
    this.meter = meter;
  }

  /** The value of an operator that needs both operands. */
  Object apply(Operation.Binary node, @Nullable Object a, @Nullable Object b) {
    return switch (node.operator()) {
      case "==" -> equal(node, a, b);
      case "!=" -> !equal(node, a, b);
      case "<" -> Arithmetic.less(a, b);
      case ">" -> Arithmetic.more(a, b);
      case "<=" -> Arithmetic.lessOrEqual(a, b);
      case ">=" -> Arithmetic.moreOrEqual(a, b);
      case "+" -> Arithmetic.add(a, b, meter);
      case "-" -> Arithmetic.subtract(a, b);
      case "*" -> Arithmetic.multiply(a, b);
      case "/" -> Arithmetic.divide(a, b);
      case "%" -> Arithmetic.modulo(a, b);
      case "**", "^" -> Arithmetic.power(a, b);
      case ".." -> range(Cast.toInt(a), Cast.toInt(b));
      case "in" -> Reach.in(a, b, meter);
      case "matches" -> matches(a, b);
      default -> text(node.operator(), a, b);
    };
  }

  /** Where both are statically int or string, expr asserts that they are. */
  private boolean equal(Operation.Binary node, @Nullable Object a, @Nullable Object b) {
    GoType left = node.left().type();
    GoType right = node.right().type();
    if (left.equals(GoType.INT) && right.equals(GoType.INT)) {
      if (a instanceof Long x && b instanceof Long y) {
        return x.longValue() == y.longValue();
      }
      throw Cast.mismatch(a instanceof Long ? b : a, "int");
    }
    if (left.equals(GoType.STRING) && right.equals(GoType.STRING)) {
      return Cast.string(a).equals(Cast.string(b));
    }
    return Equality.equal(a, b, meter);
  }

  private boolean text(String operator, @Nullable Object a, @Nullable Object b) {
    if (GoZero.isNil(a) || GoZero.isNil(b)) {
      return false;
    }
    String text = Cast.string(a);
    String part = Cast.string(b);
    meter.work(text.length());
    return switch (operator) {
      case "contains" -> GoStrings.contains(text, part);
      case "startsWith" -> GoStrings.hasPrefix(text, part);
      case "endsWith" -> GoStrings.hasSuffix(text, part);
      default -> throw new GoError("unknown operator (" + operator + ")");
    };
  }

  private boolean matches(@Nullable Object a, @Nullable Object b) {
    if (GoZero.isNil(a) || GoZero.isNil(b)) {
      return false;
    }
    String pattern = Cast.string(b);
    return matches(GoRegexp.compile(pattern), a);
  }

  boolean matches(Pattern pattern, @Nullable Object value) {
    if (GoZero.isNil(value)) {
      return false;
    }
    if (value instanceof TypedList list && list.type().equals(GoType.BYTES)) {
      return GoRegexp.matches(pattern, GoText.of(list.toBytes()), meter);
    }
    if (value instanceof String text) {
      return GoRegexp.matches(pattern, text, meter);
    }
    throw Cast.mismatch(value, "[]uint8");
  }

  private TypedList range(long from, long to) {
    // Wraps as Go's does.
    long size = Math.max(0, to - from + 1);
    meter.memory(size);
    return TypedList.of(GoType.INTS, new IntRange(from, (int) size));
  }
}
