package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.CacheKey;
import io.argobuild.core.gate.LockRequest;
import io.argobuild.core.pod.PodPlan;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something to do outside the core. Doing it twice is as doing it once. */
public sealed interface Action {
  /** Actions with the same queue are done one after the other, in the order decided. */
  String queue();

  /** Something to do with a pod. */
  sealed interface PodAction extends Action {
    String podName();

    @Override
    default String queue() {
      return podName();
    }
  }

  /**
   * Something to do for a node that needs no pod; when it can't be done the answer is {@link
   * Observation.NodeActionFailed}.
   */
  sealed interface NodeAction extends Action {
    String nodeId();

    @Override
    default String queue() {
      return nodeId();
    }
  }

  /**
   * Lists the keys of stored artifacts; answered by {@link Observation.ArtifactsListed}.
   *
   * @param prefix what the keys begin with
   */
  record ListArtifacts(String nodeId, String prefix) implements NodeAction {}

  /**
   * Does something with objects of the cluster; answered by {@link Observation.ResourceSeen} with
   * the objects as they are then.
   */
  record ApplyResource(String nodeId, ResourceRequest request) implements NodeAction {}

  /** Looks at an object again; answered by {@link Observation.ResourceSeen}. */
  record ReadResource(String nodeId, ObjectRef object) implements NodeAction {}

  /**
   * Reads an artifact that holds a manifest; answered by {@link Observation.ManifestRead}.
   *
   * @param key where it is stored
   */
  record ReadManifest(String nodeId, String key) implements NodeAction {}

  /**
   * Looks memoized outputs up, after what was written before; answered by {@link
   * Observation.CacheRead}.
   */
  record ReadCache(String nodeId, CacheKey key) implements NodeAction {
    @Override
    public String queue() {
      return cacheQueue(key);
    }
  }

  /** Something to do with what runs share. */
  sealed interface SharedAction extends Action {}

  /** Keeps the outputs of a node for others. */
  record WriteCache(CacheKey key, CacheEntry entry) implements SharedAction {
    @Override
    public String queue() {
      return cacheQueue(key);
    }
  }

  /** Something to do with locks, which is done in the order decided. */
  sealed interface LockAction extends SharedAction {
    @Override
    default String queue() {
      return "/locks";
    }
  }

  /** Takes locks or queues for them; answered by {@link Observation.LocksSeen}. */
  record AcquireLocks(List<LockRequest> requests) implements LockAction {
    public AcquireLocks {
      requests = List.copyOf(requests);
    }
  }

  /** Gives locks back, or waits for them no longer. */
  record ReleaseLocks(Set<String> holders) implements LockAction {
    public ReleaseLocks {
      holders = Set.copyOf(holders);
    }
  }

  /**
   * Gives back all that the run has but this; to be done when none of its pods runs any more if
   * nothing is held.
   */
  record RetainLocks(List<LockRequest> held) implements LockAction {
    public RetainLocks {
      held = List.copyOf(held);
    }
  }

  private static String cacheQueue(CacheKey key) {
    return "/caches/" + key.namespace() + '/' + key.cache();
  }

  /** Creates the pod of a node; one that exists is success. */
  record CreatePod(String nodeId, PodPlan plan) implements PodAction {
    @Override
    public String podName() {
      return plan.name();
    }
  }

  /**
   * Ends what still runs in a pod and leaves the pod, so that its end can be seen.
   *
   * @param containers empty means all
   * @param grace between SIGTERM and SIGKILL; null for the pod's own
   */
  record TerminatePod(String podName, Set<String> containers, @Nullable Duration grace)
      implements PodAction {
    public TerminatePod {
      containers = Set.copyOf(containers);
    }
  }

  /**
   * Makes a PersistentVolumeClaim; one that the run has already is success. When it can't be made
   * the answer is {@link Observation.ClaimRefused}.
   */
  record CreateClaim(ObjectNode claim) implements Action {
    @Override
    public String queue() {
      return "claim " + claim.path("metadata").path("name").asText();
    }
  }

  /** Removes a pod; one that is gone is success. */
  record DeletePod(String podName, Duration delay) implements PodAction {}

  /**
   * Reads what a pod's status could not carry; answered by {@link Observation.PodOutputRead}.
   *
   * @param result whether main's standard output is wanted
   * @param report whether {@code collect}'s log is wanted
   * @param logs keys under which logs are to be stored, by container
   */
  record ReadPodOutput(String podName, boolean result, boolean report, Map<String, String> logs)
      implements PodAction {
    public ReadPodOutput {
      logs = Map.copyOf(logs);
    }

    public ReadPodOutput(String podName, boolean result, boolean report) {
      this(podName, result, report, Map.of());
    }
  }
}
