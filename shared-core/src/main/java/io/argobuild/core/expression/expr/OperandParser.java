package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.expr.Token.Kind;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoNumbers;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads literals, names, calls and what follows them. */
final class OperandParser {
  private final Parser parser;
  private int closures;

  OperandParser(Parser parser) {
    this.parser = parser;
  }

  Node primary() {
    Token token = parser.current();
    Integer unary = token.is(Kind.OPERATOR) ? Operators.unary(token.value()) : null;
    if (unary != null) {
      parser.next();
      Node operand = parser.expression(unary);
      return postfix(parser.made(new Operation.Unary(token.at(), token.value(), operand)));
    }
    if (token.isBracket("(")) {
      parser.next();
      Node inner = parser.sequence();
      parser.expectBracket(")");
      return postfix(inner);
    }
    if (closures > 0 && (token.isOperator("#") || token.isOperator("."))) {
      return postfix(pointer(token));
    }
    if (token.isOperator("::")) {
      parser.next();
      Token name = parser.expectIdentifier();
      return postfix(call(name, List.of(), false));
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
        return parser.made(number(token));
      case STRING:
        parser.next();
        return postfix(literal(token, Literal.Form.STRING, token.value()));
      case BYTES:
        parser.next();
        return postfix(
            literal(token, Literal.Form.BYTES, TypedList.bytes(GoText.bytes(token.value()))));
      default:
        if (token.isBracket("[")) {
          return postfix(array(token));
        }
        if (token.isBracket("{")) {
          return postfix(map(token));
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
          yield postfix(call(token, List.of(), true));
        }
        yield postfix(parser.made(new Leaf.Identifier(token.at(), token.value())));
      }
    };
  }

  private Literal number(Token token) {
    String text = token.value().replace("_", "");
    String lower = text.toLowerCase(Locale.ROOT);
    String what = "integer";
    try {
      if (lower.startsWith("0x")) {
        what = "hex";
        return integer(token, GoNumbers.parseInt(text, 0));
      }
      if (lower.contains(".") || lower.contains("e")) {
        what = "float";
        return new Literal(token.at(), Literal.Form.FLOAT, GoNumbers.parseFloat(text));
      }
      if (lower.startsWith("0b")) {
        what = "binary";
        return integer(token, GoNumbers.parseInt(text, 0));
      }
      if (lower.startsWith("0o")) {
        what = "octal";
        return integer(token, GoNumbers.parseInt(text, 0));
      }
      return integer(token, GoNumbers.parseInt(text, 10));
    } catch (GoError e) {
      throw parser.error("invalid " + what + " literal: " + e.text());
    }
  }

  private static Literal integer(Token token, long value) {
    return new Literal(token.at(), Literal.Form.INTEGER, value);
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

  private List<Node> arguments(List<Node> piped) {
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

  /** Members, indexes, slices and calls of methods. */
  private Node postfix(Node first) {
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
    Node property = literal(name, Literal.Form.STRING, name.value());
    boolean chained = first instanceof Access.Chain;
    Node base = first instanceof Access.Chain chain ? chain.body() : first;
    boolean called = parser.atBracket("(");
    Node node = parser.made(new Access.Member(name.at(), base, property, optional, called));
    if (called) {
      node = parser.made(new Access.Call(name.at(), node, arguments(List.of())));
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
