package io.argobuild.core.expression.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No filter runs for ever, fills the memory or overflows the stack. */
class JqLimitsTest {
  /** A value of 50 lists that has more than 10^15 elements, for it shares them. */
  private static final String SHARED = "reduce range(50) as $i (1; [., .]) | ";

  @TestFactory
  Stream<DynamicTest> filtersThatWouldNotEnd() {
    return Stream.of(
            "def f: f; f",
            "def f: 1 + f; f",
            "def f: ., f; f",
            "def f: try f catch f; f",
            "def f: try error(1) catch f; f",
            "def f(x): f(x + 1); f(0)",
            "def f($x): f($x + 1); f(0)",
            "[repeat(1)]",
            "path(def f: .a | f; f)",
            "label $f | def g: label $h | g, break $f; g",
            "[range(100000000)]",
            "[[range(3000)], [range(3000)]] | [combinations] | length",
            "\"\\(range(10000000))\"")
        .map(JqLimitsTest::refused);
  }

  @TestFactory
  Stream<DynamicTest> filtersThatWouldMakeTooMuch() {
    return Stream.of(
            "\"x\" * 1000000000",
            "reduce range(100) as $i (\"x\"; . + .)",
            "reduce range(100) as $i ([1]; . + .)",
            "reduce range(1000) as $i (2; . * .)",
            "reduce range(100000) as $i (0; [.])",
            "reduce range(10000000) as $i ([]; . + [$i])",
            ".[536870911] = 1",
            "(\"9\" * 1000000) | tonumber",
            "(\"a\" * 1000000) | test(\"(.{300}x){3}$\")",
            SHARED + "tojson",
            SHARED + ".",
            SHARED + "error",
            SHARED + ". == (. | [.[0], .[1]])",
            SHARED + "flatten",
            SHARED + "[..]",
            SHARED + "del(.[0][0])")
        .map(JqLimitsTest::refused);
  }

  @TestFactory
  Stream<DynamicTest> filtersWhoseTextIsTooMuch() {
    return Stream.of(
            "1".repeat(70_000),
            "(".repeat(5_000) + "1" + ")".repeat(5_000),
            "[".repeat(30_000) + "]".repeat(30_000),
            "-".repeat(30_000) + "1",
            "1" + " + 1".repeat(15_000),
            ". | ".repeat(15_000) + ".",
            "." + "[.a]".repeat(15_000),
            ". as " + "[".repeat(5_000) + "$x" + "]".repeat(5_000) + " | $x",
            "\"\\(".repeat(2_000) + "1" + ")\"".repeat(2_000),
            "if 1 then 2 " + "elif 1 then 2 ".repeat(4_000) + "end")
        .map(JqLimitsTest::refused);
  }

  private static DynamicTest refused(String filter) {
    String name = filter.length() > 60 ? filter.substring(0, 60) : filter;
    return DynamicTest.dynamicTest(
        name,
        () -> {
          JqException error =
              catchThrowableOfType(
                  JqException.class, () -> JqFilter.apply(filter, NullNode.instance));
          assertThat(error).as("a limit reached").isNotNull();
          assertThat(error.stage()).isEqualTo(JqException.Stage.LIMIT);
        });
  }

  @Test
  void aLongListAndALongPathAreNoDeepFilters() {
    String filter = "[" + "1,".repeat(20_000) + "1] | length";
    assertThat(JqFilter.apply(filter, NullNode.instance)).isEqualTo("20001");
    assertThat(JqFilter.apply("." + "[0]".repeat(15_000), NullNode.instance)).isEqualTo("null");
  }

  @Test
  void aDocumentThatIsTooDeepIsRefused() {
    JsonNode document = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 20_000; i++) {
      ArrayNode outer = JsonNodeFactory.instance.arrayNode();
      outer.add(document);
      document = outer;
    }
    JsonNode deep = document;
    JqException error = catchThrowableOfType(JqException.class, () -> JqFilter.apply(".", deep));
    assertThat(error.stage()).isEqualTo(JqException.Stage.LIMIT);
  }
}
