package io.argobuild.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts Secrets from other resources, also where they are in a {@code List}.
 *
 * @param harmless resources without any Secret; Lists are taken apart
 * @param secrets names of the Secrets
 */
record SecretFilter(List<ObjectNode> harmless, List<RunManifest.SecretName> secrets) {

  static SecretFilter of(List<ObjectNode> resources) {
    SecretFilter filter = new SecretFilter(new ArrayList<>(), new ArrayList<>());
    resources.forEach(filter::take);
    return filter;
  }

  private void take(ObjectNode resource) {
    String kind = Fields.textOrEmpty(resource, "kind");
    if (kind.endsWith("List") && resource.get("items") instanceof ArrayNode items) {
      for (JsonNode item : items) {
        if (item instanceof ObjectNode object) {
          take(typed(object, kind.substring(0, kind.length() - "List".length())));
        }
      }
    } else if (kind.equals("Secret")) {
      JsonNode metadata = resource.path("metadata");
      secrets.add(
          new RunManifest.SecretName(
              Fields.textOrEmpty(metadata, "namespace"), Fields.textOrEmpty(metadata, "name")));
    } else {
      harmless.add(resource);
    }
  }

  /** An item of a SecretList and the like may leave its kind out. */
  private static ObjectNode typed(ObjectNode item, String kind) {
    if (kind.isEmpty() || item.has("kind")) {
      return item;
    }
    ObjectNode copy = item.objectNode();
    copy.setAll(item);
    return copy.put("kind", kind);
  }
}
