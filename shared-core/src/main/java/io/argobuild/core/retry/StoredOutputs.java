package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Outputs;
import io.argobuild.core.status.ArtifactState;
import io.argobuild.core.status.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What nodes have stored, by our own states of artifacts or, where there are none, by Argo's. */
final class StoredOutputs {
  private static final Set<String> KEY_FIELDS = Set.of("key", "blob");

  private StoredOutputs() {}

  /**
   * An artifact that a node wrote, or may have.
   *
   * @param strategy of artifact GC; empty for none
   */
  record Stored(String name, String key, boolean gone, boolean mayExist, String strategy) {}

  /** Those that the node wrote itself; groups only hand on. */
  static List<Stored> of(NodeStatus node, String workflowStrategy) {
    List<Stored> all = new ArrayList<>();
    for (ArtifactState state : node.artifacts()) {
      boolean gone = state.phase() == ArtifactState.Phase.DELETED;
      all.add(
          new Stored(
              state.name(),
              state.key(),
              gone,
              state.phase().mayExist() && !state.key().isEmpty(),
              state.strategy()));
    }
    if (all.isEmpty() && node.outputs() != null) {
      for (Artifact artifact : new Outputs(node.outputs()).artifacts()) {
        String key = key(artifact.raw());
        String own = artifact.gcStrategy();
        all.add(
            new Stored(
                artifact.name(),
                key,
                artifact.deleted(),
                !artifact.deleted() && !key.isEmpty(),
                own.isEmpty() ? workflowStrategy : own));
      }
    }
    return all;
  }

  /** The place of an artifact in its store, as its location says; empty for none. */
  static String key(ObjectNode artifact) {
    for (var field : artifact.properties()) {
      JsonNode location = field.getValue();
      if (location.isObject()) {
        for (String name : KEY_FIELDS) {
          String key = Fields.textOrEmpty(location, name);
          if (!key.isEmpty()) {
            return key;
          }
        }
      }
    }
    return "";
  }

  static List<String> inputKeys(NodeStatus node) {
    return node.inputs() == null ? List.of() : keys(new Inputs(node.inputs()).artifacts(), null);
  }

  /** Keys of inputs with this name. */
  static List<String> inputKeys(NodeStatus node, String name) {
    return node.inputs() == null ? List.of() : keys(new Inputs(node.inputs()).artifacts(), name);
  }

  /** Keys of outputs with this name, as the node shows them. */
  static List<String> outputKeys(@Nullable ObjectNode outputs, String name) {
    return outputs == null ? List.of() : keys(new Outputs(outputs).artifacts(), name);
  }

  private static List<String> keys(List<Artifact> artifacts, @Nullable String name) {
    return artifacts.stream()
        .filter(artifact -> name == null || artifact.name().equals(name))
        .map(artifact -> key(artifact.raw()))
        .filter(key -> !key.isEmpty())
        .toList();
  }

  /** Folders are written with a slash in one place and without it in another. */
  static String bare(String key) {
    return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
  }
}
