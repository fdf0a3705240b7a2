package io.argobuild.core.store.kubernetes;

import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.VersionedObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind in a namespace; their resource versions keep two writers apart.
 *
 * @param write makes an object of its metadata and what it holds
 * @param read what an object holds
 */
record NamespaceObjects<T, R extends HasMetadata, L extends KubernetesResourceList<R>>(
    NonNamespaceOperation<R, L, Resource<R>> objects,
    BiFunction<ObjectMeta, T, R> write,
    Function<R, T> read)
    implements VersionedObjects<T> {
  private static final String LABEL = "argo-build/state";
  private static final String RUN = "run";

  @Override
  public Optional<Versioned<T>> read(String name) {
    return asking(name, () -> Optional.ofNullable(objects.withName(name).get()).map(this::found));
  }

  @Override
  public List<Versioned<T>> list() {
    return asking(
        "runs",
        () -> objects.withLabel(LABEL, RUN).list().getItems().stream().map(this::found).toList());
  }

  @Override
  public Optional<Versioned<T>> create(String name, T value, @Nullable Versioned<?> owner) {
    ObjectMetaBuilder metadata = new ObjectMetaBuilder().withName(name);
    if (owner == null) {
      metadata.addToLabels(LABEL, RUN);
    } else {
      metadata
          .addToLabels(LABEL, "part")
          .addNewOwnerReference()
          .withApiVersion("v1")
          .withKind("ConfigMap")
          .withName(owner.name())
          .withUid(owner.uid())
          .endOwnerReference();
    }
    return unlessConflict(
        name, () -> objects.resource(write.apply(metadata.build(), value)).create());
  }

  @Override
  public Optional<Versioned<T>> replace(Versioned<T> object) {
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName(object.name())
            .withUid(object.uid())
            .withResourceVersion(object.version())
            .addToLabels(LABEL, RUN)
            .build();
    return unlessConflict(
        object.name(), () -> objects.resource(write.apply(metadata, object.value())).update());
  }

  @Override
  public void delete(String name) {
    asking(name, () -> objects.withName(name).delete());
  }

  private Versioned<T> found(R object) {
    ObjectMeta metadata = object.getMetadata();
    return new Versioned<>(
        metadata.getName(), metadata.getUid(), metadata.getResourceVersion(), read.apply(object));
  }

  private Optional<Versioned<T>> unlessConflict(String name, Supplier<R> call) {
    try {
      return Optional.of(found(call.get()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 409 || e.getCode() == 404) {
        return Optional.empty();
      }
      throw problem(name, e);
    }
  }

  private static <V> V asking(String name, Supplier<V> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw problem(name, e);
    }
  }

  private static ProblemException problem(String name, KubernetesClientException e) {
    String text =
        e.getStatus() == null || e.getStatus().getMessage() == null
            ? String.valueOf(e.getMessage())
            : e.getStatus().getMessage();
    Place place = new Place.At("state " + name);
    Problem problem =
        switch (e.getCode()) {
          case 401, 403 ->
              new Problem(
                  "RUN_STORE_DENIED",
                  ProblemClass.PERMISSION,
                  text,
                  place,
                  "Grant what docs/rbac.yaml lists, or keep runs in a folder");
          case 400, 404, 413, 422 ->
              new Problem("RUN_STORE_FAILED", ProblemClass.CONFIGURATION, text, place, "");
          default ->
              new Problem(
                  "RUN_STORE_FAILED",
                  ProblemClass.TRANSIENT,
                  text,
                  place,
                  "Look whether the cluster is up, then take the run over");
        };
    return new ProblemException(problem, e);
  }
}
