package io.argobuild.core.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One recorded answer of the Go libraries behind Argo Workflows 4.1.2.
 *
 * @param fields the line of the vector file; see the accessors for the usual fields
 */
public record Vector(JsonNode fields) {

  public String id() {
    return fields.path("id").asText();
  }

  public String kind() {
    return fields.path("kind").asText();
  }

  /** The entry point; empty when the area has only one. */
  public String mode() {
    return fields.path("mode").asText("");
  }

  public String input() {
    return fields.path("input").asText();
  }

  /** The variables: an object, or missing. A number without fraction or exponent is a Go int. */
  public JsonNode env() {
    return fields.path("env");
  }

  public JsonNode expect() {
    return fields.path("expect");
  }

  /** Any text field such as {@code printed}, {@code rendered}, {@code stage}, {@code doc}. */
  public @Nullable String text(String field) {
    JsonNode value = fields.path(field);
    return value.isTextual() ? value.textValue() : null;
  }

  public boolean isError() {
    return fields.path("error").isTextual();
  }

  /** The Go error text, or null. */
  public @Nullable String error() {
    return text("error");
  }

  /** Where the error arose, or null. */
  public @Nullable String stage() {
    return text("stage");
  }

  /** A name for test reports: id and the start of the input. */
  public String title() {
    String shown = input().replace('\n', '⏎');
    return id() + " " + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown);
  }
}
