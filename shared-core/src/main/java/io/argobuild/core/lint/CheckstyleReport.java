package io.argobuild.core.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The XML that Checkstyle writes. */
final class CheckstyleReport {
  private CheckstyleReport() {}

  static String render(LintReport report) {
    Map<String, List<Finding>> byFile = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      byFile.computeIfAbsent(finding.place().file(), file -> new ArrayList<>()).add(finding);
    }
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<checkstyle version=\"10.0\">\n");
    byFile.forEach(
        (file, findings) -> {
          xml.append("  <file name=\"").append(escaped(file)).append("\">\n");
          findings.forEach(finding -> append(xml, finding));
          xml.append("  </file>\n");
        });
    return xml.append("</checkstyle>\n").toString();
  }

  private static void append(StringBuilder xml, Finding finding) {
    String suggestion = finding.suggestion();
    String message = finding.message() + (suggestion.isEmpty() ? "" : ". " + suggestion);
    xml.append("    <error line=\"").append(finding.place().line());
    xml.append("\" column=\"").append(finding.place().column());
    xml.append("\" severity=\"").append(finding.severity().name().toLowerCase(Locale.ROOT));
    xml.append("\" message=\"").append(escaped(message));
    xml.append("\" source=\"").append(finding.rule().code()).append("\"/>\n");
  }

  /** For an attribute; characters that XML 1.0 does not have become replacement characters. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
