package io.argobuild.core.expression.selector;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A label selector such as {@code app=web,tier in (a,b),!legacy}, as k8s.io/apimachinery 0.35 reads
 * it.
 *
 * @param requirements sorted by key
 */
public record LabelSelector(List<Requirement> requirements) {
  private static final int MAX_LENGTH = 64 * 1024;

  public LabelSelector {
    requirements = requirements.stream().sorted(Comparator.comparing(Requirement::key)).toList();
  }

  /**
   * The selector; {@link SelectorException} when the text is malformed. Nothing selects everything.
   */
  public static LabelSelector parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SelectorException("selector is longer than " + MAX_LENGTH + " characters");
    }
    return new LabelSelector(new LabelSelectorParser(text).parse());
  }

  /**
   * The selector of a Kubernetes object's {@code labelSelector}; {@link SelectorException} when it
   * is malformed. An empty one selects everything.
   */
  public static LabelSelector of(JsonNode object) {
    List<Requirement> requirements = new ArrayList<>();
    object
        .path("matchLabels")
        .properties()
        .forEach(
            label ->
                requirements.add(
                    requirement(
                        label.getKey(), Operator.EQUALS, List.of(label.getValue().asText("")))));
    for (JsonNode expression : object.path("matchExpressions")) {
      List<String> values = new ArrayList<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      Operator operator = operator(expression.path("operator").asText(""));
      requirements.add(requirement(expression.path("key").asText(""), operator, values));
    }
    return new LabelSelector(requirements);
  }

  private static Operator operator(String name) {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
      default ->
          throw new SelectorException(
              GoQuote.quote(name) + " is not a valid label selector operator");
    };
  }

  private static Requirement requirement(String key, Operator operator, List<String> values) {
    boolean existence = operator == Operator.EXISTS || operator == Operator.DOES_NOT_EXIST;
    LabelSyntax.requireKey(key);
    if (existence && !values.isEmpty()) {
      String shown = String.join(", ", values.stream().map(GoQuote::quote).toList());
      throw new SelectorException(
          "values: Invalid value: []string{"
              + shown
              + "}: values set must be empty for exists and does not exist");
    }
    if (!existence && values.isEmpty()) {
      throw new SelectorException(
          "values: Invalid value: []string{}: for 'in', 'notin' operators, values set can't be"
              + " empty");
    }
    if (!existence) {
      LabelSyntax.requireValues(key, operator, values);
    }
    return new Requirement(key, operator, values);
  }

  /** Whether all requirements are met; the function gives null for a key that isn't there. */
  public boolean matches(Function<String, @Nullable String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  public boolean matches(Map<String, String> labels) {
    return matches(labels::get);
  }

  /** As it is written. */
  public String text() {
    return requirements.stream().map(Requirement::text).collect(Collectors.joining(","));
  }
}
