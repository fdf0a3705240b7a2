package io.argobuild.core.expression.selector;

import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoText;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One part of a label selector.
 *
 * @param values sorted, without duplicates; none for existence, one for comparisons
 */
public record Requirement(String key, Operator operator, List<String> values) {

  /** What is asked of the value. */
  public enum Operator {
    EXISTS("exists", ""),
    DOES_NOT_EXIST("!", "!"),
    EQUALS("=", "="),
    DOUBLE_EQUALS("==", "=="),
    NOT_EQUALS("!=", "!="),
    IN("in", " in "),
    NOT_IN("notin", " notin "),
    GREATER_THAN("gt", ">"),
    LESS_THAN("lt", "<");

    private final String name;
    private final String sign;

    Operator(String name, String sign) {
      this.name = name;
      this.sign = sign;
    }
  }

  public Requirement {
    values = values.stream().sorted(GoText::compare).distinct().toList();
  }

  /** Whether it is met; the function gives null for a key that isn't there. */
  public boolean matches(Function<String, @Nullable String> labels) {
    String value = labels.apply(key);
    return switch (operator) {
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
      case EQUALS, DOUBLE_EQUALS, IN -> value != null && values.contains(value);
      case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
      case GREATER_THAN, LESS_THAN -> value != null && compares(value);
    };
  }

  private boolean compares(String value) {
    Long number = GoNumbers.atoi(value);
    Long bound = GoNumbers.atoi(values.get(0));
    if (number == null || bound == null) {
      return false;
    }
    return operator == Operator.GREATER_THAN ? number > bound : number < bound;
  }

  /** As it is written. */
  public String text() {
    return switch (operator) {
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case IN, NOT_IN -> key + operator.sign + "(" + String.join(",", values) + ")";
      default -> key + operator.sign + String.join(",", values);
    };
  }

  /** As Argo's messages show it, such as {@code {status.phase == [Failed]}}. */
  public String shown() {
    return "{" + key + " " + operator.name + " [" + String.join(" ", values) + "]}";
  }
}
