package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.expr.Token.Kind;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.List;

/** Reads literals, names, calls and what follows them. */
final class OperandParser {
  private final Parser parser;
  private final PostfixParser postfixes;
  private int closures;

  OperandParser(Parser parser) {
    this.parser = parser;
    this.postfixes = new PostfixParser(parser, this);
  }

  Node primary() {
    Token token = parser.current();
    Integer unary = token.is(Kind.OPERATOR) ? Operators.unary(token.value()) : null;
    if (unary != null) {
      parser.next();
      Node operand = parser.expression(unary);
      return postfixes.parse(parser.made(new Operation.Unary(token.at(), token.value(), operand)));
    }
    if (token.isBracket("(")) {
      parser.next();
      Node inner = parser.sequence();
      parser.expectBracket(")");
      return postfixes.parse(inner);
    }
    if (closures > 0 && (token.isOperator("#") || token.isOperator("."))) {
      return postfixes.parse(pointer(token));
    }
    if (token.isOperator("::")) {
      parser.next();
      Token name = parser.expectIdentifier();
      return postfixes.parse(call(name, List.of(), false));
    }
    return operand(token);
  }

  private Node pointer(Token token) {
    String name = "";
    if (token.isOperator("#")) {
      parser.next();
      if (parser.current().is(Kind.IDENTIFIER)) {
        name = parser.next().value();
      }
    }
    return parser.made(new Leaf.Pointer(token.at(), name));
  }

  private Node operand(Token token) {
    switch (token.kind()) {
      case IDENTIFIER:
        parser.next();
        return name(token);
      case NUMBER:
        parser.next();
        return parser.made(NumberLiteral.parse(token, parser::error));
      case STRING:
        parser.next();
        return postfixes.parse(literal(token, Literal.Form.STRING, token.value()));
      case BYTES:
        parser.next();
        return postfixes.parse(
            literal(token, Literal.Form.BYTES, TypedList.bytes(GoText.bytes(token.value()))));
      default:
        if (token.isBracket("[")) {
          return postfixes.parse(array(token));
        }
        if (token.isBracket("{")) {
          return postfixes.parse(map(token));
        }
        throw parser.unexpected(token);
    }
  }

  private Literal literal(Token token, Literal.Form form, Object value) {
    return parser.made(new Literal(token.at(), form, value));
  }

  private Node name(Token token) {
    return switch (token.value()) {
      case "true" -> literal(token, Literal.Form.BOOL, true);
      case "false" -> literal(token, Literal.Form.BOOL, false);
      case "nil" -> parser.made(new Literal(token.at(), Literal.Form.NIL, null));
      default -> {
        if (parser.atBracket("(")) {
          yield postfixes.parse(call(token, List.of(), true));
        }
        yield postfixes.parse(parser.made(new Leaf.Identifier(token.at(), token.value())));
      }
    };
  }

  /**
   * Reads a call from its bracket on.
   *
   * @param piped arguments that stand before a pipe
   * @param overridable whether a name of the environment may hide a function of expr
   */
  Node call(Token name, List<Node> piped, boolean overridable) {
    boolean hidden = overridable && parser.isOverridden(name.value());
    List<Builtins.Argument> wanted = Builtins.PREDICATES.get(name.value());
    if (wanted != null && !hidden) {
      List<Node> arguments = closureArguments(wanted, piped);
      return parser.made(new Access.Builtin(name.at(), name.value(), arguments));
    }
    if (Builtins.isBuiltin(name.value()) && !hidden) {
      return parser.made(new Access.Builtin(name.at(), name.value(), arguments(piped)));
    }
    Node callee = parser.made(new Leaf.Identifier(name.at(), name.value()));
    return parser.made(new Access.Call(name.at(), callee, arguments(piped)));
  }

  private List<Node> closureArguments(List<Builtins.Argument> all, List<Node> piped) {
    List<Node> arguments = new ArrayList<>(piped);
    List<Builtins.Argument> wanted = all.subList(piped.size(), all.size());
    parser.expectBracket("(");
    for (int i = 0; i < wanted.size(); i++) {
      Builtins.Argument argument = wanted.get(i);
      boolean optional =
          argument == Builtins.Argument.OPTIONAL_EXPRESSION
              || argument == Builtins.Argument.OPTIONAL_PREDICATE;
      if (parser.atBracket(")")) {
        if (optional) {
          break;
        }
        throw parser.error("expected at least " + wanted.size() + " arguments");
      }
      if (i > 0) {
        parser.expectOperator(",");
      }
      boolean isExpression =
          argument == Builtins.Argument.EXPRESSION
              || argument == Builtins.Argument.OPTIONAL_EXPRESSION;
      arguments.add(isExpression ? parser.expression(0) : closure());
    }
    if (parser.atOperator(",")) {
      parser.next();
    }
    parser.expectBracket(")");
    return arguments;
  }

  /** Reads arguments in brackets; those before a pipe come first. */
  List<Node> arguments(List<Node> piped) {
    List<Node> arguments = new ArrayList<>(piped);
    parser.expectBracket("(");
    while (!parser.atBracket(")")) {
      if (arguments.size() > piped.size()) {
        parser.expectOperator(",");
      }
      if (parser.atBracket(")")) {
        break;
      }
      arguments.add(parser.expression(0));
    }
    parser.expectBracket(")");
    return arguments;
  }

  private Node closure() {
    Token start = parser.current();
    boolean brackets = parser.atBracket("{");
    if (brackets) {
      parser.next();
    }
    closures++;
    Node body = brackets ? parser.sequence() : parser.expression(0);
    if (!brackets && parser.atOperator(";")) {
      throw parser.error("wrap predicate with brackets { and }");
    }
    closures--;
    if (brackets) {
      parser.expectBracket("}");
    }
    return parser.made(new Access.Predicate(start.at(), body));
  }

  private Node array(Token token) {
    List<Node> nodes = new ArrayList<>();
    parser.expectBracket("[");
    while (!parser.atBracket("]")) {
      if (!nodes.isEmpty()) {
        parser.expectOperator(",");
        if (parser.atBracket("]")) {
          break;
        }
      }
      nodes.add(parser.expression(0));
    }
    parser.expectBracket("]");
    return parser.made(new Block.ArrayLiteral(token.at(), nodes));
  }

  private Node map(Token token) {
    List<Node> pairs = new ArrayList<>();
    parser.expectBracket("{");
    while (!parser.atBracket("}")) {
      if (!pairs.isEmpty()) {
        parser.expectOperator(",");
        if (parser.atBracket("}")) {
          break;
        }
        if (parser.atOperator(",")) {
          throw parser.unexpected(parser.current());
        }
      }
      Node key = key();
      parser.expectOperator(":");
      Node value = parser.expression(0);
      pairs.add(parser.made(new Block.Pair(token.at(), key, value)));
    }
    parser.expectBracket("}");
    return parser.made(new Block.MapLiteral(token.at(), pairs));
  }

  private Node key() {
    Token token = parser.current();
    if (token.is(Kind.NUMBER) || token.is(Kind.STRING) || token.is(Kind.IDENTIFIER)) {
      Node key = literal(token, Literal.Form.STRING, token.value());
      parser.next();
      return key;
    }
    if (token.isBracket("(")) {
      return parser.expression(0);
    }
    throw parser.error(
        "a map key must be a quoted string, a number, a identifier, or an expression enclosed in"
            + " parentheses (unexpected token "
            + token
            + ")");
  }
}
