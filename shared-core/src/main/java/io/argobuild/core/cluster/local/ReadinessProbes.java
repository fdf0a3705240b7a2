package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks running containers whether they are ready, as their probes say. */
final class ReadinessProbes implements AutoCloseable {
  private final ContainerRuntime runtime;
  private final Listener listener;
  private final ScheduledExecutorService executor;
  private final Map<String, Map<String, Future<?>>> running = new HashMap<>();

  ReadinessProbes(ContainerRuntime runtime, Listener listener) {
    this.runtime = runtime;
    this.listener = listener;
    this.executor =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "argo-local-probe");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Is told when what a probe says has changed. */
  interface Listener {
    void probed(String pod, String container, boolean ready);
  }

  /** Begins the probes of containers that run now, ends those of others. */
  synchronized void update(PodFolder folder, ObjectNode pod) {
    Set<String> wanted = new HashSet<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      String name = container.path("name").asText();
      if (container.path("readinessProbe").isObject() && runs(pod, name)) {
        wanted.add(name);
        Map<String, Future<?>> ofPod =
            running.computeIfAbsent(folder.name(), any -> new HashMap<>());
        if (!ofPod.containsKey(name) && !executor.isShutdown()) {
          ofPod.put(name, begin(folder, container));
        }
      }
    }
    Map<String, Future<?>> ofPod = running.get(folder.name());
    if (ofPod != null) {
      ofPod
          .entrySet()
          .removeIf(entry -> !wanted.contains(entry.getKey()) && cancel(entry.getValue()));
    }
  }

  private static boolean runs(ObjectNode pod, String name) {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("name").asText().equals(name)) {
        return status.path("state").has("running");
      }
    }
    return false;
  }

  private Future<?> begin(PodFolder folder, JsonNode container) {
    JsonNode spec = container.path("readinessProbe");
    String name = container.path("name").asText();
    Probe probe = new Probe(runtime, folder, container);
    Streak streak =
        new Streak(
            Math.max(1, spec.path("successThreshold").asInt(1)),
            Math.max(1, spec.path("failureThreshold").asInt(3)));
    return executor.scheduleWithFixedDelay(
        () -> {
          if (streak.changes(probe.succeeds())) {
            listener.probed(folder.name(), name, streak.isReady());
          }
        },
        spec.path("initialDelaySeconds").asLong(0),
        Math.max(1, spec.path("periodSeconds").asLong(10)),
        TimeUnit.SECONDS);
  }

  synchronized void forget(String pod) {
    Map<String, Future<?>> ofPod = running.remove(pod);
    if (ofPod != null) {
      ofPod.values().forEach(ReadinessProbes::cancel);
    }
  }

  private static boolean cancel(Future<?> probe) {
    return probe.cancel(true) || probe.isDone();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** So many successes in a row make ready, so many failures unready. */
  static final class Streak {
    private final int successes;
    private final int failures;
    private boolean ready;
    private int against;

    Streak(int successes, int failures) {
      this.successes = successes;
      this.failures = failures;
    }

    /** Whether this outcome turns it. */
    boolean changes(boolean success) {
      if (success == ready) {
        against = 0;
        return false;
      }
      against++;
      if (against < (ready ? failures : successes)) {
        return false;
      }
      ready = success;
      against = 0;
      return true;
    }

    boolean isReady() {
      return ready;
    }
  }
}
