package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A named text, or the way to get it. */
public record Parameter(ObjectNode raw) {
  public static Parameter of(String name, String value) {
    return new Parameter(Fields.NOTHING.objectNode().put("name", name).put("value", value));
  }

  public String name() {
    return Fields.textOrEmpty(raw, "name");
  }

  public Optional<String> value() {
    return Fields.text(raw, "value");
  }

  public Optional<String> defaultValue() {
    return Fields.text(raw, "default");
  }

  public Optional<ObjectNode> valueFrom() {
    return Fields.object(raw, "valueFrom");
  }

  /** Where a pod leaves the value, or empty. */
  public String path() {
    return Fields.textOrEmpty(raw.path("valueFrom"), "path");
  }

  /** The default in {@code valueFrom}. */
  public Optional<String> valueFromDefault() {
    return Fields.text(raw.path("valueFrom"), "default");
  }

  public String globalName() {
    return Fields.textOrEmpty(raw, "globalName");
  }

  public List<String> allowedValues() {
    return Fields.texts(raw, "enum");
  }

  /** A copy with this value, without {@code valueFrom}. */
  public Parameter withValue(String value) {
    ObjectNode copy = raw.objectNode();
    copy.setAll(raw);
    copy.remove("valueFrom");
    copy.put("value", value);
    return new Parameter(copy);
  }
}
