package io.argobuild.core.expression.when;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the tree that is evaluated. */
final class Operation {
  private Operator operator;

  /** Of a literal its value, of a name or accessor the name. */
  private @Nullable Object content;

  private @Nullable Operation left;
  private @Nullable Operation right;

  Operation(
      Operator operator,
      @Nullable Object content,
      @Nullable Operation left,
      @Nullable Operation right) {
    this.operator = operator;
    this.content = content;
    this.left = left;
    this.right = right;
  }

  /**
   * Plans are built leaning to the right; runs of one precedence are turned to lean to the left, so
   * that {@code 8 - 2 - 1} is 5.
   */
  void reorder() {
    List<Operation> run = new ArrayList<>();
    for (Operation stage = this; stage != null; ) {
      Operation next = stage.right;
      if (stage.left != null) {
        stage.left.reorder();
      }
      if (!run.isEmpty() && run.get(0).operator.level != stage.operator.level) {
        mirror(run);
        run = new ArrayList<>();
      }
      run.add(stage);
      stage = next;
    }
    mirror(run);
  }

  /** Turns a chain in which each stage is the right side of the one before. */
  private static void mirror(List<Operation> chain) {
    if (chain.size() < 2) {
      return;
    }
    List<@Nullable Operation> operands = new ArrayList<>();
    List<Operator> operators = new ArrayList<>();
    List<@Nullable Object> contents = new ArrayList<>();
    for (Operation stage : chain) {
      operands.add(stage.left);
      operators.add(stage.operator);
      contents.add(stage.content);
    }
    int last = chain.size() - 1;
    operands.add(chain.get(last).right);
    for (int i = 0; i <= last; i++) {
      Operation stage = chain.get(i);
      stage.operator = operators.get(last - i);
      stage.content = contents.get(last - i);
      stage.right = operands.get(last - i + 1);
      stage.left = i == last ? operands.get(0) : chain.get(i + 1);
    }
  }

  @Nullable Object evaluate() throws WhenFailure {
    Object leftValue = left == null ? null : left.evaluate();
    if (operator == Operator.AND && Boolean.FALSE.equals(leftValue)) {
      return false;
    }
    if (operator == Operator.OR && Boolean.TRUE.equals(leftValue)) {
      return true;
    }
    boolean skipsRight =
        switch (operator) {
          case TERNARY_TRUE -> Boolean.FALSE.equals(leftValue);
          case TERNARY_FALSE, COALESCE -> leftValue != null;
          default -> false;
        };
    Object rightValue = skipsRight || right == null ? null : right.evaluate();
    operator.check(leftValue, rightValue);
    return apply(leftValue, rightValue);
  }

  private @Nullable Object apply(@Nullable Object leftValue, @Nullable Object rightValue)
      throws WhenFailure {
    return switch (operator) {
      case LITERAL -> content;
      case PARAMETER, ACCESS -> throw new WhenFailure("No parameter '" + content + "' found.");
      case NOOP -> rightValue;
      case TERNARY_TRUE -> Boolean.TRUE.equals(leftValue) ? rightValue : null;
      case TERNARY_FALSE, COALESCE -> leftValue != null ? leftValue : rightValue;
      default -> Operations.apply(operator, leftValue, rightValue);
    };
  }
}
