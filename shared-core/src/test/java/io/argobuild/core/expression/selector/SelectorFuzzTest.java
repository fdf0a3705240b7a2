package io.argobuild.core.expression.selector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

  @Test
  void brokenSelectorsAreRefused() {
    Map<String, String> labels = Map.of("a", "b", "n", "6");
    InputFuzzer.of(SELECTORS, SelectorException.class)
        .check(
            text -> {
              FieldSelector.parse(text).matches(labels);
              LabelSelector.parse(text).matches(labels);
              ResourceConditions.parse(text, text)
                  .evaluate(JsonNodeFactory.instance.objectNode().put("a", 1));
            });
  }

  @Test
  void brokenLabelSelectorsAreRefused() {
    InputFuzzer.of(SELECTORS, SelectorException.class)
        .check(text -> LabelSelector.parse(text).text());
  }
}
