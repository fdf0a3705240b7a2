package io.argobuild.core.expression.selector;

import io.argobuild.core.expression.selector.LabelSelectorLexer.Token;
import io.argobuild.core.expression.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;

/** Reads label selectors, with the error texts of k8s.io/apimachinery. */
final class LabelSelectorParser {
  private static final String BINARY_OPERATORS = "in, notin, =, ==, !=, gt, lt";

  private final List<Token> tokens;
  private int at;

  LabelSelectorParser(String text) {
    this.tokens = LabelSelectorLexer.tokens(text);
  }

  List<Requirement> parse() {
    List<Requirement> requirements = new ArrayList<>();
    while (true) {
      Token token = look();
      if (token.is(Token.END)) {
        return requirements;
      }
      if (!isStart(token)) {
        throw error("found '" + token.literal() + "', expected: !, identifier, or 'end of string'");
      }
      requirements.add(guarded());
      Token separator = take();
      if (separator.is(Token.END)) {
        return requirements;
      }
      if (!separator.is(",")) {
        throw error("found '" + separator.literal() + "', expected: ',' or 'end of string'");
      }
      if (!isStart(look())) {
        throw error("found '" + look().literal() + "', expected: identifier after ','");
      }
    }
  }

  private static SelectorException error(String message) {
    return new SelectorException(message);
  }

  private static boolean isStart(Token token) {
    return token.is(Token.IDENTIFIER) || token.is("!");
  }

  private Token look() {
    return tokens.get(Math.min(at, tokens.size() - 1)).asValue();
  }

  private Token take() {
    Token token = look();
    at++;
    return token;
  }

  private Requirement guarded() {
    try {
      return requirement();
    } catch (SelectorException e) {
      throw error("unable to parse requirement: " + e.getMessage());
    }
  }

  private Requirement requirement() {
    boolean negated = look().is("!");
    if (negated) {
      at++;
    }
    Token key = take();
    if (!key.is(Token.IDENTIFIER)) {
      throw error("found '" + key.literal() + "', expected: identifier");
    }
    LabelSyntax.requireKey(key.literal());
    boolean alone = look().is(Token.END) || look().is(",");
    if (alone || negated) {
      Operator existence = negated ? Operator.DOES_NOT_EXIST : Operator.EXISTS;
      return new Requirement(key.literal(), existence, List.of());
    }
    Operator operator = operator();
    List<String> values =
        operator == Operator.IN || operator == Operator.NOT_IN ? values() : List.of(value());
    LabelSyntax.requireValues(key.literal(), operator, values);
    return new Requirement(key.literal(), operator, values);
  }

  private Operator operator() {
    Token token = tokens.get(at++);
    return switch (token.kind()) {
      case "in" -> Operator.IN;
      case "notin" -> Operator.NOT_IN;
      case "=" -> Operator.EQUALS;
      case "==" -> Operator.DOUBLE_EQUALS;
      case "!=" -> Operator.NOT_EQUALS;
      case ">" -> Operator.GREATER_THAN;
      case "<" -> Operator.LESS_THAN;
      default -> throw error("found '" + token.literal() + "', expected: " + BINARY_OPERATORS);
    };
  }

  private String value() {
    if (look().is(Token.END) || look().is(",")) {
      return "";
    }
    Token token = take();
    if (!token.is(Token.IDENTIFIER)) {
      throw error("found '" + token.literal() + "', expected: identifier");
    }
    return token.literal();
  }

  private List<String> values() {
    Token open = take();
    if (!open.is("(")) {
      throw error("found '" + open.literal() + "' expected: '('");
    }
    Token first = look();
    if (first.is(")")) {
      at++;
      return List.of("");
    }
    if (!first.is(Token.IDENTIFIER) && !first.is(",")) {
      throw error("found '" + first.literal() + "', expected: ',', ')' or identifier");
    }
    List<String> values = list();
    // Behind a list there is its bracket, or list() would have complained.
    at++;
    return values;
  }

  /** Values between commas, of which some may be empty. */
  private List<String> list() {
    List<String> values = new ArrayList<>();
    while (true) {
      Token token = take();
      Token next = look();
      if (token.is(Token.IDENTIFIER)) {
        values.add(token.literal());
        if (next.is(")")) {
          return values;
        }
        if (!next.is(",")) {
          throw error("found '" + next.literal() + "', expected: ',' or ')'");
        }
      } else if (token.is(",")) {
        if (values.isEmpty() || next.is(")") || next.is(",")) {
          values.add("");
        }
        if (next.is(")")) {
          return values;
        }
      } else {
        throw error("found '" + token.literal() + "', expected: ',', or identifier");
      }
    }
  }
}
