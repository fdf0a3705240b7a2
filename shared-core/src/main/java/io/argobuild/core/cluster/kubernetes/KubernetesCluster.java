package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodEventQueue;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Pods in a namespace of a Kubernetes cluster. */
public final class KubernetesCluster implements Cluster {
  private final PodJson json;
  private final PodInformer informer;
  private final Termination termination;
  private final TransferSecrets secrets;
  private final Anchor anchor;
  private final VolumeClaims claims;
  private final ExecutorService readers;
  private final Set<PodEventQueue> watches = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  KubernetesCluster(
      PodJson json, PodInformer informer, ScheduledExecutorService timer, ExecutorService readers) {
    this.json = json;
    this.informer = informer;
    this.termination = new Termination(json, timer);
    this.secrets = new TransferSecrets(json.client(), json.namespace());
    this.anchor = new Anchor(json.client(), json.namespace());
    this.claims = new VolumeClaims(json.client(), json.namespace());
    this.readers = readers;
  }

  /** Where the pods are. */
  public String namespace() {
    return json.namespace();
  }

  /**
   * Hands a pod the addresses of its artifacts, in a Secret that only its helpers mount.
   *
   * @param pod the pod they are for, not created yet
   */
  public void handOver(ObjectNode pod, Map<String, String> texts) {
    ensureOpen();
    asking(
        "transfers of pod " + Pods.name(pod),
        () -> {
          secrets.put(pod, texts);
          return true;
        });
  }

  /**
   * Makes the object that owns all of a run.
   *
   * @param uid of the run
   * @return the owner reference for pods; empty where no ConfigMap may be made
   */
  public Optional<ObjectNode> claim(String workflow, String uid) {
    ensureOpen();
    return anchor.claim(workflow, uid);
  }

  /** Objects of any kind, of all namespaces. */
  public ClusterObjects objects() {
    return new KubernetesObjects(json.client());
  }

  @Override
  public void forget(String workflow) {
    ensureOpen();
    asking(
        "configmap of " + workflow,
        () -> {
          anchor.remove(workflow);
          return true;
        });
  }

  @Override
  public boolean create(ObjectNode pod) {
    ensureOpen();
    ObjectNode here = pod.deepCopy();
    here.withObjectProperty("metadata").put("namespace", json.namespace());
    try {
      json.pods().resource(json.resource(here)).create();
      return true;
    } catch (KubernetesClientException e) {
      if (ApiProblems.isAlreadyThere(e)) {
        return false;
      }
      throw ApiProblems.of(e, "pod " + Pods.name(pod));
    }
  }

  @Override
  public boolean delete(String pod, Duration grace) {
    ensureOpen();
    return asking(
        "pod " + pod,
        () -> {
          boolean there =
              !json.pods()
                  .withName(pod)
                  // Zero takes a pod out of the books at once, whether or not it still runs.
                  .withGracePeriod(Math.max(1, grace.toSeconds()))
                  .delete()
                  .isEmpty();
          secrets.remove(pod);
          return there;
        });
  }

  @Override
  public int deleteAll(PodSelector selector, Duration grace) {
    int deleted = 0;
    for (ObjectNode pod : list(selector)) {
      deleted += delete(Pods.name(pod), grace) ? 1 : 0;
    }
    return deleted;
  }

  @Override
  public void terminate(String pod, Set<String> containers, Duration grace) {
    Optional<ObjectNode> there = get(pod);
    if (there.isPresent() && !Pods.ended(there.get())) {
      asking(
          "pod " + pod,
          () -> {
            termination.begin(there.get(), containers, grace);
            return true;
          });
    }
  }

  @Override
  public Optional<ObjectNode> get(String pod) {
    ensureOpen();
    return asking("pod " + pod, () -> Optional.ofNullable(json.pods().withName(pod).get()))
        .map(json::json);
  }

  @Override
  public List<ObjectNode> list(PodSelector selector) {
    ensureOpen();
    List<GenericKubernetesResource> found =
        asking(
            "pods",
            () ->
                json.pods()
                    .withLabel(Cluster.WORKFLOW_LABEL)
                    .withLabels(selector.labels())
                    .list()
                    .getItems());
    List<ObjectNode> pods = new ArrayList<>(found.stream().map(json::json).toList());
    pods.sort(PodJson.BY_CREATION);
    return pods;
  }

  @Override
  public PodWatch watch(PodSelector selector) {
    ensureOpen();
    PodEventQueue watch = informer.watch(selector);
    watches.add(watch);
    return watch;
  }

  @Override
  public boolean createClaim(ObjectNode claim) {
    ensureOpen();
    return claims.create(claim);
  }

  @Override
  public boolean deleteClaim(String name) {
    ensureOpen();
    return asking("persistentvolumeclaim " + name, () -> claims.delete(name));
  }

  @Override
  public PodLog log(String pod, LogRequest request) {
    ObjectNode there = get(pod).orElseThrow(() -> ClusterProblems.podNotFound(pod));
    if (!hasContainer(there, request.container())) {
      throw ClusterProblems.containerNotFound(pod, request.container());
    }
    LogPlace place = LogPlace.parse(pod, request.position());
    return new KubernetesLog(
        new LogStreams(json, informer, pod, request.container()), request, place, readers);
  }

  private static boolean hasContainer(ObjectNode pod, String container) {
    for (String field : List.of("initContainers", "containers")) {
      for (JsonNode one : pod.path("spec").path(field)) {
        if (one.path("name").asText().equals(container)) {
          return true;
        }
      }
    }
    return false;
  }

  private static <T> T asking(String where, Supplier<T> call) {
    try {
      return call.get();
    } catch (KubernetesClientException e) {
      throw ApiProblems.of(e, where);
    }
  }

  private void ensureOpen() {
    if (closed) {
      throw ClusterProblems.closed();
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.forEach(PodEventQueue::close);
    watches.clear();
  }
}
