package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.when.WhenCondition;
import io.argobuild.core.expression.when.WhenException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The syntax of {@code when}, which Argo looks at only when the step is due. */
final class WhenRule {
  private static final Pattern TAG = Pattern.compile("\\{\\{.*?}}", Pattern.DOTALL);

  private WhenRule() {}

  static void check(Findings findings, ObjectNode call, Site site) {
    String when = call.path("when").asText("");
    if (when.isEmpty() || TAG.matcher(when).replaceFirst("").isBlank()) {
      return;
    }
    error(TAG.matcher(when).replaceAll("x"))
        .ifPresent(error -> findings.own(Rule.WHEN, site.field("when"), error));
  }

  /** What is wrong, whatever the tags stand for. */
  private static Optional<String> error(String condition) {
    try {
      WhenCondition.evaluate(condition);
      return Optional.empty();
    } catch (WhenException e) {
      return e.stage() == WhenException.Stage.PARSE ? Optional.of(e.text()) : Optional.empty();
    }
  }
}
