package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** SARIF 2.1.0. */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifReport() {}

  static String render(LintReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA);
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "argo-build");
    rules(report, driver.putArray("rules"));
    ArrayNode results = run.putArray("results");
    report.findings().forEach(finding -> result(finding, results.addObject()));
    return root.toPrettyString() + "\n";
  }

  private static void rules(LintReport report, ArrayNode rules) {
    Set<Rule> used = EnumSet.noneOf(Rule.class);
    report.findings().forEach(finding -> used.add(finding.rule()));
    for (Rule rule : used) {
      ObjectNode item = rules.addObject();
      item.put("id", rule.code());
      item.putObject("shortDescription").put("text", rule.title());
      item.putObject("defaultConfiguration").put("level", level(rule.severity()));
    }
  }

  private static void result(Finding finding, ObjectNode result) {
    result.put("ruleId", finding.rule().code());
    result.put("level", level(finding.severity()));
    String suggestion = finding.suggestion();
    String text = finding.message() + (suggestion.isEmpty() ? "" : ". " + suggestion);
    result.putObject("message").put("text", text);
    ObjectNode location = result.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(finding.place().file()));
    if (finding.place().line() > 0) {
      ObjectNode region = physical.putObject("region");
      region.put("startLine", finding.place().line());
      region.put("startColumn", Math.max(1, finding.place().column()));
    }
    if (!finding.place().path().isEmpty()) {
      location
          .putArray("logicalLocations")
          .addObject()
          .put("fullyQualifiedName", finding.place().path());
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO -> "note";
    };
  }

  /** A relative reference, with what a URI may not hold escaped. */
  private static String uri(String file) {
    StringBuilder uri = new StringBuilder();
    for (byte octet : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (c < 128 && (Character.isLetterOrDigit(c) || "/._-~:@!$&'()*+,;=".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append("%%%02X".formatted(octet & 0xFF));
      }
    }
    return uri.toString();
  }
}
