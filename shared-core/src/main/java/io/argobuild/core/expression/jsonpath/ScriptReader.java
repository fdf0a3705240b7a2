package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the expressions in paths by looking for one operator after the other, weakest first, and
 * cutting the text at its first place. This is how evilmonkeyinc/jsonpath 0.8.1 does it, and its
 * oddities follow from that.
 */
final class ScriptReader {
  private static final List<String> OPERATORS =
      List.of(
          "||", "&&", "==", "!=", "<=", ">=", "<", ">", "=~", "!", "+", "-", "**", "*", "/", "%",
          "not in", "in", "@", "$");

  /** After round brackets all operators are tried again, the empty one first. */
  private static final List<String> IN_BRACKETS = inBrackets();

  private final PathReader paths;
  private final PathBudget budget;

  ScriptReader(PathReader paths, PathBudget budget) {
    this.paths = paths;
    this.budget = budget;
  }

  /** The operation of an expression given as bytes; null when it is a plain value. */
  @Nullable Operation operation(String expression) {
    return operation(expression, OPERATORS);
  }

  private @Nullable Operation operation(String text, List<String> operatorsLeft) {
    budget.enterNested();
    try {
      String expression = text;
      List<String> operators = operatorsLeft;
      while (true) {
        String operator = operators.get(0);
        expression = GoBytes.trim(expression);
        if (expression.isEmpty()) {
          return null;
        }
        if (expression.startsWith("(") && expression.endsWith(")")) {
          expression = GoBytes.trim(Subscript.inside(expression));
          operators = IN_BRACKETS;
        }
        Operation found = cutAt(operator, expression, operators);
        if (found != null || operators.size() == 1) {
          return found;
        }
        operators = operators.subList(1, operators.size());
      }
    } finally {
      budget.leaveNested();
    }
  }

  /** The operation whose operator this is; null when the next operator is to be tried. */
  private @Nullable Operation cutAt(String operator, String expression, List<String> operators) {
    budget.charge(1 + expression.length() / 8);
    int at = OperatorSearch.find(expression, operator);
    if (at < 0) {
      return null;
    }
    boolean selector = operator.equals("$") || operator.equals("@");
    boolean prefix = selector || operator.equals("!");
    String rightText = GoBytes.trim(expression.substring(at + operator.length()));
    if (rightText.isEmpty() && !selector) {
      return null;
    }
    Operand right = operand(rightText, operators);
    String leftText = GoBytes.trim(expression.substring(0, at));
    if (leftText.isEmpty() && !prefix) {
      return null;
    }
    Operand left = operand(leftText, operators);
    if (prefix && left != null) {
      return null;
    }
    if (selector) {
      return new Operation.Select(paths.read(expression));
    }
    return Operation.of(operator, left, right);
  }

  private @Nullable Operand operand(String text, List<String> operators) {
    Operation operation = operation(text, operators);
    if (operation != null) {
      return operation;
    }
    String trimmed = GoBytes.toText(GoBytes.trim(text));
    if (trimmed.isEmpty()) {
      return null;
    }
    boolean list = trimmed.startsWith("[") && trimmed.endsWith("]");
    boolean object = trimmed.startsWith("{") && trimmed.endsWith("}");
    if (list || object) {
      Object value = budget.readOrNull(trimmed);
      if (value != null) {
        return new Operand.Json(value);
      }
    }
    return new Operand.Text(trimmed);
  }

  private static List<String> inBrackets() {
    List<String> operators = new ArrayList<>();
    operators.add("");
    operators.addAll(OPERATORS);
    return List.copyOf(operators);
  }
}
