package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The report as data. */
final class JsonReport {
  private JsonReport() {}

  static String render(LintReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("errors", report.count(Severity.ERROR));
    root.put("warnings", report.count(Severity.WARNING));
    ArrayNode findings = root.putArray("findings");
    for (Finding finding : report.findings()) {
      ObjectNode item = findings.addObject();
      item.put("code", finding.rule().code());
      item.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
      item.put("message", finding.message());
      item.put("file", finding.place().file());
      item.put("line", finding.place().line());
      item.put("column", finding.place().column());
      item.put("path", finding.place().path());
      item.put("object", finding.object());
      item.put("suggestion", finding.suggestion());
    }
    ArrayNode objects = root.putArray("objects");
    for (Verdict verdict : report.verdicts()) {
      ObjectNode item = objects.addObject();
      item.put("file", verdict.file());
      item.put("object", verdict.object());
      item.put("argoError", verdict.error());
    }
    return root.toPrettyString() + "\n";
  }
}
