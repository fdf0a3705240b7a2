package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.HttpRequest;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What runs for an http template: a script that sends the request by curl and leaves the response
 * as output parameters. Argo has one agent pod for all requests of a workflow instead.
 */
public final class HttpPod {
  private static final String FOLDER = "/tmp/argo-http/";
  private static final String STATUS = "status";
  private static final String HEADERS = "headers";
  private static final String BODY = "body";
  private static final String SENT = "request";

  /** Methods and names of headers (RFC 9110). */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private HttpPod() {}

  /**
   * A response.
   *
   * @param headers as they were sent, the status line first; of the last of several responses
   * @param body its first 256 KiB
   */
  public record Response(int status, String headers, String body) {}

  /**
   * The script template that stands for an http template; any other is returned as it is.
   *
   * @param image one with curl
   */
  public static Template template(Template template, String image) {
    return template
        .http()
        .map(http -> script(template, new HttpRequest(http), image))
        .orElse(template);
  }

  private static Template script(Template template, HttpRequest request, String image) {
    check(request);
    ObjectNode raw = template.raw().objectNode();
    raw.setAll(template.raw());
    raw.remove(List.of("http", "outputs", "inputs"));
    ObjectNode script = raw.putObject("script").put("image", image);
    script.putArray("command").add("sh");
    script.put("source", ScriptText.REQUEST);
    ArrayNode env = script.putArray("env");
    boolean sends =
        !request.body().isEmpty() || !request.bytes().isEmpty() || request.method().equals("POST");
    add(env, "URL", request.url());
    add(env, "METHOD", request.method());
    add(env, "TIMEOUT", Long.toString(request.timeoutSeconds()));
    add(env, "INSECURE", request.insecure() ? "true" : "");
    add(env, "BODY", sends ? FOLDER + SENT : "");
    add(env, "BASE64", request.bytes().isEmpty() ? "" : "true");
    add(env, "UNTYPED", isTyped(request) ? "" : "true");
    headers(env, request.headers());
    if (sends) {
      ObjectNode body = raw.putObject("inputs").putArray("artifacts").addObject();
      body.put("name", SENT).put("path", FOLDER + SENT);
      String data = request.bytes().isEmpty() ? request.body() : request.bytes();
      body.putObject("raw").put("data", data);
    }
    ArrayNode parameters = raw.putObject("outputs").putArray("parameters");
    for (String name : List.of(STATUS, HEADERS, BODY)) {
      parameters.addObject().put("name", name).putObject("valueFrom").put("path", FOLDER + name);
    }
    return new Template(raw);
  }

  private static void check(HttpRequest request) {
    if (!request.url().matches("(?i)https?://.+")) {
      throw invalid("http.url is no address of http or https: '" + request.url() + "'", "url");
    }
    if (!TOKEN.matcher(request.method()).matches()) {
      throw invalid("http.method is none: '" + request.method() + "'", "method");
    }
    for (HttpRequest.Header header : request.headers()) {
      if (!TOKEN.matcher(header.name()).matches()) {
        throw invalid("'" + header.name() + "' can't name a header", "headers");
      }
    }
  }

  private static ProblemException invalid(String message, String field) {
    return new ProblemException(
        new Problem(
            "POD_HTTP_INVALID",
            ProblemClass.CONFIGURATION,
            message,
            new Place.At("http." + field),
            "Correct http." + field + " of the template"));
  }

  private static boolean isTyped(HttpRequest request) {
    return request.headers().stream().anyMatch(h -> h.name().equalsIgnoreCase("Content-Type"));
  }

  private static void headers(ArrayNode env, List<HttpRequest.Header> headers) {
    add(env, "HEADERS", Integer.toString(headers.size()));
    for (int i = 0; i < headers.size(); i++) {
      HttpRequest.Header header = headers.get(i);
      add(env, "NAME_" + i, header.name());
      if (header.valueFrom().isPresent()) {
        env.addObject()
            .put("name", "ARGO_HTTP_VALUE_" + i)
            .set("valueFrom", header.valueFrom().get());
      } else {
        add(env, "VALUE_" + i, header.value());
      }
    }
  }

  private static void add(ArrayNode env, String name, String value) {
    // Kubernetes would expand $(NAME).
    env.addObject().put("name", "ARGO_HTTP_" + name).put("value", value.replace("$", "$$"));
  }

  /** The response that a pod has reported; empty when there was none. */
  public static Optional<Response> response(PodAssessment seen) {
    String status = reported(seen, STATUS);
    return status.matches("[1-9][0-9]{2}")
        ? Optional.of(
            new Response(Integer.parseInt(status), reported(seen, HEADERS), reported(seen, BODY)))
        : Optional.empty();
  }

  private static String reported(PodAssessment seen, String name) {
    return seen.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .flatMap(parameter -> parameter.value().stream())
        .findFirst()
        .orElse("");
  }
}
