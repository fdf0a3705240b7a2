package io.argobuild.core.expression;

import io.argobuild.core.expression.expr.ExprError;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/** An expression that failed. The message is Go's, word for word, with the source line below it. */
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Stage stage;
  private final String summary;
  private final int line;
  private final int column;

  private ExpressionException(Stage stage, String text, String summary, int line, int column) {
    super(text, null, false, false);
    this.stage = stage;
    this.summary = summary;
    this.line = line;
    this.column = column;
  }

  static ExpressionException of(ExprError error) {
    Stage stage = error.whileRunning() ? Stage.RUN : Stage.COMPILE;
    return new ExpressionException(
        stage, error.text(), error.summary(), error.line(), error.column());
  }

  static ExpressionException of(Stage stage, String text) {
    return new ExpressionException(stage, text, text, 0, 0);
  }

  public Stage stage() {
    return stage;
  }

  /** The whole text. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The text without the lines that show the source. */
  public String summary() {
    return summary;
  }

  /** From 1; 0 when there is no place. */
  public int line() {
    return line;
  }

  /** From 1, in characters; 0 when there is no place. */
  public int column() {
    return column;
  }

  /** As an error for people. */
  public Problem problem() {
    return new Problem(
        "EXPRESSION_" + stage, ProblemClass.CONFIGURATION, text(), Place.NOWHERE, "");
  }
}
