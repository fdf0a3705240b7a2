package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The operators on two values. */
final class JqArithmetic {
  private static final int MAX_REPEATED = Integer.MAX_VALUE;

  private final JqBudget budget;
  private final JqOrder order;

  JqArithmetic(JqBudget budget, JqOrder order) {
    this.budget = budget;
    this.order = order;
  }

  static double real(@Nullable Object number) {
    Double real = JqNumbers.toFloat(number);
    return real == null ? Double.NaN : real;
  }

  static BigInteger big(@Nullable Object number) {
    return number instanceof BigInteger big
        ? big
        : BigInteger.valueOf(number instanceof Long small ? small : 0);
  }

  private static boolean areFloats(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Double && JqNumbers.isNumber(right))
        || (right instanceof Double && JqNumbers.isNumber(left));
  }

  private static boolean areIntegers(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Long || left instanceof BigInteger)
        && (right instanceof Long || right instanceof BigInteger);
  }

  /** What multiplying or dividing takes. */
  private void chargeProduct(@Nullable Object left, @Nullable Object right) {
    budget.work((long) big(left).bitLength() / 64 * (big(right).bitLength() / 64 + 1));
  }

  private BigInteger charged(BigInteger result) {
    budget.allocate(result.bitLength() / 8);
    return result;
  }

  @Nullable Object add(@Nullable Object leftValue, @Nullable Object rightValue) {
    Object left = JqNumbers.read(leftValue);
    Object right = JqNumbers.read(rightValue);
    if (left instanceof Long a && right instanceof Long b) {
      long sum = a + b;
      boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
      return overflow ? (Object) big(a).add(big(b)) : (Object) sum;
    }
    if (areFloats(left, right)) {
      return real(left) + real(right);
    }
    if (areIntegers(left, right)) {
      return charged(big(left).add(big(right)));
    }
    if (left instanceof String a && right instanceof String b) {
      budget.allocate((long) a.length() + b.length());
      return GoText.concat(a, b);
    }
    List<@Nullable Object> leftList = JqValues.asList(left);
    List<@Nullable Object> rightList = JqValues.asList(right);
    if (leftList != null && rightList != null) {
      return concatenate(leftList, rightList);
    }
    Map<String, @Nullable Object> leftMap = JqValues.asMap(left);
    Map<String, @Nullable Object> rightMap = JqValues.asMap(right);
    if (leftMap != null && rightMap != null) {
      return merge(leftMap, rightMap);
    }
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    throw binary("add", left, right);
  }

  private Object concatenate(List<@Nullable Object> left, List<@Nullable Object> right) {
    if (left.isEmpty()) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    List<@Nullable Object> sum = JqValues.copyOf(left, right.size(), budget);
    sum.addAll(right);
    return sum;
  }

  private Object merge(Map<String, @Nullable Object> left, Map<String, @Nullable Object> right) {
    if (left.isEmpty()) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    SortedMap<String, @Nullable Object> sum = JqValues.copyOf(left, budget);
    budget.allocate((long) right.size() * JqBudget.ENTRY_BYTES);
    sum.putAll(right);
    return sum;
  }

  Object subtract(@Nullable Object leftValue, @Nullable Object rightValue) {
    Object left = JqNumbers.read(leftValue);
    Object right = JqNumbers.read(rightValue);
    if (left instanceof Long a && right instanceof Long b) {
      long difference = a - b;
      boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
      return overflow ? (Object) big(a).subtract(big(b)) : (Object) difference;
    }
    if (areFloats(left, right)) {
      return real(left) - real(right);
    }
    if (areIntegers(left, right)) {
      return charged(big(left).subtract(big(right)));
    }
    List<@Nullable Object> leftList = JqValues.asList(left);
    List<@Nullable Object> rightList = JqValues.asList(right);
    if (leftList == null || rightList == null) {
      throw binary("subtract", left, right);
    }
    List<@Nullable Object> rest = new ArrayList<>();
    for (Object element : leftList) {
      if (rightList.stream().noneMatch(other -> order.equal(element, other))) {
        rest.add(element);
      }
    }
    budget.allocate((long) rest.size() * JqBudget.ELEMENT_BYTES);
    return rest;
  }

  @Nullable Object multiply(@Nullable Object leftValue, @Nullable Object rightValue) {
    Object left = JqNumbers.read(leftValue);
    Object right = JqNumbers.read(rightValue);
    if (areFloats(left, right)) {
      return real(left) * real(right);
    }
    if (left instanceof Long a && right instanceof Long b) {
      long product = a * b;
      boolean fits = Math.multiplyHigh(a, b) == (product < 0 ? -1 : 0);
      return fits ? (Object) product : big(a).multiply(big(b));
    }
    if (areIntegers(left, right)) {
      chargeProduct(left, right);
      return charged(big(left).multiply(big(right)));
    }
    Map<String, @Nullable Object> leftMap = JqValues.asMap(left);
    Map<String, @Nullable Object> rightMap = JqValues.asMap(right);
    if (leftMap != null && rightMap != null) {
      return deepMerge(leftMap, rightMap, 0);
    }
    if (left instanceof String text && JqNumbers.isNumber(right)) {
      return repeat(text, real(right));
    }
    if (right instanceof String text && JqNumbers.isNumber(left)) {
      return repeat(text, real(left));
    }
    throw binary("multiply", left, right);
  }

  private Object deepMerge(
      Map<String, @Nullable Object> left, Map<String, @Nullable Object> right, int depth) {
    JqBudget.nesting(depth);
    SortedMap<String, @Nullable Object> merged = JqValues.copyOf(left, budget);
    budget.allocate((long) right.size() * JqBudget.ENTRY_BYTES);
    right.forEach(
        (key, value) -> {
          Map<String, @Nullable Object> inner = JqValues.asMap(merged.get(key));
          Map<String, @Nullable Object> added = JqValues.asMap(value);
          merged.put(
              key, inner != null && added != null ? deepMerge(inner, added, depth + 1) : value);
        });
    return merged;
  }

  private @Nullable Object repeat(String text, double times) {
    if (times < 0 || Double.isNaN(times)) {
      return null;
    }
    long count = (long) Math.min(times, Integer.MAX_VALUE);
    int length = GoText.length(text);
    if (length * count >= MAX_REPEATED) {
      throw JqError.of(
          "repeat string result too large: "
              + JqValues.preview(text)
              + " * "
              + JqValues.preview(times));
    }
    budget.allocate(length * count);
    return text.repeat((int) (length == 0 ? 0 : count));
  }

  Object divide(@Nullable Object leftValue, @Nullable Object rightValue) {
    Object left = JqNumbers.read(leftValue);
    Object right = JqNumbers.read(rightValue);
    boolean floats = areFloats(left, right);
    if (floats || areIntegers(left, right)) {
      if (floats ? real(right) == 0 : big(right).signum() == 0) {
        throw zero(
            "divide", floats ? (Object) real(left) : left, floats ? (Object) real(right) : right);
      }
      if (!floats) {
        chargeProduct(left, right);
        BigInteger[] parts = big(left).divideAndRemainder(big(right));
        if (parts[1].signum() == 0) {
          return integer(left, right, parts[0]);
        }
      }
      return real(left) / real(right);
    }
    if (left instanceof String text && right instanceof String separator) {
      return text.isEmpty() ? List.of() : split(text, separator);
    }
    throw binary("divide", left, right);
  }

  /** Strings between separators; characters for an empty one. */
  List<@Nullable Object> split(String text, String separator) {
    budget.allocate(16L * text.length());
    budget.work((long) text.length() * separator.length() / 64);
    return new ArrayList<>(GoStrings.split(text, separator, -1, false));
  }

  Object modulo(@Nullable Object leftValue, @Nullable Object rightValue) {
    Object left = JqNumbers.read(leftValue);
    Object right = JqNumbers.read(rightValue);
    if (areFloats(left, right)) {
      double a = real(left);
      double b = real(right);
      if (Double.isNaN(a) || Double.isNaN(b)) {
        return Double.NaN;
      }
      if (JqNumbers.toInt(b) == 0) {
        throw zero("modulo", a, b);
      }
      return JqNumbers.toInt(a) % JqNumbers.toInt(b);
    }
    if (areIntegers(left, right)) {
      if (big(right).signum() == 0) {
        throw zero("modulo", left, right);
      }
      chargeProduct(left, right);
      return integer(left, right, big(left).remainder(big(right)));
    }
    throw binary("modulo", left, right);
  }

  /** An int of ints; of big integers a big one, whose size changes nothing but its identity. */
  private static Object integer(@Nullable Object left, @Nullable Object right, BigInteger result) {
    return left instanceof Long && right instanceof Long ? JqNumbers.normal(result) : result;
  }

  static Object negate(@Nullable Object value) {
    if (value instanceof Double real) {
      return -real;
    }
    if (value instanceof NumberText number) {
      String text = number.text();
      return new NumberText(text.startsWith("-") ? text.substring(1) : "-" + text);
    }
    if (value instanceof Long small) {
      return JqNumbers.normal(big(small).negate());
    }
    if (value instanceof BigInteger big) {
      return big.negate();
    }
    throw JqError.of("cannot negate: " + JqValues.described(value));
  }

  private static JqError binary(String name, @Nullable Object left, @Nullable Object right) {
    return JqError.of(
        "cannot " + name + ": " + JqValues.described(left) + " and " + JqValues.described(right));
  }

  private static JqError zero(String name, @Nullable Object left, @Nullable Object right) {
    return JqError.of(
        "cannot " + name + " " + JqValues.described(left) + " by: " + JqValues.described(right));
  }
}
