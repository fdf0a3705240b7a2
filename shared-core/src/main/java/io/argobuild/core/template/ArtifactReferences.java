package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Inputs;
import io.argobuild.core.manifest.Outputs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the artifacts that {@code from} and {@code fromExpression} mean (Argo 4.1.2, argo-spec 02
 * section 18).
 *
 * @param scope outputs of steps or tasks
 * @param variables what expressions may name besides artifacts
 * @param inputs the bound inputs of the template in whose body the reference stands
 * @param globals the workflow's outputs
 */
public record ArtifactReferences(
    OutputScope scope, Variables variables, Inputs inputs, Outputs globals) {
  private static final String INPUTS = "inputs.artifacts.";
  private static final String GLOBALS = "workflow.outputs.artifacts.";

  /**
   * The artifact itself if it gives a location, else the one it refers to, under its own name.
   *
   * @throws TemplateException when it refers to nothing
   */
  public Artifact resolve(Artifact artifact) throws TemplateException {
    if (artifact.from().isEmpty() && artifact.fromExpression().isEmpty()) {
      return artifact;
    }
    Artifact found =
        artifact.from().isEmpty()
            ? ArtifactExpressions.evaluate(artifact.fromExpression(), this)
            : byTag(artifact.from());
    ObjectNode resolved = found.raw().objectNode();
    resolved.setAll(found.raw());
    resolved.put("name", artifact.name());
    if (!artifact.subPath().isEmpty()) {
      appendToKey(resolved, artifact.subPath());
    }
    for (String field : new String[] {"globalName", "optional"}) {
      if (artifact.raw().has(field)) {
        resolved.set(field, artifact.raw().get(field));
      }
    }
    return new Artifact(resolved);
  }

  private Artifact byTag(String tag) throws TemplateException {
    String key = tag.strip();
    if (key.startsWith("{{") && key.endsWith("}}")) {
      key = key.substring(2, key.length() - 2).strip();
    }
    return byKey(key)
        .orElseThrow(() -> new TemplateException("Unable to resolve: \"" + unbraced(tag) + "\""));
  }

  Optional<Artifact> byKey(String key) {
    Optional<Artifact> output = scope.artifact(key);
    if (output.isPresent()) {
      return output;
    }
    if (key.startsWith(INPUTS)) {
      String name = key.substring(INPUTS.length());
      return inputs.artifacts().stream().filter(a -> a.name().equals(name)).findFirst();
    }
    if (key.startsWith(GLOBALS)) {
      String name = key.substring(GLOBALS.length());
      return globals.artifacts().stream().filter(a -> a.name().equals(name)).findFirst();
    }
    return Optional.empty();
  }

  /** Every artifact that can be referred to, by its key. */
  Map<String, Artifact> artifacts() {
    Map<String, Artifact> all = new HashMap<>(scope.artifacts());
    inputs.artifacts().forEach(artifact -> all.put(INPUTS + artifact.name(), artifact));
    globals.artifacts().forEach(artifact -> all.put(GLOBALS + artifact.name(), artifact));
    return all;
  }

  private static String unbraced(String tag) {
    return tag.replace("{{", "").replace("}}", "").strip();
  }

  private static void appendToKey(ObjectNode artifact, String subPath) {
    for (var entry : artifact.properties()) {
      if (entry.getValue() instanceof ObjectNode location && location.has("key")) {
        ObjectNode copy = location.objectNode();
        copy.setAll(location);
        String key = Fields.textOrEmpty(location, "key");
        copy.put("key", key.endsWith("/") ? key + subPath : key + "/" + subPath);
        artifact.set(entry.getKey(), copy);
        return;
      }
    }
  }
}
