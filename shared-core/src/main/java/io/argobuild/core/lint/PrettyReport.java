package io.argobuild.core.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** By file, with a summary in Argo's words. */
final class PrettyReport {
  private PrettyReport() {}

  static String render(LintReport report) {
    StringBuilder text = new StringBuilder();
    Map<String, List<Finding>> byFile = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      byFile.computeIfAbsent(finding.place().file(), file -> new ArrayList<>()).add(finding);
    }
    byFile.forEach(
        (file, findings) -> {
          text.append(file).append(":\n");
          findings.forEach(finding -> append(text, finding));
          text.append('\n');
        });
    return text.append(summary(report)).append('\n').toString();
  }

  private static void append(StringBuilder text, Finding finding) {
    text.append("   ").append(icon(finding.severity())).append(' ');
    if (finding.place().line() > 0) {
      text.append(finding.place().line()).append(':').append(finding.place().column()).append(' ');
    }
    if (!finding.object().isEmpty()) {
      text.append("in ").append(finding.object()).append(": ");
    }
    text.append(finding.message().replace("\n", "\n     "));
    text.append("  [").append(finding.rule().code()).append("]\n");
    if (!finding.suggestion().isEmpty()) {
      text.append("     ").append(finding.suggestion()).append('\n');
    }
  }

  private static char icon(Severity severity) {
    return switch (severity) {
      case ERROR -> '✖';
      case WARNING -> '⚠';
      case INFO -> 'ℹ';
    };
  }

  private static String summary(LintReport report) {
    if (report.verdicts().isEmpty() && report.findings().isEmpty()) {
      return "✖ found nothing to lint in the specified paths, failing...";
    }
    long errors = report.count(Severity.ERROR);
    long warnings = report.count(Severity.WARNING);
    String more =
        warnings == 0 ? "" : " (" + warnings + (warnings == 1 ? " warning)" : " warnings)");
    return errors == 0
        ? "✔ no linting errors found!" + more
        : "✖ " + errors + " linting errors found!" + more;
  }
}
