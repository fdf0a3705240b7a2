package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.pod.PodProtocol;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends containers of a pod that stays, so that its final state and its logs can be read.
 *
 * <p>The API can only remove pods. A whole pod is ended by a deadline that has passed: its kubelet
 * ends it from outside, with its grace period, whatever is in its images. Single containers are
 * ended by a signal from inside, and by the deadline too when that does not do.
 */
final class Termination {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
  private static final Duration EXEC_PATIENCE = Duration.ofSeconds(15);

  /** Shells say so when there is no such program, or it can't be run. */
  private static final Set<Integer> NOT_RUN = Set.of(126, 127);

  private final PodJson json;
  private final ScheduledExecutorService timer;
  private final Map<String, Boolean> signalled = new ConcurrentHashMap<>();

  Termination(PodJson json, ScheduledExecutorService timer) {
    this.json = json;
    this.timer = timer;
  }

  /**
   * @param containers empty for all
   */
  void begin(ObjectNode pod, Set<String> containers, Duration grace) {
    if (pod.path("spec").path("nodeName").asText("").isEmpty()) {
      // No kubelet will ever look at its deadline.
      json.pods().withName(Pods.name(pod)).withGracePeriod(0).delete();
      return;
    }
    if (containers.isEmpty()) {
      endPod(pod);
      return;
    }
    Set<String> running = running(pod);
    Set<String> wanted = new HashSet<>(running);
    wanted.retainAll(containers);
    if (wanted.isEmpty()) {
      return;
    }
    boolean whole = wanted.size() == running.size() && grace.compareTo(Pods.grace(pod)) <= 0;
    // Of a shared process namespace process 1 is none of the container's.
    if (whole || pod.path("spec").path("shareProcessNamespace").asBoolean(false)) {
      endPod(pod);
    } else {
      wanted.forEach(container -> end(pod, container, grace));
    }
  }

  private static Set<String> running(JsonNode pod) {
    Set<String> names = new HashSet<>();
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("state").path("running").isObject()) {
        names.add(status.path("name").asText());
      }
    }
    return names;
  }

  private void end(ObjectNode pod, String container, Duration grace) {
    String key = PodJson.uid(pod) + '/' + container;
    if (signalled.putIfAbsent(key, true) != null) {
      return;
    }
    if (!signal(pod, container)) {
      endPod(pod);
      return;
    }
    Future<?> unused =
        timer.schedule(
            () -> endIfStillThere(Pods.name(pod), PodJson.uid(pod), container),
            grace.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void endIfStillThere(String name, String uid, String container) {
    try {
      var found = json.pods().withName(name).get();
      if (found != null) {
        ObjectNode pod = json.json(found);
        if (PodJson.uid(pod).equals(uid) && running(pod).contains(container)) {
          endPod(pod);
        }
      }
    } catch (KubernetesClientException e) {
      LOG.warn("container {} of pod {} could not be ended after its grace", container, name, e);
    } finally {
      signalled.remove(uid + '/' + container);
    }
  }

  private void endPod(ObjectNode pod) {
    if (pod.path("metadata").path("annotations").has(PodProtocol.ENDED_ANNOTATION)) {
      return;
    }
    String patch =
        "{\"metadata\":{\"annotations\":{\""
            + PodProtocol.ENDED_ANNOTATION
            + "\":\"true\"}},\"spec\":{\"activeDeadlineSeconds\":1}}";
    try {
      json.pods().withName(Pods.name(pod)).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException e) {
      if (!ApiProblems.isNotFound(e)) {
        throw e;
      }
    }
  }

  /** Whether the signal was sent, as far as can be told. */
  private boolean signal(ObjectNode pod, String container) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ExecWatch exec =
        json.client()
            .pods()
            .inNamespace(json.namespace())
            .withName(Pods.name(pod))
            .inContainer(container)
            .writingOutput(output)
            .writingError(output)
            .exec(command(pod, container))) {
      Integer code = exec.exitCode().get(EXEC_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return code == null || !NOT_RUN.contains(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException | KubernetesClientException e) {
      LOG.debug("no signal could be sent to container {} of {}", container, Pods.name(pod), e);
      return false;
    }
  }

  private static String[] command(JsonNode pod, String container) {
    String[] plain = {"sh", "-c", "kill -TERM 1"};
    String[] ours = {PodProtocol.BUSYBOX_PATH, "sh", "-c", "kill -TERM 1"};
    return hasOurShell(pod, container) ? ours : plain;
  }

  private static boolean hasOurShell(JsonNode pod, String container) {
    boolean copied = false;
    for (JsonNode init : pod.path("spec").path("initContainers")) {
      copied |= init.path("name").asText().equals(PodProtocol.SHELL);
    }
    for (JsonNode one : pod.path("spec").path("containers")) {
      if (one.path("name").asText().equals(container)) {
        for (JsonNode mount : one.path("volumeMounts")) {
          if (copied && mount.path("mountPath").asText().equals(PodProtocol.ROOT)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
