package io.argobuild.core.expression.when;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/** A condition that has no answer; the message is Argo's own. */
public final class WhenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What failed. */
  public enum Stage {
    PARSE,
    /** The second reading, in which bare words have become strings. */
    REPARSE,
    EVALUATE,
    /** There is a result, but it is neither true nor false. */
    RESULT
  }

  private final Stage stage;

  WhenException(Stage stage, String message) {
    super(message);
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /** Argo's message; never null. */
  public String text() {
    return String.valueOf(getMessage());
  }

  public Problem problem() {
    return new Problem(
        "WHEN_INVALID",
        ProblemClass.CONFIGURATION,
        text(),
        Place.NOWHERE,
        "Put quotes around texts and make the condition true or false");
  }
}
