package io.argobuild.core.lint;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;

/**
 * Something wrong in a manifest.
 *
 * @param message for Argo's validations in Argo's words, without the names of callers in front
 * @param place the nearest place in a file; its path is within the object there
 * @param suggestion what may mend it; may be empty
 * @param object the object that was checked, as Argo names it
 */
public record Finding(
    Rule rule,
    Severity severity,
    String message,
    Place.InFile place,
    String suggestion,
    String object) {

  public Problem toProblem() {
    return new Problem(rule.code(), ProblemClass.CONFIGURATION, message, place, suggestion);
  }
}
