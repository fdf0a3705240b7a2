package io.argobuild.core.lint;

import io.argobuild.core.problem.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers findings about one object; each only once, however often its place is visited. */
final class Findings {
  private final String object;
  private final List<Finding> found = new ArrayList<>();
  private final Set<String> seen;
  private String argoError = "";
  private int hidden;

  /**
   * @param seen findings about objects before, to say nothing twice
   */
  Findings(String object, Set<String> seen) {
    this.object = object;
    this.seen = seen;
  }

  static Set<String> nothingSeen() {
    return new HashSet<>();
  }

  /**
   * An error that Argo finds too, if it gets that far.
   *
   * @param callers what Argo writes in front: the templates and steps that led here
   */
  void argo(Rule rule, Site site, String callers, String message) {
    argo(rule, site, callers, message, rule.suggestion());
  }

  void argo(Rule rule, Site site, String callers, String message, String suggestion) {
    if (hidden > 0) {
      add(Rule.UNSEEN_BY_ARGO, Severity.WARNING, site.place(), message, suggestion);
      return;
    }
    if (argoError.isEmpty()) {
      argoError = callers + message;
    }
    add(rule, Severity.ERROR, site.place(), message, suggestion);
  }

  /** An error of Argo's with a text of its own for the object as a whole. */
  void argoAs(String error, Rule rule, Place.InFile place, String message, String suggestion) {
    if (argoError.isEmpty()) {
      argoError = error;
    }
    add(rule, Severity.ERROR, place, message, suggestion);
  }

  void own(Rule rule, Site site, String message) {
    own(rule, site, message, rule.suggestion());
  }

  void own(Rule rule, Site site, String message, String suggestion) {
    add(rule, rule.severity(), site.place(), message, suggestion);
  }

  void add(Rule rule, Severity severity, Place.InFile place, String message, String suggestion) {
    if (seen.add(rule + " " + place.text() + " " + message)) {
      found.add(new Finding(rule, severity, message, place, suggestion, object));
    }
  }

  /** Checks a part that Argo's lint skips: what is found there are warnings. */
  void hidden(Runnable check) {
    hidden++;
    check.run();
    hidden--;
  }

  List<Finding> found() {
    return found;
  }

  String argoError() {
    return argoError;
  }
}
