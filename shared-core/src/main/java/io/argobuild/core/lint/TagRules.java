package io.argobuild.core.lint;

import java.util.List;

/** Tags that nothing will ever replace. */
final class TagRules {
  /** First words of all variables. */
  private static final List<String> ROOTS =
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

  static void check(Findings findings, Site site, String text) {
    if (!text.contains("{{")) {
      return;
    }
    if (Tags.hasOpenTag(text)) {
      findings.own(Rule.TAG_OPEN, site, "a tag is not closed");
    }
    for (String tag : Tags.in(text)) {
      if (!Tags.isExpression(tag)) {
        simple(findings, site, tag);
      }
    }
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
