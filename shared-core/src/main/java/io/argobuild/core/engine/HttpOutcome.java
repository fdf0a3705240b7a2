package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.Environment;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.HttpRequest;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.pod.HttpPod;
import io.argobuild.core.pod.PodAssessment;
import io.argobuild.core.status.NodePhase;
import io.argobuild.core.template.ScopeExpressions;
import io.argobuild.core.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the response to an http template's request means for its node (Argo 4.1.2's agent).
 *
 * @param outputs result and parameters; may be empty
 */
record HttpOutcome(NodePhase phase, String message, ObjectNode outputs) {
  private static final String IN_MAIN = "^main: Error \\(exit code [0-9]+\\): ";

  static HttpOutcome of(Template template, HttpRequest request, PodAssessment seen) {
    Optional<HttpPod.Response> response = HttpPod.response(seen);
    if (response.isEmpty()) {
      String message = seen.message().replaceFirst(IN_MAIN, "");
      NodePhase phase = seen.phase() == NodePhase.ERROR ? NodePhase.ERROR : NodePhase.FAILED;
      return new HttpOutcome(
          phase, message.isEmpty() ? "there was no response" : message, Fields.NOTHING);
    }
    ObjectNode outputs = Fields.NOTHING.objectNode().put("result", response.get().body());
    Environment environment = environment(request, response.get());
    try {
      parameters(template, environment, outputs);
      String failure = failure(request, response.get(), environment);
      NodePhase phase = failure.isEmpty() ? NodePhase.SUCCEEDED : NodePhase.FAILED;
      return new HttpOutcome(phase, failure, outputs);
    } catch (TemplateException e) {
      return new HttpOutcome(NodePhase.FAILED, e.text(), outputs);
    }
  }

  private static String failure(
      HttpRequest request, HttpPod.Response response, Environment environment)
      throws TemplateException {
    String condition = request.successCondition();
    if (condition.isEmpty()) {
      boolean good = response.status() >= 200 && response.status() < 300;
      return good ? "" : "received non-2xx response code: " + response.status();
    }
    return ScopeExpressions.holds(condition, environment)
        ? ""
        : "successCondition '" + condition + "' evaluated false";
  }

  private static void parameters(Template template, Environment environment, ObjectNode outputs)
      throws TemplateException {
    ArrayNode parameters = outputs.arrayNode();
    for (Parameter parameter : template.outputs().parameters()) {
      String expression =
          parameter.valueFrom().map(from -> Fields.textOrEmpty(from, "expression")).orElse("");
      if (!expression.isEmpty()) {
        String value = ScopeExpressions.print(expression, environment);
        parameters.add(parameter.withValue(value).raw());
      } else {
        parameters.add(parameter.raw());
      }
    }
    if (!parameters.isEmpty()) {
      outputs.set("parameters", parameters);
    }
  }

  /** Headers from secrets are known in the pod only. */
  private static Environment environment(HttpRequest request, HttpPod.Response response) {
    Map<String, Object> sent = new LinkedHashMap<>();
    sent.put("method", request.method());
    sent.put("url", request.url());
    sent.put("body", request.body());
    Map<String, Object> headers = new LinkedHashMap<>();
    request.headers().forEach(header -> add(headers, header.name(), header.value()));
    sent.put("headers", headers);
    Map<String, Object> got = new LinkedHashMap<>();
    got.put("statusCode", (long) response.status());
    got.put("body", response.body());
    got.put("headers", received(response.headers()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("request", sent);
    all.put("response", got);
    return Environment.of(all).bare();
  }

  private static Map<String, Object> received(String text) {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (String line : text.split("\\r?\\n")) {
      int colon = line.indexOf(':');
      if (line.startsWith("HTTP/")) {
        // Redirections and interim responses come before the one that counts.
        headers.clear();
      } else if (colon > 0) {
        add(headers, line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  @SuppressWarnings("unchecked") // Only lists of texts are put in.
  private static void add(Map<String, Object> headers, String name, String value) {
    ((List<Object>) headers.computeIfAbsent(canonical(name), n -> new ArrayList<Object>()))
        .add(value);
  }

  /** As Go's {@code textproto} writes names: {@code Content-Type}. */
  private static String canonical(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (String part : name.toLowerCase(Locale.ROOT).split("-", -1)) {
      if (out.length() > 0 || name.startsWith("-")) {
        out.append('-');
      }
      if (!part.isEmpty()) {
        out.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
      }
    }
    return out.toString();
  }
}
