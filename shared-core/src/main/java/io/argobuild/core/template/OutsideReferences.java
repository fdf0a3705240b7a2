package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The objects that a manifest names beside itself, so that a run on a cluster can have them before
 * it begins. Names with tags are known later only, and left out.
 */
public final class OutsideReferences {
  /** Where an {@code artifactRepositoryRef} without a name looks (Argo 4.1.2). */
  private static final String REPOSITORIES = "artifact-repositories";

  private static final Set<String> TEMPLATES = Set.of("templateRef", "workflowTemplateRef");
  private static final Set<String> SEMAPHORES = Set.of("semaphore", "semaphores");

  private final Set<Reference> found = new LinkedHashSet<>();

  private OutsideReferences() {}

  /** An object in the run's namespace, or of the cluster. */
  public record Reference(ManifestKind kind, String name) {
    private static Reference to(ObjectNode object) {
      return new Reference(
          ManifestKind.of(Fields.textOrEmpty(object, "kind")).orElse(ManifestKind.WORKFLOW),
          Fields.textOrEmpty(object.path("metadata"), "name"));
    }
  }

  /** What a manifest names, in the order of reading. */
  public static Set<Reference> of(JsonNode manifest) {
    OutsideReferences references = new OutsideReferences();
    references.walk(manifest);
    return references.found;
  }

  /**
   * Looks up what the workflow refers to, and what that refers to, where it was not given.
   *
   * @param given are not looked up
   * @param lookup is asked once for each; empty where there is none
   * @return what was looked up and found
   */
  public static List<ObjectNode> closure(
      ObjectNode workflow,
      Iterable<ObjectNode> given,
      Function<Reference, Optional<ObjectNode>> lookup) {
    Map<Reference, ObjectNode> known = new HashMap<>();
    given.forEach(object -> known.putIfAbsent(Reference.to(object), object));
    Set<Reference> asked = new HashSet<>();
    List<ObjectNode> found = new ArrayList<>();
    Deque<ObjectNode> unread = new ArrayDeque<>();
    unread.add(workflow);
    while (!unread.isEmpty()) {
      for (Reference reference : of(unread.remove())) {
        if (!asked.add(reference)) {
          continue;
        }
        ObjectNode object = known.get(reference);
        if (object == null) {
          Optional<ObjectNode> looked = lookup.apply(reference);
          looked.ifPresent(found::add);
          looked.ifPresent(unread::add);
        } else {
          unread.add(object);
        }
      }
    }
    return found;
  }

  private void walk(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field(field.getKey(), field.getValue()));
    }
    node.forEach(this::walk);
  }

  private void field(String name, JsonNode value) {
    if (TEMPLATES.contains(name)) {
      boolean cluster = value.path("clusterScope").asBoolean();
      ManifestKind kind =
          cluster ? ManifestKind.CLUSTER_WORKFLOW_TEMPLATE : ManifestKind.WORKFLOW_TEMPLATE;
      add(kind, Fields.textOrEmpty(value, "name"));
    } else if (SEMAPHORES.contains(name)) {
      configMapOf(value);
      value.forEach(this::configMapOf);
    } else if (name.equals("parameters")) {
      value.forEach(parameter -> configMapOf(parameter.path("valueFrom")));
    } else if (name.equals("memoize")) {
      JsonNode cache = value.path("cache").path("configMap");
      add(ManifestKind.CONFIG_MAP, Fields.textOrEmpty(cache, "name"));
    } else if (name.equals("artifactRepositoryRef")) {
      String configMap = Fields.textOrEmpty(value, "configMap");
      add(ManifestKind.CONFIG_MAP, configMap.isEmpty() ? REPOSITORIES : configMap);
    }
  }

  private void configMapOf(JsonNode source) {
    add(ManifestKind.CONFIG_MAP, Fields.textOrEmpty(source.path("configMapKeyRef"), "name"));
  }

  private void add(ManifestKind kind, String name) {
    if (!name.isEmpty() && !name.contains("{{")) {
      found.add(new Reference(kind, name));
    }
  }
}
