package io.argobuild.core.template;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/** A text whose tags cannot be replaced; the message is Argo's own. */
public final class SubstitutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What failed. */
  public enum Stage {
    /** The text was no JSON to begin with. */
    INPUT,
    /** A tag is not closed. */
    TOKENISE,
    SUBSTITUTE,
    /** The text is no JSON any more. */
    OUTPUT,
    /** The text is larger than this engine allows. */
    LIMIT
  }

  private final Stage stage;

  SubstitutionException(Stage stage, String message) {
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

  /**
   * Whether a variable is missing that may still come, so that Argo asks again later instead of
   * failing. Decided by the words of the message, as Argo does.
   */
  public boolean isMissingVariable() {
    return stage != Stage.LIMIT
        && (text().contains("failed to resolve {{")
            || text().contains(" is missing")
            || text().contains("variable not in env"));
  }

  public Problem problem() {
    return stage == Stage.LIMIT
        ? new Problem(
            "TEMPLATE_TOO_LARGE",
            ProblemClass.CONFIGURATION,
            text(),
            Place.NOWHERE,
            "Pass large values as artifacts")
        : new Problem("TEMPLATE_INVALID", ProblemClass.CONFIGURATION, text(), Place.NOWHERE, "");
  }
}
