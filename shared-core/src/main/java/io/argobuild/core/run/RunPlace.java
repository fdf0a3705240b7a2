package io.argobuild.core.run;

import io.argobuild.core.store.RunManifest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run's pods are.
 *
 * @param settings that were recorded when the run began, so that it is found again
 */
record RunPlace(
    RuntimeKind runtime, String run, String uid, String namespace, Map<String, String> settings) {
  private static final String RUNTIME = "runtime";

  RunPlace {
    settings = Map.copyOf(settings);
  }

  static RunPlace of(RunManifest manifest) {
    RuntimeKind runtime =
        RuntimeKind.of(manifest.settings().getOrDefault(RUNTIME, "")).orElse(RuntimeKind.LOCAL);
    return new RunPlace(
        runtime,
        manifest.name(),
        manifest.workflow().uid(),
        manifest.workflow().namespace(),
        manifest.settings());
  }

  /** What to record of a new run. */
  static Map<String, String> settings(RuntimeKind runtime, Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>(more);
    settings.put(RUNTIME, runtime.text());
    return settings;
  }
}
