package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.engine.EngineSettings;
import io.argobuild.core.engine.Reconciler;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.pod.TransferSheet;
import io.argobuild.core.store.LockStore;
import io.argobuild.core.store.MemoStore;
import io.argobuild.core.store.WorkflowStore;
import io.argobuild.core.template.OutsideReferences;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a service works with; tests put others in.
 *
 * @param workers does actions; bounded
 * @param runFolders where each run has a folder of its own for what is not in the store
 */
record Wiring(
    WorkflowStore store,
    LockStore locks,
    MemoStore memos,
    Repositories repositories,
    ClusterFactory clusters,
    ReconcilerFactory reconcilers,
    InstantSource clock,
    RandomGenerator random,
    Executor workers,
    Path runFolders) {

  /** Opens the cluster of a run; closing it leaves the pods. */
  interface ClusterFactory {
    /**
     * @param manifests what pods may come from
     */
    OpenCluster open(RunPlace place, RunResources resources, List<ObjectNode> manifests);

    /**
     * Where a new run's pods go.
     *
     * @param ofManifest the namespace its manifest names, or empty
     */
    default String namespace(RuntimeKind runtime, String ofManifest) {
      return ofManifest.isEmpty() ? "default" : ofManifest;
    }

    /**
     * Makes what a run has beside its pods, before it is driven; doing it again changes nothing.
     *
     * @return owners of all its pods
     */
    default List<ObjectNode> settle(RunPlace place) {
      return List.of();
    }

    /** The objects of the run's cluster, where it has any of its own. */
    default Optional<ClusterObjects> objects(RunPlace place) {
      return Optional.empty();
    }

    /**
     * An object that a new run names and that was not given along.
     *
     * @param namespace the run's
     */
    default Optional<ObjectNode> lookUp(
        RuntimeKind runtime, String namespace, OutsideReferences.Reference reference) {
      return Optional.empty();
    }

    /** What has to be known of a new run to find its pods again. */
    default Map<String, String> settings(RuntimeKind runtime) {
      return Map.of();
    }
  }

  /**
   * A cluster and how pods are made for it.
   *
   * @param pendingLimit how long a pod may take to start; null for any time
   * @param transfers takes the addresses of a pod's artifacts before it is created
   */
  record OpenCluster(
      Cluster cluster,
      PodSettings settings,
      @Nullable Duration pendingLimit,
      BiConsumer<ObjectNode, Map<String, String>> transfers) {

    /** One that asks for Secrets by {@link RunResources}, and whose pods start when they can. */
    static OpenCluster local(Cluster cluster, PodSettings settings, RunResources resources) {
      return new OpenCluster(
          cluster,
          settings,
          null,
          (pod, texts) -> resources.putSecret(TransferSheet.secretName(Pods.name(pod)), texts));
    }

    OpenCluster withOwners(List<ObjectNode> owners) {
      return new OpenCluster(
          cluster, settings.withOwnerReferences(owners), pendingLimit, transfers);
    }

    /** The same, with artifacts that go by HTTP. */
    OpenCluster withoutFolder() {
      return new OpenCluster(cluster, settings.withArtifactFolder(""), pendingLimit, transfers);
    }

    EngineSettings engine() {
      return new EngineSettings(settings, pendingLimit);
    }
  }

  /** Makes the reconciler of a run. */
  interface ReconcilerFactory {
    Reconciler create(EngineSettings settings, List<ObjectNode> resources);
  }

  Path folder(String run) {
    return runFolders.resolve(run);
  }
}
