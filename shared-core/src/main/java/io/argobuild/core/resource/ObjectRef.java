package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;

/**
 * Names an object of a cluster.
 *
 * @param namespace left out of account for kinds without namespaces
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {

  /**
   * @param namespace where the object names none
   */
  public static ObjectRef of(JsonNode object, String namespace) {
    JsonNode metadata = object.path("metadata");
    String own = Fields.textOrEmpty(metadata, "namespace");
    return new ObjectRef(
        Fields.textOrEmpty(object, "apiVersion"),
        Fields.textOrEmpty(object, "kind"),
        own.isEmpty() ? namespace : own,
        Fields.textOrEmpty(metadata, "name"));
  }

  /** The API group; empty for the core. */
  public String group() {
    return group(apiVersion);
  }

  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** For the status of a node. */
  public ObjectNode toJson() {
    return Fields.NOTHING
        .objectNode()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .put("namespace", namespace)
        .put("name", name);
  }

  public static ObjectRef ofJson(JsonNode json) {
    return new ObjectRef(
        Fields.textOrEmpty(json, "apiVersion"),
        Fields.textOrEmpty(json, "kind"),
        Fields.textOrEmpty(json, "namespace"),
        Fields.textOrEmpty(json, "name"));
  }

  /** How people name it: {@code Job test/work}. */
  public String shown() {
    return kind + ' ' + (namespace.isEmpty() ? name : namespace + '/' + name);
  }
}
