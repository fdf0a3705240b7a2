package io.argobuild.core.cluster.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.objects.ClusterObjects.Write;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectKind;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceRequest;
import io.argobuild.core.resource.ResourceVerb;
import io.argobuild.core.resource.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries out requests on the objects of a cluster as kubectl does. */
public record Kubectl(ClusterObjects objects) {

  /**
   * Carries out a request; a creation that is repeated finds its own object there.
   *
   * @return the objects as they are now; none when they were deleted, or need not be there
   */
  public List<ObjectNode> run(ResourceRequest request) {
    List<ObjectNode> found = new ArrayList<>();
    switch (request.verb()) {
      case CREATE -> request.objects().forEach(object -> found.add(create(request, object)));
      case APPLY ->
          request.objects().forEach(object -> found.add(write(Write.APPLY, request, object)));
      case REPLACE -> request.objects().forEach(object -> found.add(replace(request, object)));
      case PATCH -> patch(request, found);
      case GET -> refs(request).forEach(ref -> get(request, ref).ifPresent(found::add));
      // Argo always lets what is to be deleted be gone.
      case DELETE -> refs(request).forEach(ref -> objects.delete(ref, request.flags()));
    }
    return found;
  }

  private ObjectNode create(ResourceRequest request, ObjectNode object) {
    try {
      return write(Write.CREATE, request, object);
    } catch (ProblemException e) {
      if (!e.problem().code().equals(ObjectProblems.EXISTS)) {
        throw e;
      }
      return objects
          .read(ref(request, object))
          .filter(there -> request.owner().created(there))
          .orElseThrow(() -> e);
    }
  }

  private ObjectNode replace(ResourceRequest request, ObjectNode object) {
    if (!request.flags().force()) {
      return write(Write.REPLACE, request, object);
    }
    objects.delete(ref(request, object), request.flags());
    return write(Write.CREATE, request, object);
  }

  private ObjectNode write(Write how, ResourceRequest request, ObjectNode object) {
    return objects.write(how, object, request.namespace(), request.flags());
  }

  private void patch(ResourceRequest request, List<ObjectNode> found) {
    ObjectPatch patch = request.patch();
    if (patch != null) {
      refs(request).forEach(ref -> found.add(objects.patch(ref, patch, request.flags())));
    }
  }

  private Optional<ObjectNode> get(ResourceRequest request, ObjectRef ref) {
    Optional<ObjectNode> found = objects.read(ref);
    if (found.isEmpty() && !request.flags().ignoreNotFound()) {
      throw ObjectProblems.notFound(ref);
    }
    return found;
  }

  /** The objects that are there already, or should be. */
  private List<ObjectRef> refs(ResourceRequest request) {
    List<ObjectRef> refs = new ArrayList<>();
    request.objects().forEach(object -> refs.add(ref(request, object)));
    for (Target target : request.targets()) {
      ObjectRef ref = objects.resolve(target.type(), request.namespace(), target.name());
      if (target.name().isEmpty() && request.verb() == ResourceVerb.DELETE) {
        objects.list(ref, request.flags().selector()).stream()
            .map(object -> ref(request, object))
            .forEach(refs::add);
      } else {
        refs.add(ref);
      }
    }
    return refs;
  }

  private static ObjectRef ref(ResourceRequest request, ObjectNode object) {
    ObjectRef ref = ObjectRef.of(object, request.namespace());
    return ObjectKind.of(ref.apiVersion(), ref.kind()).namespaced()
        ? ref
        : new ObjectRef(ref.apiVersion(), ref.kind(), "", ref.name());
  }
}
