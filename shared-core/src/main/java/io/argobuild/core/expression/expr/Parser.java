package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.expr.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A Pratt parser for expressions and operators; {@link OperandParser} reads what is between. */
final class Parser {
  private final String source;
  private final Lexer lexer;
  private final Nodes nodes;
  private final Predicate<String> overridden;
  private final OperandParser operands;
  private Token current;
  private @Nullable Token stashed;

  private Parser(String source, Predicate<String> overridden, int maxNodes, int maxDepth) {
    this.source = source;
    this.lexer = new Lexer(source);
    this.nodes = new Nodes(maxNodes, maxDepth);
    this.overridden = overridden;
    this.operands = new OperandParser(this);
    this.current = lexer.next();
  }

  /**
   * Reads a whole source.
   *
   * @param overridden whether a name of the environment hides the function of that name
   */
  static Node parse(String source, Predicate<String> overridden, int maxNodes, int maxDepth) {
    Parser parser = new Parser(source, overridden, maxNodes, maxDepth);
    Node node = parser.sequence();
    if (!parser.current.is(Kind.EOF)) {
      throw parser.unexpected(parser.current);
    }
    return node;
  }

  boolean isOverridden(String name) {
    return overridden.test(name);
  }

  Token current() {
    return current;
  }

  boolean atOperator(String text) {
    return current.isOperator(text);
  }

  boolean atBracket(String text) {
    return current.isBracket(text);
  }

  /** Goes to the next token and returns the one that was current. */
  Token next() {
    Token before = current;
    Token stash = stashed;
    if (stash != null) {
      current = stash;
      stashed = null;
      return before;
    }
    try {
      current = lexer.next();
    } catch (Lexer.EndOfTokens e) {
      throw error("unexpected end of expression");
    }
    return before;
  }

  ExprError error(String message) {
    return error(message, current);
  }

  ExprError error(String message, Token token) {
    return ExprError.compiling(message, token.at(), source);
  }

  ExprError unexpected(Token token) {
    return error("unexpected token " + token);
  }

  void expectOperator(String text) {
    if (!atOperator(text)) {
      throw unexpected(current);
    }
    next();
  }

  void expectBracket(String text) {
    if (!atBracket(text)) {
      throw unexpected(current);
    }
    next();
  }

  Token expectIdentifier() {
    if (!current.is(Kind.IDENTIFIER)) {
      throw unexpected(current);
    }
    return next();
  }

  <T extends Node> T made(T node) {
    String refusal = nodes.refusal(node);
    if (!refusal.isEmpty()) {
      throw error(refusal);
    }
    return node;
  }

  Node sequence() {
    List<Node> parts = new ArrayList<>();
    parts.add(expression(0));
    while (atOperator(";")) {
      next();
      if (current.is(Kind.EOF)) {
        break;
      }
      parts.add(expression(0));
    }
    return parts.size() == 1 ? parts.get(0) : made(new Block.Sequence(parts.get(0).at(), parts));
  }

  Node expression(int precedence) {
    String refusal = nodes.enter();
    if (!refusal.isEmpty()) {
      throw error(refusal);
    }
    Node node = nested(precedence);
    nodes.leave();
    return node;
  }

  private Node nested(int precedence) {
    if (precedence == 0 && atOperator("let")) {
      return let();
    }
    if (precedence == 0 && atOperator("if")) {
      return ifElse();
    }
    Node left = operators(operands.primary(), precedence);
    return precedence == 0 ? ternary(left) : left;
  }

  private Node operators(Node first, int precedence) {
    Node left = first;
    String previous = "";
    while (current.is(Kind.OPERATOR)) {
      Token operator = current;
      Token not = null;
      if (operator.isOperator("not")) {
        next();
        if (!Operators.isNegatable(current.value())) {
          throw unexpected(current);
        }
        not = current;
        Integer negated = Operators.binary(current.value());
        if (negated == null || negated < precedence) {
          stashed = current;
          current = operator;
          return left;
        }
        operator = current;
      }
      Integer strength = Operators.binary(operator.value());
      if (strength == null || strength < precedence) {
        return left;
      }
      next();
      left = operation(left, operator, not, strength, previous);
      previous = operator.value();
    }
    return left;
  }

  private Node operation(
      Node left, Token operator, @Nullable Token not, int strength, String previous) {
    if (operator.value().equals("|")) {
      Token name = expectIdentifier();
      return operands.call(name, List.of(left), true);
    }
    if (previous.equals("??") && !operator.value().equals("??")) {
      throw error(
          "Operator ("
              + operator.value()
              + ") and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.",
          operator);
    }
    if (Operators.isComparison(operator.value())) {
      return comparison(left, operator, strength);
    }
    boolean rightAssociative = Operators.isRightAssociative(operator.value());
    Node right = expression(rightAssociative ? strength : strength + 1);
    Node node = made(new Operation.Binary(operator.at(), operator.value(), left, right));
    return not == null ? node : made(new Operation.Unary(not.at(), "not", node));
  }

  /** {@code a < b < c} is {@code a < b && b < c}. */
  private Node comparison(Node first, Token firstOperator, int strength) {
    Node root = null;
    Node left = first;
    Token operator = firstOperator;
    while (true) {
      Node right = expression(strength + 1);
      Node compared = made(new Operation.Binary(operator.at(), operator.value(), left, right));
      root =
          root == null ? compared : made(new Operation.Binary(operator.at(), "&&", root, compared));
      left = right;
      operator = current;
      if (!operator.is(Kind.OPERATOR) || !Operators.isComparison(operator.value())) {
        return root;
      }
      next();
    }
  }

  private Node let() {
    next();
    Token name = expectIdentifier();
    expectOperator("=");
    Node value = expression(0);
    expectOperator(";");
    Node body = sequence();
    return made(new Block.Let(name.at(), name.value(), value, body));
  }

  private Node ifElse() {
    next();
    Node condition = expression(0);
    expectBracket("{");
    Node yes = sequence();
    expectBracket("}");
    expectOperator("else");
    Node no;
    if (atOperator("if")) {
      String refusal = nodes.enter();
      if (!refusal.isEmpty()) {
        throw error(refusal);
      }
      no = ifElse();
      nodes.leave();
    } else {
      expectBracket("{");
      no = sequence();
      expectBracket("}");
    }
    return new Block.Conditional(Location.NONE, condition, yes, no);
  }

  private Node ternary(Node first) {
    Node node = first;
    while (atOperator("?")) {
      next();
      Node yes;
      if (atOperator(":")) {
        next();
        yes = node;
      } else {
        yes = expression(0);
        expectOperator(":");
      }
      Node no = expression(0);
      node = made(new Block.Conditional(current.at(), node, yes, no));
    }
    return node;
  }
}
