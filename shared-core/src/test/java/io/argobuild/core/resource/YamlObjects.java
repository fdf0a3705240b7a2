package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;

/** Trees for tests, made of YAML. */
public final class YamlObjects {
  private YamlObjects() {}

  public static ObjectNode yaml(String text) {
    return (ObjectNode) value(text);
  }

  public static JsonNode value(String text) {
    return new YamlReader(Limits.DEFAULT, YamlReader.Duplicates.REFUSED).readSingle(text, "test");
  }
}
