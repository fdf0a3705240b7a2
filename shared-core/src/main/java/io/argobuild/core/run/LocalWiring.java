package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.cluster.ImageTable;
import io.argobuild.core.cluster.local.LocalCluster;
import io.argobuild.core.cluster.local.LocalClusterOptions;
import io.argobuild.core.engine.EngineSettings;
import io.argobuild.core.engine.WorkflowReconciler;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.store.FileWorkflowStore;
import io.argobuild.core.store.StoreOptions;
import io.argobuild.core.template.ManifestResources;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * What local runs work with: folders for state and artifacts, and processes or containers of this
 * machine for pods.
 *
 * @param workers ended with the service
 */
record LocalWiring(Wiring wiring, ExecutorService workers) {
  private static final int WORKERS = 8;

  static LocalWiring of(ServiceOptions options) {
    Path folder = options.workFolder().toAbsolutePath().normalize();
    Path artifacts = options.artifactFolder().toAbsolutePath().normalize();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, LocalWiring::worker);
    Wiring wiring =
        new Wiring(
            new FileWorkflowStore(folder, StoreOptions.DEFAULT, InstantSource.system()),
            FileArtifactStore.at(artifacts),
            (runtime, run, resources, manifests) -> cluster(options, folder, runtime, resources),
            LocalWiring::reconciler,
            InstantSource.system(),
            RandomGenerator.getDefault(),
            workers,
            folder.resolve("drivers"));
    return new LocalWiring(wiring, workers);
  }

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "argo-worker-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  private static WorkflowReconciler reconciler(PodSettings settings, List<ObjectNode> resources) {
    return new WorkflowReconciler(
        new EngineSettings(settings, null), new ManifestResources(resources));
  }

  private static Wiring.OpenCluster cluster(
      ServiceOptions options, Path folder, RuntimeKind runtime, RunResources resources) {
    boolean docker = runtime == RuntimeKind.DOCKER;
    LocalClusterOptions local =
        LocalClusterOptions.in(folder)
            .withRuntime(
                docker
                    ? io.argobuild.core.cluster.local.RuntimeKind.DOCKER
                    : io.argobuild.core.cluster.local.RuntimeKind.AUTO)
            .withImages(images(options.images()))
            .withConfigs(resources)
            .withHostPaths(options.programs());
    if (options.parallelPods() > 0) {
      local = local.withParallelPods(options.parallelPods());
    }
    LocalCluster cluster = LocalCluster.open(local);
    String artifacts = options.artifactFolder().toAbsolutePath().normalize().toString();
    boolean sandbox = cluster.runtimeName().equals("sandbox");
    PodSettings settings = sandbox ? PodSettings.local(artifacts) : PodSettings.docker(artifacts);
    return new Wiring.OpenCluster(cluster, settings.withImageCommands(commands(options.images())));
  }

  private static ImageTable images(List<ImageEntry> entries) {
    return new ImageTable(
        entries.stream()
            .map(entry -> new ImageTable.Entry(entry.image(), entry.entrypoint(), entry.cmd()))
            .toList());
  }

  private static Map<String, PodSettings.ImageCommand> commands(List<ImageEntry> entries) {
    Map<String, PodSettings.ImageCommand> commands = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            commands.putIfAbsent(
                entry.image(), new PodSettings.ImageCommand(entry.entrypoint(), entry.cmd())));
    return commands;
  }

  void close() {
    workers.shutdown();
  }
}
