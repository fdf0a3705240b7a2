package io.argobuild.core.lint;

import io.argobuild.core.golden.DocSection;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LintDocTest {
  @Test
  void thePageNamesEveryRule() {
    StringBuilder table =
        new StringBuilder("| code | level | what should hold | what mends it |\n");
    table.append("|---|---|---|---|\n");
    for (Rule rule : Rule.values()) {
      table.append("| `").append(rule.code()).append("` | ");
      table.append(rule.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
      table.append(cell(rule.title())).append(" | ");
      table.append(cell(rule.suggestion())).append(" |\n");
    }
    new DocSection("docs/lint.md", "lint-rules").assertHolds(table.toString());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
