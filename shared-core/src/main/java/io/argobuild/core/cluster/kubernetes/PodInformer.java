package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.PodEventQueue;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The pods of all runs in a namespace, by one list and one watch that all of them share. The
 * library lists anew after {@code 410 Gone} and lost connections, and tells what changed meanwhile;
 * bookmarks keep its place while nothing happens.
 */
final class PodInformer implements ResourceEventHandler<GenericKubernetesResource>, AutoCloseable {
  /** How often everything is told again, should anybody have missed something. */
  private static final Duration RESYNC = Duration.ofMinutes(10);

  private static final Duration START_PATIENCE = Duration.ofSeconds(20);

  private final PodJson json;
  private final Map<String, ObjectNode> pods = new HashMap<>();
  private final List<PodEventQueue> queues = new ArrayList<>();
  private @Nullable SharedIndexInformer<GenericKubernetesResource> informer;

  PodInformer(PodJson json) {
    this.json = json;
  }

  /** Subscribes; the first one starts the watch, and waits until it is there. */
  PodEventQueue watch(PodSelector selector) {
    SharedIndexInformer<GenericKubernetesResource> running = start();
    synchronized (pods) {
      // The library's own store is ahead of what it has told, and complete from the beginning on.
      running.getStore().list().forEach(pod -> take(json.json(pod)));
      List<ObjectNode> there = new ArrayList<>(pods.values());
      there.sort(PodJson.BY_CREATION);
      PodEventQueue queue = new PodEventQueue(selector, there, this::remove);
      queues.add(queue);
      return queue;
    }
  }

  /** The pod as it was seen last, if anybody watches. */
  Optional<ObjectNode> seen(String name) {
    synchronized (pods) {
      return Optional.ofNullable(pods.get(name));
    }
  }

  private void remove(PodEventQueue queue) {
    synchronized (pods) {
      queues.remove(queue);
    }
  }

  private synchronized SharedIndexInformer<GenericKubernetesResource> start() {
    if (informer != null) {
      return informer;
    }
    SharedIndexInformer<GenericKubernetesResource> starting =
        json.pods()
            .withLabel(Cluster.WORKFLOW_LABEL)
            .runnableInformer(RESYNC.toMillis())
            .addEventHandler(this)
            .exceptionHandler(PodInformer::goesOn);
    try {
      starting.start().toCompletableFuture().get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      informer = starting;
      return starting;
    } catch (ExecutionException e) {
      starting.stop();
      throw failure(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      starting.stop();
      throw ClusterProblems.io("", "the pods can't be watched", e);
    } catch (InterruptedException e) {
      starting.stop();
      Thread.currentThread().interrupt();
      throw ClusterProblems.io("", "the pods can't be watched", e);
    }
  }

  private ProblemException failure(Throwable cause) {
    return cause instanceof KubernetesClientException api
        ? ApiProblems.of(api, "pods of namespace " + json.namespace())
        : new ProblemException(
            ClusterProblems.io("", "the pods can't be watched", new Exception(cause)).problem(),
            cause);
  }

  /** Once it has begun it never gives up: a run must not end because its watch did. */
  private static boolean goesOn(boolean started, Throwable failure) {
    return started
        || !(failure instanceof KubernetesClientException api)
        || ApiProblems.isTransient(api);
  }

  @Override
  public void onAdd(GenericKubernetesResource pod) {
    seen(json.json(pod));
  }

  @Override
  public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource pod) {
    seen(json.json(pod));
  }

  @Override
  public void onDelete(GenericKubernetesResource pod, boolean lastStateUnknown) {
    ObjectNode last = json.json(pod);
    synchronized (pods) {
      ObjectNode known = pods.get(Pods.name(last));
      if (known != null && PodJson.uid(known).equals(PodJson.uid(last))) {
        pods.remove(Pods.name(last));
        queues.forEach(queue -> queue.gone(last));
      }
    }
  }

  private void seen(ObjectNode pod) {
    synchronized (pods) {
      if (take(pod)) {
        queues.forEach(queue -> queue.seen(pod));
      }
    }
  }

  /** Whether it is no older than what is known. */
  private boolean take(ObjectNode pod) {
    ObjectNode before = pods.get(Pods.name(pod));
    if (before != null && PodJson.version(pod) < PodJson.version(before)) {
      return false;
    }
    pods.put(Pods.name(pod), pod);
    if (before != null && !PodJson.uid(before).equals(PodJson.uid(pod))) {
      // Removed and made again while nobody looked.
      queues.forEach(queue -> queue.gone(before));
    }
    return true;
  }

  @Override
  public void close() {
    SharedIndexInformer<GenericKubernetesResource> running;
    synchronized (this) {
      running = informer;
      informer = null;
    }
    if (running != null) {
      running.stop();
    }
    List<PodEventQueue> open;
    synchronized (pods) {
      open = List.copyOf(queues);
    }
    open.forEach(PodEventQueue::close);
  }
}
