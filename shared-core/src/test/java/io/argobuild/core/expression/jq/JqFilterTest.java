package io.argobuild.core.expression.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.argobuild.core.problem.ProblemClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language means, on the document {@code [1,2,3]}; the answers were had from gojq. */
class JqFilterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CASES = 140;

  private static List<JsonNode> cases() {
    try (InputStream in = JqFilterTest.class.getResourceAsStream("filters.jsonl");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines.lines().map(JqFilterTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> filtersGiveWhatGojqGives() {
    List<JsonNode> cases = cases();
    assertThat(cases).hasSize(CASES);
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.path("kind").asText() + ": " + each.path("filter").asText(),
                    () -> check(each)));
  }

  private static void check(JsonNode each) {
    String filter = each.path("filter").asText();
    JsonNode document = read("[1,2,3]");
    if (each.has("result")) {
      assertThat(JqFilter.apply(filter, document)).isEqualTo(each.path("result").asText());
      return;
    }
    JqException error =
        catchThrowableOfType(JqException.class, () -> JqFilter.apply(filter, document));
    assertThat(error).isNotNull();
    assertThat(error.stage().name()).isEqualToIgnoringCase(each.path("stage").asText());
    assertThat(error.getMessage()).isEqualTo(each.path("error").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "until(. > 100000; . + 1) @ 100001",
        "[limit(3; repeat(1))] | length @ 3",
        "[recurse(if . < 50000 then . + 1 else empty end)] | length @ 50001",
        "def f: if . < 100000 then . + 1 | f else . end; f @ 100000",
        "def f: if . < 50000 then (. + 1 | f) + 1 else 0 end; f @ 50000",
        "last(range(100000)) @ 99999",
        "reduce range(100000) as $i (0; . + $i) @ 4999950000"
      })
  void longLoopsAndDeepRecursionDoNotUseTheStack(String filter, String result) {
    assertThat(JqFilter.apply(filter, IntNode.valueOf(0))).isEqualTo(result);
  }

  @Test
  void anErrorIsAProblemOfTheConfiguration() {
    JqException error =
        catchThrowableOfType(
            JqException.class, () -> JqFilter.apply(".a | error(\"no\")", NullNode.instance));
    assertThat(error.problem().code()).isEqualTo("JQ_FAILED");
    assertThat(error.problem().kind()).isEqualTo(ProblemClass.CONFIGURATION);
    assertThat(error.problem().message()).isEqualTo("error: no");
  }

  @Test
  void theClockIsNotRead() {
    JqException error =
        catchThrowableOfType(JqException.class, () -> JqFilter.apply("now", NullNode.instance));
    assertThat(error).hasMessageContaining("depends on its input alone");
  }
}
