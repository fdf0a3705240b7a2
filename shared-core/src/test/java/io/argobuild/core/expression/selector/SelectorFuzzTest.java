package io.argobuild.core.expression.selector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.argobuild.core.fuzz.InputFuzzer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorFuzzTest {
  private static final List<String> SELECTORS =
      List.of(
          "",
          "a",
          "!a,b",
          "status.phase=Succeeded,status.failed!=0",
          "a in (b, c,,d),in notin (in)",
          "n>5,m < -3",
          "example.com/name==x",
          "displayName=a\\,b,phase!=Failed",
          "inputs.parameters.x.value=\\=\\\\");
  private static final Map<String, String> LABELS = Map.of("a", "b", "n", "6");

  @Test
  void brokenLabelSelectorsAreRefused() {
    InputFuzzer.of(SELECTORS, SelectorException.class)
        .check(
            "label selector",
            text -> {
              LabelSelector selector = LabelSelector.parse(text);
              selector.matches(LABELS);
              assertThat(LabelSelector.parse(selector.text()).text()).isEqualTo(selector.text());
            });
  }

  @Test
  void brokenFieldSelectorsAreRefused() {
    InputFuzzer.of(SELECTORS, SelectorException.class)
        .check(
            "field selector",
            text -> {
              FieldSelector selector = FieldSelector.parse(text);
              selector.matches(LABELS);
              assertThat(FieldSelector.parse(selector.text()).terms())
                  .containsExactlyInAnyOrderElementsOf(selector.terms());
            });
  }

  @Test
  void brokenConditionsOfResourcesAreRefused() throws Exception {
    JsonNode object =
        new ObjectMapper()
            .readTree(
                "{\"status\":{\"phase\":\"Running\",\"n\":3,\"conditions\":[{\"type\":\"A\","
                    + "\"status\":\"True\"},{\"type\":\"B\"}]}}");
    List<String> corpus =
        List.of(
            "status.phase == Succeeded",
            "status.n > 2,status.phase in (Running, Done)",
            "status.conditions.0.status=True",
            "!status.gone,status.conditions.1.type notin (False)");
    InputFuzzer.of(corpus, SelectorException.class)
        .check(
            "resource conditions",
            text -> {
              ResourceConditions.parse(text, "").evaluate(object);
              ResourceConditions.parse("", text).evaluate(object);
            });
  }
}
