package io.argobuild.core.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was started with, and all that is needed to go on in another process.
 *
 * @param workflow named; a status in it is where the run begins
 * @param resources WorkflowTemplates, ConfigMaps and others that were given along. Secrets are not
 *     kept: a store leaves nothing of them but their names, see {@link #secrets}
 * @param secrets names of the Secrets that have to be given again
 * @param settings of the driver, as it likes
 * @param createdAt milliseconds at most
 */
public record RunManifest(
    Workflow workflow,
    List<ObjectNode> resources,
    List<SecretName> secrets,
    Map<String, String> settings,
    Instant createdAt) {

  public RunManifest {
    resources = List.copyOf(resources);
    if (!SecretFilter.of(resources).secrets().isEmpty()) {
      throw new IllegalArgumentException("Secrets are not kept; use RunManifest.of");
    }
    secrets = List.copyOf(secrets);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A manifest of these resources, Secrets among them turned into their names. */
  public static RunManifest of(
      Workflow workflow,
      List<ObjectNode> resources,
      Map<String, String> settings,
      Instant createdAt) {
    SecretFilter filter = SecretFilter.of(resources);
    return new RunManifest(workflow, filter.harmless(), filter.secrets(), settings, createdAt);
  }

  public String name() {
    return workflow.name();
  }

  /**
   * A Secret without what it holds.
   *
   * @param namespace may be empty
   */
  public record SecretName(String namespace, String name) {}
}
