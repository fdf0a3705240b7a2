package io.argobuild.core.lint;

import java.util.Locale;

/** One line for each finding, as compilers write them. */
final class SimpleReport {
  private SimpleReport() {}

  static String render(LintReport report) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      text.append(finding.place().file()).append(':');
      if (finding.place().line() > 0) {
        text.append(finding.place().line()).append(':');
        text.append(finding.place().column()).append(':');
      }
      text.append(' ').append(finding.severity().name().toLowerCase(Locale.ROOT)).append(": ");
      text.append(finding.message().replaceAll("\\s*\\n\\s*", " "));
      text.append(" [").append(finding.rule().code()).append(']');
      if (!finding.suggestion().isEmpty()) {
        text.append(" (").append(finding.suggestion()).append(')');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
