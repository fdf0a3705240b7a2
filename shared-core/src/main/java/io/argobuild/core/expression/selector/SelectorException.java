package io.argobuild.core.expression.selector;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/** A selector that cannot be read; the message is Kubernetes' own. */
public final class SelectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SelectorException(String message) {
    super(message, null, false, false);
  }

  /** The same as a value for reports. */
  public Problem problem() {
    return new Problem(
        "SELECTOR_SYNTAX",
        ProblemClass.CONFIGURATION,
        String.valueOf(getMessage()),
        Place.NOWHERE,
        "");
  }
}
