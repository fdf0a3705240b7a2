package io.argobuild.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** No expression hangs, exhausts the memory or overflows the stack. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExpressionLimitsTest {
  private static final Environment EMPTY = Environment.of(Map.of());

  /** Half of what a thread has by default. */
  private static final long SMALL_STACK = 512 * 1024;

  private static String times(int count, String text) {
    return text.repeat(count);
  }

  /** Evaluates and renders on a small stack. */
  private static @Nullable Throwable failure(String source) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                Expression.render(Expression.evaluate(source, EMPTY));
              } catch (ExpressionException | StackOverflowError | OutOfMemoryError e) {
                failure.set(e);
              }
            },
            "expression",
            SMALL_STACK);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return failure.get();
  }

  private static DynamicTest fails(String name, String source, String message) {
    return DynamicTest.dynamicTest(
        name,
        () ->
            assertThat(failure(source))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(message));
  }

  private static DynamicTest works(String name, String source) {
    return DynamicTest.dynamicTest(name, () -> assertThat(failure(source)).isNull());
  }

  @TestFactory
  Stream<DynamicTest> deepExpressions() {
    String tooDeep = "expression nested deeper than 200";
    return Stream.of(
        fails("parentheses", times(100_000, "(") + "1" + times(100_000, ")"), tooDeep),
        fails("lists", times(1000, "[") + times(1000, "]"), tooDeep),
        fails("negations", times(100_000, "!") + "true", tooDeep),
        fails("ternaries", times(1000, "true ? 1 : ") + "2", tooDeep),
        fails("else if", "if true {1}" + times(1000, " else if true {1}") + "else {2}", tooDeep),
        fails("powers", "2" + times(1000, "**2"), tooDeep),
        fails("pipes", "1" + times(1000, " | string()"), tooDeep),
        fails("members", "{}" + times(1000, "?.a"), tooDeep),
        fails("sum", "1" + times(6000, "+1"), "exceeds maximum allowed nodes"),
        works("just not too deep lists", times(190, "[") + times(190, "]")),
        works("just not too deep calls", times(95, "sprig.list(") + times(95, ")")),
        works("just not too deep closures", times(65, "map([1], ") + "#" + times(65, ")")),
        works("just not too deep maps", times(95, "{a:") + "1" + times(95, "}")),
        works("thousands of terms", "1" + times(4900, "+1")),
        works("thousands of conditions", "true" + times(4900, " and true")),
        works("thousands of fallbacks", "nil" + times(4900, " ?? nil") + " ?? 1"),
        works("sum of thousands", "sum([" + times(4000, "1,") + "1 + 1, len(\"a\")])"));
  }

  @TestFactory
  Stream<DynamicTest> deepValues() {
    String tooDeep = "value nested deeper than 500";
    String nested = "reduce(1..9000, [#acc], [])";
    return Stream.of(
        fails("printed", "string(" + nested + ")", tooDeep),
        fails("as result", nested, tooDeep),
        fails("compared", nested + " == " + nested, tooDeep),
        fails("flattened", "flatten(" + nested + ")", tooDeep),
        fails("greatest of", "max(" + nested + ")", tooDeep),
        fails("mean of", "mean(" + nested + ")", tooDeep),
        fails("copied", "sprig.deepCopy(" + nested + ")", tooDeep),
        fails(
            "merged", "let m = reduce(1..9000, ({a: #acc}), {}); sprig.merge({a: m}, m)", tooDeep),
        fails("read", "fromJSON(repeat('[', 100000))", tooDeep),
        fails("holding itself", "let d = {}; sprig.set(d, 'x', d)", tooDeep),
        works("sliced again and again", "reduce(1..9000, #acc[0:], 1..100)"));
  }

  @TestFactory
  Stream<DynamicTest> muchWorkAndMuchMemory() {
    String steps = "more than 10000000 steps";
    String size = "more than 64000000 characters made";
    String budget = "memory budget exceeded";
    return Stream.of(
        fails("range", "1..1000000000", budget),
        fails("nested counts", nestedCounts(), steps),
        fails("doubled text", "reduce(1..100, #acc + #acc, 'x')", size),
        fails("doubled list", "reduce(1..100, concat(#acc, #acc), [1])", budget),
        fails("doubled by sprig", "reduce(1..99, sprig.concat(#acc, #acc), [1])", size),
        fails("tree of shared parts", "toJSON(reduce(1..60, [#acc, #acc], [1]))", size),
        fails("repeat", "sprig.repeat(1000000000, 'ab')", size),
        fails("indent", "sprig.indent(1000000000, 'ab')", size),
        fails("until", "sprig.until(1000000000)", size),
        fails("seq", "sprig.seq(1, 1000000000)", size),
        fails(
            "endless steps", "sprig.untilStep(0, 9223372036854775807, 4611686018427387904)", size),
        fails("replace", "reduce(1..60, sprig.replace('a', 'aa', #acc), 'a')", size),
        fails(
            "regular replace",
            "sprig.regexReplaceAll('', repeat('a', 99999), repeat('b', 999))",
            size),
        fails("uniq", "uniq(map(1..30000, #))", steps),
        fails("repetitions", "'a' matches '((a{1,99}){1,99}){1,99}'", "invalid repeat count"),
        fails(
            "groups",
            "'a' matches '" + times(900, "(") + times(900, ")") + "'",
            "nests too deeply"),
        fails("searches", "sprig.regexFindAll('a.*b|a', sprig.repeat(900000, 'a'), -1)", steps),
        fails("replacements", "sprig.regexReplaceAll('a.*b|a', repeat('a', 99999), '')", steps),
        works("backtracking", "repeat('a', 100000) matches '(a*)*b'"),
        works("long layout", "date('2024-01-01').Format(repeat('Monday', 100000))"));
  }

  private static String nestedCounts() {
    return "let l = 1..990; count(l, count(l, count(l, # > 0) > 999) > 999)";
  }

  @Test
  void limitsCanBeSet() {
    Limits few = new Limits(10, 10, 10, 20, 10, 3, 3);
    Environment environment = EMPTY.with(few);

    assertThatThrownBy(() -> Expression.evaluate("map(1..9, #)", environment))
        .isInstanceOf(ExpressionException.class);
    assertThatThrownBy(() -> Expression.evaluate("1" + " ".repeat(20), environment))
        .hasMessageContaining("longer than 20 characters");
    assertThat(Expression.evaluate("1 + 1", environment)).isEqualTo(2L);
  }
}
