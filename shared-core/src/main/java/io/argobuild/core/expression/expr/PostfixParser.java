package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.expr.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what follows an operand. */
final class PostfixParser {
  private final Parser parser;
  private final OperandParser operands;

  PostfixParser(Parser parser, OperandParser operands) {
    this.parser = parser;
    this.operands = operands;
  }

  /** Members, indexes, slices and calls of methods. */
  Node parse(Node first) {
    Node node = first;
    while (true) {
      Token token = parser.current();
      boolean optional = token.isOperator("?.");
      if (token.isOperator(".") || optional) {
        parser.next();
        Token after = parser.current();
        if (optional && after.isBracket("[")) {
          node = index(node, after, true);
        } else {
          node = member(node, optional);
        }
      } else if (token.isBracket("[")) {
        node = index(node, token, false);
      } else {
        return node;
      }
    }
  }

  private Node member(Node first, boolean optional) {
    Token name = parser.current();
    parser.next();
    boolean word =
        name.is(Kind.IDENTIFIER) || (name.is(Kind.OPERATOR) && Lexer.isIdentifier(name.value()));
    if (!word) {
      throw parser.error("expected name");
    }
    Node property = parser.made(new Literal(name.at(), Literal.Form.STRING, name.value()));
    boolean chained = first instanceof Access.Chain;
    Node base = first instanceof Access.Chain chain ? chain.body() : first;
    boolean called = parser.atBracket("(");
    Node node = parser.made(new Access.Member(name.at(), base, property, optional, called));
    if (called) {
      node = parser.made(new Access.Call(name.at(), node, operands.arguments(List.of())));
    }
    return chained || optional ? parser.made(new Access.Chain(name.at(), node)) : node;
  }

  private Node index(Node base, Token bracket, boolean optional) {
    parser.next();
    if (parser.atOperator(":")) {
      return slice(base, bracket, null);
    }
    Node from = parser.expression(0);
    if (parser.atOperator(":")) {
      return slice(base, bracket, from);
    }
    Node node = parser.made(new Access.Member(bracket.at(), base, from, optional, false));
    if (optional) {
      node = parser.made(new Access.Chain(bracket.at(), node));
    }
    parser.expectBracket("]");
    return node;
  }

  private Node slice(Node base, Token bracket, @Nullable Node from) {
    parser.next();
    Node to = parser.atBracket("]") ? null : parser.expression(0);
    Node node = parser.made(new Access.Slice(bracket.at(), base, from, to));
    parser.expectBracket("]");
    return node;
  }
}
