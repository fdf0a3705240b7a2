package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The body of an http template (Argo 4.1.2). */
public record HttpRequest(ObjectNode raw) {
  private static final long DEFAULT_TIMEOUT = 30;

  /**
   * A header.
   *
   * @param valueFrom as of an environment variable; empty when the value is given
   */
  public record Header(String name, String value, Optional<ObjectNode> valueFrom) {}

  public String method() {
    String method = Fields.textOrEmpty(raw, "method");
    return method.isEmpty() ? "GET" : method.toUpperCase(Locale.ROOT);
  }

  public String url() {
    return Fields.textOrEmpty(raw, "url");
  }

  public List<Header> headers() {
    return Fields.objects(raw, "headers", HttpRequest::header);
  }

  private static Header header(ObjectNode header) {
    return new Header(
        Fields.textOrEmpty(header, "name"),
        Fields.textOrEmpty(header, "value"),
        Fields.object(header, "valueFrom"));
  }

  /** The text to send, or empty. */
  public String body() {
    return Fields.textOrEmpty(raw, "body");
  }

  /** The bytes to send in base64, or empty. */
  public String bytes() {
    JsonNode from = raw.path("bodyFrom");
    return Fields.textOrEmpty(from, "bytes");
  }

  public long timeoutSeconds() {
    return Fields.number(raw, "timeoutSeconds").filter(n -> n > 0).orElse(DEFAULT_TIMEOUT);
  }

  public boolean insecure() {
    return Fields.flag(raw, "insecureSkipVerify");
  }

  /** An expression over request and response, or empty. */
  public String successCondition() {
    return Fields.textOrEmpty(raw, "successCondition");
  }
}
