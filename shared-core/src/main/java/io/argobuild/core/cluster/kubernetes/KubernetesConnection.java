package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.problem.Finding;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to an API server, shared by all runs: one client, one watch for each namespace. */
public final class KubernetesConnection implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final KubernetesClient client;
  private final Map<String, PodInformer> informers = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> thread("argo-kubernetes-timer", task));
  private final ExecutorService readers =
      Executors.newCachedThreadPool(
          task -> thread("argo-kubernetes-log-" + COUNT.incrementAndGet(), task));

  private KubernetesConnection(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Makes the client; nothing is asked of the cluster yet.
   *
   * @throws io.argobuild.core.problem.ProblemException of class CONFIGURATION where no cluster is
   *     configured, or not as was said
   */
  public static KubernetesConnection open(KubernetesAccess access) {
    Config config = ClientConfig.of(access);
    return new KubernetesConnection(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** The namespace of the context or the service account, else {@code default}. */
  public String defaultNamespace() {
    String namespace = client.getNamespace();
    return namespace == null || namespace.isEmpty() ? "default" : namespace;
  }

  /** Closed with this connection. */
  public KubernetesClient client() {
    return client;
  }

  /** The pods of a namespace; closing it leaves this connection open. */
  public KubernetesCluster cluster(String namespace) {
    return new KubernetesCluster(
        new PodJson(client, namespace),
        informers.computeIfAbsent(namespace, n -> new PodInformer(new PodJson(client, n))),
        timer,
        readers);
  }

  /** Whether workflows can run in a namespace, and what is missing. */
  public List<Finding> examine(String namespace) {
    return Examination.of(client, namespace);
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    readers.shutdownNow();
    informers.values().forEach(PodInformer::close);
    client.close();
  }
}
