package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/**
 * A path that cannot be read, or does not fit the document; the message is the one users of Argo
 * know.
 */
public final class JsonPathException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Stage stage;

  public JsonPathException(Stage stage, String message) {
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
    /** A kubectl template is malformed. */
    PARSE("JSONPATH_SYNTAX"),
    /** A kubectl template does not fit the document. */
    EXECUTE("JSONPATH_MISMATCH"),
    /** The expression dialect reads and applies a path in one step. */
    QUERY("JSONPATH_QUERY"),
    /** A limit on size, depth or steps was reached. */
    LIMIT("JSONPATH_LIMIT");

    private final String code;

    Stage(String code) {
      this.code = code;
    }
  }
}
