package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.cluster.objects.ObjectProblems;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectKind;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceFlags;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Objects of a Kubernetes cluster; what resource templates are about. */
final class KubernetesObjects implements ClusterObjects {
  private static final String MANAGER = "argo-build";

  private final KubernetesClient client;
  private final Map<String, ResourceDefinitionContext> contexts = new ConcurrentHashMap<>();

  KubernetesObjects(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<ObjectNode> read(ObjectRef object) {
    return asking(object, "reading", () -> Optional.ofNullable(named(object).get()))
        .map(this::json);
  }

  @Override
  public ObjectRef resolve(String type, String namespace, String name) {
    ObjectKind kind =
        ObjectKind.called(type, ObjectKind.known())
            .or(() -> ObjectKind.called(type, served()))
            .orElseThrow(() -> ObjectProblems.unknownType(type));
    return new ObjectRef(kind.apiVersion(), kind.kind(), namespace, name);
  }

  /** What the server has beside the kinds that everybody knows. */
  private List<ObjectKind> served() {
    List<ObjectKind> kinds = new ArrayList<>();
    ObjectRef nothing = new ObjectRef("", "", "", "");
    asking(nothing, "reading", client::getApiGroups)
        .getGroups()
        .forEach(
            group -> {
              String version = group.getPreferredVersion().getGroupVersion();
              APIResourceList list = client.getApiResources(version);
              if (list != null) {
                list.getResources().forEach(resource -> kinds.add(kind(version, resource)));
              }
            });
    return kinds;
  }

  private static ObjectKind kind(String apiVersion, APIResource resource) {
    return new ObjectKind(
        apiVersion,
        resource.getKind(),
        resource.getName(),
        resource.getShortNames() == null ? List.of() : resource.getShortNames(),
        Boolean.TRUE.equals(resource.getNamespaced()),
        false);
  }

  @Override
  public List<ObjectNode> list(ObjectRef kind, String selector) {
    ResourceDefinitionContext context = context(kind);
    return asking(
        kind,
        "listing",
        () -> {
          var all = client.genericKubernetesResources(context);
          var here = context.isNamespaceScoped() ? all.inNamespace(kind.namespace()) : all;
          var list = selector.isEmpty() ? here.list() : here.withLabelSelector(selector).list();
          return list.getItems().stream().map(this::json).toList();
        });
  }

  @Override
  public ObjectNode write(Write how, ObjectNode object, String namespace, ResourceFlags options) {
    ObjectRef ref = ObjectRef.of(object, namespace);
    Resource<GenericKubernetesResource> resource = of(ref, resource(object, ref));
    return json(
        switch (how) {
          case CREATE -> asking(ref, "creating", resource::create);
          case APPLY ->
              asking(
                  ref,
                  "applying patch for",
                  () ->
                      resource.patch(
                          context(PatchType.SERVER_SIDE_APPLY, options)
                              .withForce(!options.serverSide() || options.forceConflicts())
                              .build()));
          case REPLACE ->
              asking(ref, "replacing", () -> of(ref, latest(ref, resource.item())).update());
        });
  }

  /** As kubectl: what is there now is replaced, unless the manifest says what should be there. */
  private GenericKubernetesResource latest(ObjectRef ref, GenericKubernetesResource wanted) {
    if (wanted.getMetadata().getResourceVersion() == null) {
      GenericKubernetesResource there = named(ref).get();
      if (there == null) {
        throw ObjectProblems.notFound(ref);
      }
      wanted.getMetadata().setResourceVersion(there.getMetadata().getResourceVersion());
    }
    return wanted;
  }

  @Override
  public ObjectNode patch(ObjectRef object, ObjectPatch patch, ResourceFlags options) {
    PatchType type =
        switch (patch.strategy()) {
          case STRATEGIC -> PatchType.STRATEGIC_MERGE;
          case MERGE -> PatchType.JSON_MERGE;
          case JSON -> PatchType.JSON;
        };
    PatchContext context = context(type, options).build();
    String part = options.values().getOrDefault("--subresource", "");
    return json(
        asking(
            object,
            "patching",
            () ->
                part.isEmpty()
                    ? named(object).patch(context, patch.body().toString())
                    : named(object).subresource(part).patch(context, patch.body().toString())));
  }

  private static PatchContext.Builder context(PatchType type, ResourceFlags options) {
    return new PatchContext.Builder()
        .withPatchType(type)
        .withFieldManager(options.values().getOrDefault("--field-manager", MANAGER));
  }

  @Override
  public boolean delete(ObjectRef object, ResourceFlags options) {
    return asking(
        object,
        "deleting",
        () -> {
          boolean there = !deleted(named(object), options).isEmpty();
          boolean waits = !options.values().getOrDefault("--wait", "true").equals("false");
          if (there && waits && named(object).get() != null) {
            // It is asked for again until it is gone.
            throw ObjectProblems.ends(object);
          }
          return there;
        });
  }

  private static List<StatusDetails> deleted(
      Resource<GenericKubernetesResource> target, ResourceFlags options) {
    var how =
        target.withPropagationPolicy(
            switch (options.values().getOrDefault("--cascade", "background")) {
              case "orphan", "false" -> DeletionPropagation.ORPHAN;
              case "foreground" -> DeletionPropagation.FOREGROUND;
              default -> DeletionPropagation.BACKGROUND;
            });
    String grace = options.values().getOrDefault("--grace-period", options.now() ? "1" : "");
    return grace.matches("[0-9]{1,9}")
        ? how.withGracePeriod(Long.parseLong(grace)).delete()
        : how.delete();
  }

  @Override
  public boolean isSteady(ObjectRef object) {
    return false;
  }

  private Resource<GenericKubernetesResource> named(ObjectRef object) {
    var all = client.genericKubernetesResources(context(object));
    return context(object).isNamespaceScoped()
        ? all.inNamespace(object.namespace()).withName(object.name())
        : all.withName(object.name());
  }

  private Resource<GenericKubernetesResource> of(
      ObjectRef ref, GenericKubernetesResource resource) {
    var all = client.genericKubernetesResources(context(ref));
    return context(ref).isNamespaceScoped()
        ? all.inNamespace(ref.namespace()).resource(resource)
        : all.resource(resource);
  }

  private GenericKubernetesResource resource(ObjectNode object, ObjectRef ref) {
    GenericKubernetesResource resource =
        client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
    if (context(ref).isNamespaceScoped()) {
      resource.getMetadata().setNamespace(ref.namespace());
    }
    return resource;
  }

  private ObjectNode json(GenericKubernetesResource resource) {
    return client.getKubernetesSerialization().convertValue(resource, ObjectNode.class);
  }

  private ResourceDefinitionContext context(ObjectRef ref) {
    return contexts.computeIfAbsent(ref.apiVersion() + ' ' + ref.kind(), any -> found(ref));
  }

  private ResourceDefinitionContext found(ObjectRef ref) {
    ObjectKind known = ObjectKind.of(ref.apiVersion(), ref.kind());
    ObjectKind kind = ObjectKind.known().contains(known) ? known : discovered(ref);
    String version = ref.apiVersion().substring(ref.apiVersion().indexOf('/') + 1);
    return new ResourceDefinitionContext.Builder()
        .withGroup(ref.group())
        .withVersion(version)
        .withKind(ref.kind())
        .withPlural(kind.plural())
        .withNamespaced(kind.namespaced())
        .build();
  }

  private ObjectKind discovered(ObjectRef ref) {
    APIResourceList list = asking(ref, "reading", () -> client.getApiResources(ref.apiVersion()));
    if (list != null) {
      for (APIResource resource : list.getResources()) {
        if (resource.getKind().equals(ref.kind()) && !resource.getName().contains("/")) {
          return kind(ref.apiVersion(), resource);
        }
      }
    }
    throw ObjectProblems.unknownKind(ref);
  }

  /**
   * @param action for messages, as kubectl words it
   */
  private static <T> T asking(ObjectRef object, String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw problem(object, action, e);
    }
  }

  private static ProblemException problem(
      ObjectRef object, String action, KubernetesClientException e) {
    if (ApiProblems.isNotFound(e)) {
      return ObjectProblems.notFound(object);
    }
    if (ApiProblems.isAlreadyThere(e)) {
      return ObjectProblems.exists(object);
    }
    if (e.getCode() == 409) {
      return ObjectProblems.conflict(object, action);
    }
    Problem problem = ApiProblems.of(e, object.shown()).problem();
    if (e.getStatus() == null || e.getStatus().getReason() == null) {
      return new ProblemException(problem, e);
    }
    // As kubectl tells it.
    String reason = e.getStatus().getReason();
    boolean invalid = reason.equals("Invalid");
    return new ProblemException(
        new Problem(
            invalid || reason.equals("BadRequest") ? ObjectProblems.INVALID : problem.code(),
            problem.kind(),
            (invalid ? "The " : "Error from server (" + reason + "): ") + problem.message(),
            problem.at(),
            problem.nextStep()),
        e);
  }
}
