package io.argobuild.core.expression.when;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoPower;
import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operators do with values that passed {@link Operator#check}. */
final class Operations {
  private Operations() {}

  static @Nullable Object apply(Operator operator, @Nullable Object left, @Nullable Object right)
      throws WhenFailure {
    return switch (operator) {
      case EQ -> Values.equal(left, right);
      case NEQ -> !Values.equal(left, right);
      case GT, LT, GTE, LTE -> compare(operator, left, right);
      case REQ -> matches(left, right);
      case NREQ -> !matches(left, right);
      case IN -> right instanceof List<?> list && contains(list, left);
      case AND, OR, INVERT -> logic(operator, left, right);
      case PLUS ->
          left instanceof String || right instanceof String
              ? Values.print(left) + Values.print(right)
              : number(left) + number(right);
      case SEPARATE -> append(left, right);
      case NEGATE -> -number(right);
      case BITWISE_NOT -> (double) ~GoFloat.toLong(number(right));
      default -> arithmetic(operator, number(left), number(right));
    };
  }

  private static double number(@Nullable Object value) {
    return value instanceof Double number ? number : 0;
  }

  private static boolean logic(Operator operator, @Nullable Object left, @Nullable Object right) {
    boolean a = Boolean.TRUE.equals(left);
    boolean b = Boolean.TRUE.equals(right);
    return switch (operator) {
      case AND -> a && b;
      case OR -> a || b;
      default -> !b;
    };
  }

  private static double arithmetic(Operator operator, double a, double b) {
    return switch (operator) {
      case MINUS -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MODULUS -> a % b;
      case EXPONENT -> GoPower.pow(a, b);
      case BITWISE_AND -> (double) (GoFloat.toLong(a) & GoFloat.toLong(b));
      case BITWISE_OR -> (double) (GoFloat.toLong(a) | GoFloat.toLong(b));
      case BITWISE_XOR -> (double) (GoFloat.toLong(a) ^ GoFloat.toLong(b));
      case BITWISE_LSHIFT -> shift(a, b, true);
      case BITWISE_RSHIFT -> shift(a, b, false);
      default -> throw new IllegalStateException("no arithmetic operator: " + operator);
    };
  }

  private static long unsigned(double value) {
    return value >= 0x1p63 && value < 0x1p64
        ? (long) (value - 0x1p63) ^ Long.MIN_VALUE
        : GoFloat.toLong(value);
  }

  private static double shift(double value, double bits, boolean left) {
    long count = unsigned(bits);
    if (count < 0 || count >= Long.SIZE) {
      return 0;
    }
    long shifted = left ? unsigned(value) << count : unsigned(value) >>> count;
    double half = (double) (shifted >>> 1 | (shifted & 1));
    return shifted >= 0 ? (double) shifted : half * 2;
  }

  private static boolean compare(Operator operator, @Nullable Object left, @Nullable Object right) {
    if (left instanceof String a && right instanceof String b) {
      int order = GoText.compare(a, b);
      return switch (operator) {
        case GT -> order > 0;
        case LT -> order < 0;
        case GTE -> order >= 0;
        default -> order <= 0;
      };
    }
    double a = number(left);
    double b = number(right);
    return switch (operator) {
      case GT -> a > b;
      case LT -> a < b;
      case GTE -> a >= b;
      default -> a <= b;
    };
  }

  private static boolean matches(@Nullable Object text, @Nullable Object pattern)
      throws WhenFailure {
    Pattern compiled;
    if (pattern instanceof Pattern ready) {
      compiled = ready;
    } else {
      try {
        compiled = Lexer.pattern(String.valueOf(pattern));
      } catch (WhenFailure e) {
        throw new WhenFailure("Unable to compile regexp pattern '" + pattern + "': " + e.text());
      }
    }
    return compiled.matcher(String.valueOf(text)).find();
  }

  private static boolean contains(List<?> list, @Nullable Object value) throws WhenFailure {
    for (Object element : list) {
      if (value instanceof List && element instanceof List) {
        // Go cannot compare lists in this place.
        throw new WhenFailure("runtime error: comparing uncomparable type []interface {}");
      }
      if (Values.equal(value, element)) {
        return true;
      }
    }
    return false;
  }

  private static List<@Nullable Object> append(@Nullable Object left, @Nullable Object right) {
    List<@Nullable Object> list = new ArrayList<>();
    if (left instanceof List<?> elements) {
      list.addAll(elements);
    } else {
      list.add(left);
    }
    list.add(right);
    return list;
  }
}
