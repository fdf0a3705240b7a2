package io.argobuild.core.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with objects of a cluster. Doing it again is as doing it once, but for patches
 * that add to a list.
 *
 * @param objects of the manifest, in order; named, also where the manifest says {@code
 *     generateName}
 * @param targets objects named by the flags instead
 * @param patch of the objects or targets; null for other verbs
 * @param namespace of targets, and of objects that name none
 */
public record ResourceRequest(
    ResourceVerb verb,
    List<ObjectNode> objects,
    List<Target> targets,
    @Nullable ObjectPatch patch,
    String namespace,
    ResourceFlags flags,
    ResourceOwner owner) {

  public ResourceRequest {
    objects = List.copyOf(objects);
    targets = List.copyOf(targets);
  }

  /** How many objects it is about, as far as that can be said. */
  public int size() {
    return Math.max(objects.size(), targets.size());
  }
}
