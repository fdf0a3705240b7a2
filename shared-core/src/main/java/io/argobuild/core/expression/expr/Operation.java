package io.argobuild.core.expression.expr;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Nodes with an operator. */
final class Operation {
  private Operation() {}

  /** One operand. */
  static final class Unary extends Node {
    private final String operator;
    private Node operand;

    Unary(Location at, String operator, Node operand) {
      super(at, Arrays.asList(operand));
      this.operator = operator;
      this.operand = operand;
    }

    String operator() {
      return operator;
    }

    Node operand() {
      return operand;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.unary(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      operand = change.apply(operand);
    }
  }

  /** Two operands. */
  static final class Binary extends Node {
    private final String operator;
    private Node left;
    private Node right;
    private @Nullable Pattern pattern;

    Binary(Location at, String operator, Node left, Node right) {
      super(at, depth(left, right));
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    /** Operators side by side, as in {@code a + b + c}, are worked off in a loop. */
    private static int depth(Node left, Node right) {
      int below = left instanceof Binary ? left.depth() - 1 : left.depth();
      return Math.max(below, right.depth()) + 1;
    }

    /** This and the operators that its left operand begins with; the innermost comes first. */
    List<Binary> chain() {
      ArrayDeque<Binary> chain = new ArrayDeque<>();
      Node node = this;
      while (node instanceof Binary binary) {
        chain.push(binary);
        node = binary.left;
      }
      return List.copyOf(chain);
    }

    String operator() {
      return operator;
    }

    boolean is(String wanted) {
      return operator.equals(wanted);
    }

    Node left() {
      return left;
    }

    void left(Node node) {
      this.left = node;
    }

    Node right() {
      return right;
    }

    void right(Node node) {
      this.right = node;
    }

    /** The compiled pattern of a {@code matches} whose right side is a literal. */
    @Nullable Pattern pattern() {
      return pattern;
    }

    void pattern(Pattern compiled) {
      this.pattern = compiled;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.binary(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      left = change.apply(left);
      right = change.apply(right);
    }
  }
}
