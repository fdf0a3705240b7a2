package io.argobuild.core.expression.when;

import io.argobuild.core.expression.golang.GoTime;
import io.argobuild.core.expression.when.Operator.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a checked list of tokens. What cannot be read is ignored, as in Go. */
final class Planner {
  private final List<Token> tokens;
  private int position;

  private Planner(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Operation plan(List<Token> tokens) throws WhenFailure {
    Operation root = new Planner(tokens).level(Level.SEPARATOR);
    if (root == null) {
      throw new WhenFailure("Unexpected end of expression");
    }
    root.reorder();
    return root;
  }

  /** An operation of this level or one that binds closer; null before a closing parenthesis. */
  private @Nullable Operation level(Level level) throws WhenFailure {
    Operation left = level == Level.EXPONENTIAL ? operand() : level(closer(level));
    if (position >= tokens.size()) {
      return left;
    }
    Operator operator = Operator.of(tokens.get(position));
    if (operator == null || operator.level != level) {
      return left;
    }
    position++;
    return new Operation(operator, null, left, level(level));
  }

  private static Level closer(Level level) {
    return Level.values()[level.ordinal() + 1];
  }

  private @Nullable Operation operand() throws WhenFailure {
    if (position >= tokens.size()) {
      return null;
    }
    Token token = tokens.get(position++);
    switch (token.kind()) {
      case CLAUSE -> {
        Operation inner = level(Level.SEPARATOR);
        // Parentheses were balanced, but "1) (2" is, too.
        position = Math.min(position + 1, tokens.size());
        return new Operation(Operator.NOOP, null, null, inner);
      }
      case CLAUSE_CLOSE -> {
        position--;
        return null;
      }
      case PREFIX -> {
        Operator prefix = Operator.of(token);
        return prefix == null ? null : new Operation(prefix, null, null, operand());
      }
      case ACCESSOR -> {
        boolean call = position < tokens.size() && tokens.get(position).kind() == TokenKind.CLAUSE;
        Object name = ((List<?>) token.value()).get(0);
        return new Operation(Operator.ACCESS, name, null, call ? level(Level.SEPARATOR) : null);
      }
      case VARIABLE -> {
        return new Operation(Operator.PARAMETER, token.value(), null, null);
      }
      case TIME -> {
        double seconds = ((GoTime) token.value()).instant().getEpochSecond();
        return new Operation(Operator.LITERAL, seconds, null, null);
      }
      case NUMERIC, STRING, PATTERN, BOOLEAN -> {
        return new Operation(Operator.LITERAL, token.value(), null, null);
      }
      default ->
          throw new WhenFailure(
              "Unable to plan token kind: '"
                  + token.kind()
                  + "', value: '"
                  + Values.print(token.value())
                  + "'");
    }
  }
}
