package io.argobuild.core.lint;

import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.template.DependsExpression;

/** The syntax of {@code depends}, which Argo looks at only when the task is due. */
final class DependsRule {
  private DependsRule() {}

  static void check(Findings findings, DagTask task, Site site) {
    if (task.depends().isEmpty() || DependsSyntax.unknownResult(task.depends()).isPresent()) {
      return;
    }
    try {
      DependsExpression.of(task, name -> null).evaluate((name, result) -> false);
    } catch (ProblemException e) {
      String first = e.problem().message().lines().findFirst().orElse("");
      findings.own(Rule.DEPENDS_SYNTAX, site.field("depends"), first);
    }
  }
}
