package io.argobuild.core.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tags that nothing will ever replace. */
final class TagRules {
  private static final Set<String> EXPRESSION_FIELDS = Set.of("expression", "fromExpression");
  private static final String HTTP_CONDITION = ".http.successCondition";

  /** First words of all variables. */
  static final List<String> ROOTS =
      List.of(
          "inputs",
          "outputs",
          "steps",
          "tasks",
          "workflow",
          "item",
          "pod",
          "node",
          "retries",
          "lastRetry",
          "status",
          "duration",
          "exitCode",
          "resourcesDuration",
          "cronworkflow",
          "result",
          "message");

  private TagRules() {}

  /**
   * Checks the tags of a text, or a text that is an expression as a whole.
   *
   * @param inputs names of the template's input parameters; empty if they are not known here
   */
  static void check(Findings findings, Site site, String text, Optional<Set<String>> inputs) {
    if (isExpression(site)) {
      ExpressionRule.check(findings, site, text, inputs);
      return;
    }
    if (!text.contains("{{")) {
      return;
    }
    if (Tags.hasOpenTag(text)) {
      findings.own(Rule.TAG_OPEN, site, "a tag is not closed");
    }
    for (String tag : Tags.in(text)) {
      if (Tags.isExpression(tag)) {
        ExpressionRule.check(findings, site, tag.substring(1), inputs);
      } else {
        simple(findings, site, tag);
      }
    }
  }

  /** Whether a field is an expression as a whole. */
  static boolean isExpression(Site site) {
    return EXPRESSION_FIELDS.contains(site.path().name())
        || site.path().toString().endsWith(HTTP_CONDITION);
  }

  private static void simple(Findings findings, Site site, String tag) {
    String name = tag.trim();
    String root = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (ROOTS.contains(root) || !name.contains(".")) {
      return;
    }
    String next = Nearest.suggestion(root, ROOTS, "");
    if (!next.isEmpty()) {
      String message = "nothing replaces {{" + tag + "}}: no variable begins with " + root;
      findings.own(Rule.TAG_TYPO, site, message, next);
    }
  }
}
