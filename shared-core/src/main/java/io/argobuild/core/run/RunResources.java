package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * ConfigMaps and Secrets of a run: those that were given along, and what the run itself hands to
 * its pods. Namespaces are left out of account: all belong to the one run.
 */
final class RunResources implements ConfigLookup {
  private final Map<String, Map<String, byte[]>> configMaps = new LinkedHashMap<>();
  private final Map<String, Map<String, byte[]>> secrets = new ConcurrentHashMap<>();

  /** The first of a name counts. */
  static RunResources of(List<ObjectNode> objects) {
    RunResources resources = new RunResources();
    for (ObjectNode object : objects) {
      String name = Fields.textOrEmpty(object.path("metadata"), "name");
      String kind = Fields.textOrEmpty(object, "kind");
      if (kind.equals(ManifestKind.CONFIG_MAP.kind())) {
        resources.configMaps.putIfAbsent(name, data(object, "data", "binaryData"));
      } else if (kind.equals(ManifestKind.SECRET.kind())) {
        resources.secrets.putIfAbsent(name, data(object, "stringData", "data"));
      }
    }
    return resources;
  }

  static List<ObjectNode> objects(Manifests manifests) {
    return manifests.objects().stream()
        .filter(object -> object.workflow().isEmpty())
        .map(ManifestObject::raw)
        .toList();
  }

  /** A Secret of the run's own. */
  void putSecret(String name, Map<String, String> texts) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    texts.forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
    secrets.put(name, data);
  }

  boolean hasSecret(String name) {
    return secrets.containsKey(name);
  }

  @Override
  public Optional<Map<String, byte[]>> configMap(String name) {
    return Optional.ofNullable(configMaps.get(name));
  }

  @Override
  public Optional<Map<String, byte[]>> secret(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  /** Texts win over bytes of the same key, as in a Secret. */
  private static Map<String, byte[]> data(ObjectNode object, String texts, String encoded) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    for (var entry : object.path(encoded).properties()) {
      data.put(entry.getKey(), decoded(entry.getValue()));
    }
    for (var entry : object.path(texts).properties()) {
      data.put(entry.getKey(), entry.getValue().asText().getBytes(StandardCharsets.UTF_8));
    }
    return data;
  }

  private static byte[] decoded(JsonNode text) {
    // Manifests fold long values.
    return Base64.getMimeDecoder().decode(text.asText());
  }
}
