package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactStore;
import io.argobuild.core.artifact.FileArtifactStore;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.local.LocalCluster;
import io.argobuild.core.cluster.local.LocalClusterOptions;
import io.argobuild.core.cluster.local.RuntimeKind;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.store.FileLockStore;
import io.argobuild.core.store.FileMemoStore;
import io.argobuild.core.store.FileWorkflowStore;
import io.argobuild.core.store.StoreOptions;
import io.argobuild.core.store.WorkflowStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;

/**
 * Services on real stores and real pods with the small engine of {@link ChainReconciler}. Two of
 * them on one folder are as two processes.
 */
final class ServiceFixture implements AutoCloseable {
  private final Path folder;
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final List<EngineWorkflowService> services = new ArrayList<>();

  ServiceFixture(Path folder) {
    this.folder = folder;
  }

  /** Skips the test, with one line, where no sandbox can be made. */
  static void assumeSandbox(Path folder) {
    try {
      LocalCluster.open(
              LocalClusterOptions.in(folder.resolve("probe")).withRuntime(RuntimeKind.SANDBOX))
          .close();
    } catch (ProblemException e) {
      System.err.println("SKIPPED, no sandbox here: " + e.problem().message());
      Assumptions.abort(e.problem().text());
    }
  }

  Cluster cluster(String run) {
    return LocalCluster.open(
        LocalClusterOptions.in(folder.resolve("drivers").resolve(run).resolve("cluster"))
            .withRuntime(RuntimeKind.SANDBOX));
  }

  WorkflowStore store() {
    return new FileWorkflowStore(folder, StoreOptions.DEFAULT, InstantSource.system());
  }

  EngineWorkflowService service() {
    return service(store());
  }

  EngineWorkflowService service(WorkflowStore store) {
    return service(store, artifacts(), this::cluster);
  }

  FileArtifactStore artifacts() {
    return FileArtifactStore.at(folder.resolve("artifacts"));
  }

  EngineWorkflowService service(
      WorkflowStore store, ArtifactStore artifacts, Function<String, Cluster> clusters) {
    EngineWorkflowService service =
        new EngineWorkflowService(
            RuntimeChoice.of(io.argobuild.core.run.RuntimeKind.AUTO, KubernetesSettings.NONE),
            new Wiring(
                store,
                new FileLockStore(folder, store),
                new FileMemoStore(folder),
                Repositories.folder(artifacts),
                (place, resources, manifests) ->
                    Wiring.OpenCluster.local(
                        clusters.apply(place.run()),
                        PodSettings.local(folder.resolve("artifacts").toString()),
                        resources),
                (settings, resources) -> new ChainReconciler(),
                InstantSource.system(),
                new Random(1),
                workers,
                folder.resolve("drivers")),
            () -> {});
    services.add(service);
    return service;
  }

  /**
   * @param scripts shell scripts by step, run in this order
   */
  static Workflow chain(String name, Map<String, String> scripts) {
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.putObject("metadata").put("name", name);
    ObjectNode spec = raw.putObject("spec");
    var chain = spec.putArray("chain");
    ObjectNode texts = spec.putObject("scripts");
    scripts.forEach(
        (step, script) -> {
          chain.add(step);
          texts.put(step, script);
        });
    return new Workflow(raw);
  }

  /** Remembers all events; may be asked by any thread. */
  static final class Events implements RunListener {
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void on(RunEvent event) {
      events.add(event);
    }

    List<RunEvent> all() {
      synchronized (events) {
        return List.copyOf(events);
      }
    }

    List<String> lines() {
      return all().stream()
          .filter(RunEvent.PodLog.class::isInstance)
          .map(event -> ((RunEvent.PodLog) event).line())
          .toList();
    }
  }

  /** Ends what tests left running. */
  @Override
  public void close() {
    services.forEach(EngineWorkflowService::close);
    workers.shutdown();
  }
}
