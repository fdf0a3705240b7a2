package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Pods for tests, and reads of them. */
public final class TestPods {
  /** Far more than anything takes, so that only what hangs reaches it. */
  private static final int PATIENCE_SECONDS = 60;

  private TestPods() {}

  /** A pod without containers. */
  public static ObjectNode pod(String name, String workflow) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata").put("name", name);
    metadata.putObject("labels").put(Cluster.WORKFLOW_LABEL, workflow);
    pod.putObject("spec").put("restartPolicy", "Never");
    return pod;
  }

  /** Adds a container to {@code containers} or {@code initContainers}. */
  public static ObjectNode add(ObjectNode pod, String field, String name, List<String> command) {
    ObjectNode container = pod.withObjectProperty("spec").withArrayProperty(field).addObject();
    container.put("name", name).put("image", "alpine:3.23");
    ArrayNode words = container.putArray("command");
    command.forEach(words::add);
    return container;
  }

  /** Waits until a pod is as wanted. */
  public static ObjectNode await(Cluster cluster, String pod, Predicate<ObjectNode> wanted) {
    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      for (ObjectNode there : watch.initial()) {
        if (Pods.name(there).equals(pod) && wanted.test(there)) {
          return there;
        }
      }
      for (int second = 0; second < PATIENCE_SECONDS * 1000; ) {
        long before = System.nanoTime();
        Optional<ClusterEvent> event = watch.next(Duration.ofSeconds(1));
        if (event.isPresent()
            && event.get() instanceof ClusterEvent.PodSeen seen
            && seen.name().equals(pod)
            && wanted.test(seen.pod())) {
          return seen.pod();
        }
        second += event.isPresent() ? (int) ((System.nanoTime() - before) / 1_000_000) : 1000;
      }
    }
    throw new AssertionError("pod " + pod + " did not get there: " + cluster.get(pod));
  }

  public static ObjectNode awaitEnd(Cluster cluster, String pod) {
    return await(cluster, pod, Pods::ended);
  }

  public static ObjectNode awaitPhase(Cluster cluster, String pod, String phase) {
    return await(cluster, pod, there -> Pods.phase(there).equals(phase));
  }

  /** Waits for the removal of a pod; its last state. */
  public static ObjectNode awaitGone(PodWatch watch, String pod) {
    for (int tries = 0; tries < PATIENCE_SECONDS * 10; tries++) {
      Optional<ClusterEvent> event = watch.next(Duration.ofSeconds(1));
      if (event.isPresent()
          && event.get() instanceof ClusterEvent.PodGone gone
          && gone.name().equals(pod)
          && gone.last() != null) {
        return gone.last();
      }
    }
    throw new AssertionError("pod " + pod + " was not removed");
  }

  /** The {@code state} of a container, an init container too. */
  public static JsonNode state(JsonNode pod, String container) {
    for (String field : List.of("initContainerStatuses", "containerStatuses")) {
      for (JsonNode status : pod.path("status").path(field)) {
        if (status.path("name").asText().equals(container)) {
          return status.path("state");
        }
      }
    }
    throw new AssertionError("no status of container " + container + " in " + pod);
  }

  public static int exitCode(JsonNode pod, String container) {
    JsonNode code = state(pod, container).path("terminated").path("exitCode");
    if (!code.isInt()) {
      throw new AssertionError("container " + container + " has not ended: " + pod);
    }
    return code.asInt();
  }

  /** All of a log, waiting for its end. */
  public static String log(Cluster cluster, String pod, LogRequest request) {
    StringBuilder text = new StringBuilder();
    try (PodLog log = cluster.log(pod, request)) {
      for (int waits = 0; waits < PATIENCE_SECONDS; ) {
        PodLog.Item item = log.next(Duration.ofSeconds(1));
        if (item instanceof PodLog.Line line) {
          text.append(line.text()).append('\n');
        } else if (item instanceof PodLog.End) {
          return text.toString();
        } else {
          waits++;
        }
      }
    }
    throw new AssertionError("the log of " + pod + " did not end: " + text);
  }
}
