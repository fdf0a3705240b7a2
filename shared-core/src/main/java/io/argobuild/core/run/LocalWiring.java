package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.engine.EngineSettings;
import io.argobuild.core.engine.WorkflowReconciler;
import io.argobuild.core.store.ConfigMapWorkflowStore;
import io.argobuild.core.store.FileLockStore;
import io.argobuild.core.store.FileMemoStore;
import io.argobuild.core.store.FileWorkflowStore;
import io.argobuild.core.store.StoreOptions;
import io.argobuild.core.store.WorkflowStore;
import io.argobuild.core.template.ManifestResources;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What runs work with that are driven from this machine: folders for state and artifacts; processes
 * or containers of this machine, or a cluster, for pods.
 *
 * @param workers ended with the service
 */
record LocalWiring(Wiring wiring, ExecutorService workers, KubernetesClusters kubernetes) {
  private static final int WORKERS = 8;

  static LocalWiring of(ServiceOptions options) {
    Path folder = options.workFolder().toAbsolutePath().normalize();
    LocalClusters clusters = LocalClusters.of(options);
    KubernetesClusters kubernetes = new KubernetesClusters(options.kubernetes(), options.pods());
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, LocalWiring::worker);
    WorkflowStore store =
        switch (options.store()) {
          case FOLDER ->
              new FileWorkflowStore(folder, StoreOptions.DEFAULT, InstantSource.system());
          case CLUSTER -> kubernetes.store(InstantSource.system());
        };
    Wiring wiring =
        new Wiring(
            store,
            new FileLockStore(folder, store),
            new FileMemoStore(folder),
            new Repositories(FileArtifactStore.at(clusters.artifacts()), options.repository()),
            new AllClusters(clusters, kubernetes),
            LocalWiring::reconciler,
            InstantSource.system(),
            new SecureRandom(),
            workers,
            clusters.drivers());
    return new LocalWiring(wiring, workers, kubernetes);
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "argo-worker-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private static WorkflowReconciler reconciler(
      EngineSettings settings, List<ObjectNode> resources) {
    return new WorkflowReconciler(settings, new ManifestResources(resources));
  }

  void close() {
    workers.shutdown();
    if (wiring.store() instanceof ConfigMapWorkflowStore shared) {
      shared.close();
    }
    kubernetes.close();
  }
}
