package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.engine.Reconciler;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.store.LockStore;
import io.argobuild.core.store.MemoStore;
import io.argobuild.core.store.WorkflowStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

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
    ArtifactStore artifacts,
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
    OpenCluster open(
        RuntimeKind runtime, String run, RunResources resources, List<ObjectNode> manifests);
  }

  /** A cluster and how pods are made for it. */
  record OpenCluster(Cluster cluster, PodSettings settings) {}

  /** Makes the reconciler of a run. */
  interface ReconcilerFactory {
    Reconciler create(PodSettings settings, List<ObjectNode> resources);
  }

  Path folder(String run) {
    return runFolders.resolve(run);
  }
}
