package io.argobuild.core.expression.when;

import io.argobuild.core.expression.when.WhenException.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates conditions whose tags are replaced already. */
public final class WhenCondition {
  /** Characters; texts of parameters may stand in a condition. */
  public static final int MAX_LENGTH = 1 << 20;

  private WhenCondition() {}

  /**
   * The {@code when} of a step or task: bare words are texts, so that {@code foo != bar} needs no
   * quotes. An empty condition is true.
   */
  public static boolean evaluate(String condition) {
    if (condition.isEmpty()) {
      return true;
    }
    String where = "'" + condition + "': ";
    List<Token> tokens;
    try {
      tokens = Lexer.tokens(limited(condition));
      Planner.plan(tokens);
    } catch (WhenFailure e) {
      String hint =
          e.text().contains("Invalid token")
              ? " (hint: try wrapping the affected expression in quotes (\"))"
              : "";
      throw new WhenException(Stage.PARSE, "Invalid 'when' expression " + where + e.text() + hint);
    }
    Operation root;
    try {
      root = Planner.plan(Lexer.checked(tokens.stream().map(WhenCondition::asText).toList()));
    } catch (WhenFailure e) {
      throw new WhenException(
          Stage.REPARSE, "Failed to parse 'when' expression " + where + e.text());
    }
    try {
      return result(root.evaluate(), condition);
    } catch (WhenFailure e) {
      throw new WhenException(
          Stage.EVALUATE, "Failed to evaluate 'when' expresion " + where + e.text());
    }
  }

  /**
   * The {@code when} of a cron workflow: bare words are names of variables, of which none exist.
   */
  public static boolean evaluateCron(String condition) {
    if (condition.isEmpty()) {
      return true;
    }
    Operation root;
    try {
      root = Planner.plan(Lexer.tokens(limited(condition)));
    } catch (WhenFailure e) {
      throw new WhenException(Stage.PARSE, e.text());
    }
    try {
      return result(root.evaluate(), condition);
    } catch (WhenFailure e) {
      throw new WhenException(Stage.EVALUATE, e.text());
    }
  }

  private static String limited(String condition) throws WhenFailure {
    if (condition.length() > MAX_LENGTH) {
      throw new WhenFailure("expression is longer than " + MAX_LENGTH + " characters");
    }
    return condition;
  }

  private static Token asText(Token token) {
    return token.kind() == TokenKind.VARIABLE ? new Token(TokenKind.STRING, token.value()) : token;
  }

  private static boolean result(@Nullable Object result, String condition) {
    if (result instanceof Boolean answer) {
      return answer;
    }
    throw new WhenException(
        Stage.RESULT,
        "Expected boolean evaluation for '" + condition + "'. Got " + Values.print(result));
  }
}
