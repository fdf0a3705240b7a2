package io.argobuild.core.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.objects.LocalObjects;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.yaml.FieldPath;
import io.argobuild.core.manifest.yaml.Positions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * ConfigMaps and Secrets of a run: those that were given along or are made by it, and what the run
 * itself hands to its pods. Namespaces are left out of account: all belong to the one run.
 */
final class RunResources implements ConfigLookup {
  private final Source objects;
  private final Map<String, Map<String, byte[]>> own = new ConcurrentHashMap<>();

  /** Finds objects by kind and name. */
  private interface Source {
    Optional<ObjectNode> named(String kind, String name);
  }

  private RunResources(Source objects) {
    this.objects = objects;
  }

  /** The first of a name counts. */
  static RunResources of(List<ObjectNode> objects) {
    Map<String, ObjectNode> byKindAndName = new LinkedHashMap<>();
    for (ObjectNode object : objects) {
      String name = Fields.textOrEmpty(object.path("metadata"), "name");
      byKindAndName.putIfAbsent(Fields.textOrEmpty(object, "kind") + '/' + name, object);
    }
    return new RunResources(
        (kind, name) -> Optional.ofNullable(byKindAndName.get(kind + '/' + name)));
  }

  /** As the objects are when they are asked for. */
  static RunResources over(LocalObjects objects) {
    return new RunResources(objects::named);
  }

  static List<ObjectNode> objects(Manifests manifests) {
    return manifests.objects().stream()
        .filter(object -> object.workflow().isEmpty())
        .map(ManifestObject::raw)
        .toList();
  }

  /** Objects that stand in no file. */
  static Manifests manifests(List<ObjectNode> objects) {
    return new Manifests(objects.stream().map(RunResources::manifest).toList(), List.of());
  }

  static ManifestObject manifest(ObjectNode object) {
    String kind = Fields.textOrEmpty(object, "kind");
    String name = Fields.textOrEmpty(object.path("metadata"), "name");
    return new ManifestObject(
        Fields.textOrEmpty(object, "apiVersion"),
        kind,
        object,
        Positions.none(kind.toLowerCase(Locale.ROOT) + ' ' + name),
        FieldPath.ROOT,
        0,
        List.of());
  }

  /** A Secret of the run's own. */
  void putSecret(String name, Map<String, String> texts) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    texts.forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
    own.put(name, data);
  }

  boolean hasSecret(String name) {
    return secret(name).isPresent();
  }

  /** Values of Secrets, which must not be shown. */
  static Set<String> secretTexts(List<ObjectNode> objects) {
    return objects.stream()
        .filter(object -> Fields.textOrEmpty(object, "kind").equals(ManifestKind.SECRET.kind()))
        .flatMap(object -> data(object, "stringData", "data").values().stream())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Map<String, byte[]>> configMap(String name) {
    return objects
        .named(ManifestKind.CONFIG_MAP.kind(), name)
        .map(object -> data(object, "data", "binaryData"));
  }

  @Override
  public Optional<Map<String, byte[]>> secret(String name) {
    return Optional.ofNullable(own.get(name))
        .or(
            () ->
                objects
                    .named(ManifestKind.SECRET.kind(), name)
                    .map(object -> data(object, "stringData", "data")));
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
