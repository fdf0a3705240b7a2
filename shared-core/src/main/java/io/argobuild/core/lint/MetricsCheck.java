package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Prometheus metrics of a template. */
final class MetricsCheck {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private MetricsCheck() {}

  static void check(Findings findings, Resolved resolved, String callers) {
    List<ObjectNode> metrics =
        Fields.objects(resolved.template().raw().path("metrics"), "prometheus", m -> m);
    Site list = resolved.site().field("metrics").field("prometheus");
    for (int i = 0; i < metrics.size(); i++) {
      check(findings, metrics.get(i), list.item(i), resolved.template().name(), callers);
    }
  }

  private static void check(
      Findings findings, ObjectNode metric, Site site, String template, String callers) {
    String name = Fields.textOrEmpty(metric, "name");
    String start = "templates." + template + " metric ";
    if (!NAME.matcher(name).matches()) {
      String message =
          start
              + "name '"
              + name
              + "' is invalid. Metric names must contain alphanumeric characters or '_'";
      findings.argo(Rule.METRIC, site.field("name"), callers, message);
    }
    for (JsonNode label : metric.path("labels")) {
      String key = label.path("key").asText("");
      if (!NAME.matcher(key).matches()) {
        String message =
            "metric label '"
                + key
                + "' is invalid: keys may only contain alphanumeric characters or '_'";
        findings.argo(Rule.METRIC, site.field("labels"), callers, message);
      }
    }
    if (Fields.textOrEmpty(metric, "help").isEmpty()) {
      String message = start + "'" + name + "' must contain a help string under 'help: ' field";
      findings.argo(Rule.METRIC, site, callers, message, "Add help");
    }
    valueError(metric)
        .ifPresent(
            error ->
                findings.argo(
                    Rule.METRIC, site, callers, start + "'" + name + "' error: " + error));
  }

  private static Optional<String> valueError(ObjectNode metric) {
    for (String kind : List.of("gauge", "counter", "histogram")) {
      JsonNode body = metric.path(kind);
      if (body.isObject() && Fields.textOrEmpty(body, "value").isEmpty()) {
        return Optional.of("missing " + kind + ".value");
      }
    }
    JsonNode gauge = metric.path("gauge");
    boolean late = Fields.textOrEmpty(gauge, "value").contains("resourcesDuration.");
    return Fields.flag(gauge, "realtime") && late
        ? Optional.of("'resourcesDuration.*' metrics cannot be used in real-time")
        : Optional.empty();
  }
}
