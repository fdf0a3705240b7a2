package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.cluster.ConfigLookup;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A container's environment, as the kubelet makes it ({@code makeEnvironmentVariables}). */
final class EnvResolver {
  private final ConfigLookup lookup;
  private final PodFields fields;
  private final JsonNode pod;

  EnvResolver(ConfigLookup lookup, PodFields fields, JsonNode pod) {
    this.lookup = lookup;
    this.fields = fields;
    this.pod = pod;
  }

  /** {@code envFrom} in order, then {@code env}, which may refer to what came before. */
  Map<String, String> resolve(JsonNode container) throws ConfigError {
    Map<String, String> env = new LinkedHashMap<>();
    for (JsonNode source : container.path("envFrom")) {
      String prefix = source.path("prefix").asText("");
      data(source)
          .forEach(
              (key, value) -> env.put(prefix + key, new String(value, StandardCharsets.UTF_8)));
    }
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      String value = variable.path("value").asText("");
      if (!value.isEmpty()) {
        env.put(name, VarExpansion.expand(value, env));
      } else if (variable.has("valueFrom")) {
        Optional<String> from = valueFrom(variable.path("valueFrom"), container);
        if (from.isPresent()) {
          env.put(name, from.get());
        }
      } else {
        env.put(name, "");
      }
    }
    return env;
  }

  private Map<String, byte[]> data(JsonNode source) throws ConfigError {
    for (Kind kind : Kind.values()) {
      JsonNode reference = source.path(kind.envFrom);
      if (reference.isObject()) {
        return data(kind, reference).orElse(Map.of());
      }
    }
    return Map.of();
  }

  private Optional<String> valueFrom(JsonNode from, JsonNode container) throws ConfigError {
    if (from.has("fieldRef")) {
      String path = from.path("fieldRef").path("fieldPath").asText();
      return Optional.of(
          fields.field(path).orElseThrow(() -> new ConfigError("unsupported fieldPath: " + path)));
    }
    if (from.has("resourceFieldRef")) {
      return Optional.of(resource(from.path("resourceFieldRef"), container));
    }
    for (Kind kind : Kind.values()) {
      JsonNode reference = from.path(kind.keyRef);
      if (reference.isObject()) {
        return key(kind, reference);
      }
    }
    throw new ConfigError("unsupported valueFrom: " + from);
  }

  private String resource(JsonNode reference, JsonNode container) throws ConfigError {
    JsonNode of = container;
    String named = reference.path("containerName").asText("");
    for (JsonNode other : pod.path("spec").path("containers")) {
      if (!named.isEmpty() && other.path("name").asText().equals(named)) {
        of = other;
      }
    }
    String resource = reference.path("resource").asText();
    return fields
        .resource(of, resource, reference.path("divisor").asText("1"))
        .orElseThrow(() -> new ConfigError("unsupported container resource: " + resource));
  }

  private Optional<String> key(Kind kind, JsonNode reference) throws ConfigError {
    String name = reference.path("name").asText();
    String key = reference.path("key").asText();
    byte[] value = data(kind, reference).orElse(Map.of()).get(key);
    if (value != null) {
      return Optional.of(new String(value, StandardCharsets.UTF_8));
    }
    if (reference.path("optional").asBoolean()) {
      return Optional.empty();
    }
    String namespace = pod.path("metadata").path("namespace").asText();
    throw new ConfigError(
        "couldn't find key " + key + " in " + kind.type + " " + namespace + "/" + name);
  }

  private Optional<Map<String, byte[]>> data(Kind kind, JsonNode reference) throws ConfigError {
    String name = reference.path("name").asText();
    Optional<Map<String, byte[]>> data =
        kind == Kind.SECRET ? lookup.secret(name) : lookup.configMap(name);
    if (data.isEmpty() && !reference.path("optional").asBoolean()) {
      throw new ConfigError(kind.word + " \"" + name + "\" not found");
    }
    return data;
  }

  private enum Kind {
    CONFIG_MAP("ConfigMap", "configmap", "configMapRef", "configMapKeyRef"),
    SECRET("Secret", "secret", "secretRef", "secretKeyRef");

    private final String type;
    private final String word;
    private final String envFrom;
    private final String keyRef;

    Kind(String type, String word, String envFrom, String keyRef) {
      this.type = type;
      this.word = word;
      this.envFrom = envFrom;
      this.keyRef = keyRef;
    }
  }
}
