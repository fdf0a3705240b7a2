package io.argobuild.core.cluster;

import java.util.Map;
import java.util.Optional;

/** ConfigMaps and Secrets for a cluster that has none of its own. */
public interface ConfigLookup {

  /** The data of a ConfigMap, decoded. */
  Optional<Map<String, byte[]>> configMap(String name);

  /** The data of a Secret, decoded from base64. */
  Optional<Map<String, byte[]>> secret(String name);

  /** There are none. */
  static ConfigLookup none() {
    return of(Map.of(), Map.of());
  }

  static ConfigLookup of(
      Map<String, Map<String, byte[]>> configMaps, Map<String, Map<String, byte[]>> secrets) {
    return new ConfigLookup() {
      @Override
      public Optional<Map<String, byte[]>> configMap(String name) {
        return Optional.ofNullable(configMaps.get(name));
      }

      @Override
      public Optional<Map<String, byte[]>> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
      }
    };
  }
}
