package io.argobuild.core.expression.jq;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/** A filter that cannot be read or fails; the message is the one users of Argo know. */
public final class JqException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Stage stage;

  public JqException(Stage stage, String message) {
    super(message, null, false, false);
    this.stage = stage;
  }

  /** Where it arose. */
  public Stage stage() {
    return stage;
  }

  /** The same as a value for reports. */
  public Problem problem() {
    return new Problem(
        stage.code, ProblemClass.CONFIGURATION, String.valueOf(getMessage()), Place.NOWHERE, "");
  }

  /** The step that failed. */
  public enum Stage {
    /** The filter is malformed. */
    PARSE("JQ_SYNTAX"),
    /** A name is unknown, or the filter failed on the document. */
    RUN("JQ_FAILED"),
    /** A result has no JSON form: it is infinite or not a number. */
    MARSHAL("JQ_RESULT"),
    /** A limit on size, depth or steps was reached. */
    LIMIT("JQ_LIMIT");

    private final String code;

    Stage(String code) {
      this.code = code;
    }
  }
}
