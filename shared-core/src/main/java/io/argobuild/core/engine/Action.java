package io.argobuild.core.engine;

import io.argobuild.core.pod.PodPlan;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something to do outside the core. Doing it twice is as doing it once. */
public sealed interface Action {
  String podName();

  /** Creates the pod of a node; one that exists is success. */
  record CreatePod(String nodeId, PodPlan plan) implements Action {
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
      implements Action {
    public TerminatePod {
      containers = Set.copyOf(containers);
    }
  }

  /** Removes a pod; one that is gone is success. */
  record DeletePod(String podName, Duration delay) implements Action {}

  /**
   * Reads what a pod's status could not carry; answered by {@link Observation.PodOutputRead}.
   *
   * @param result whether main's standard output is wanted
   * @param report whether {@code collect}'s log is wanted
   */
  record ReadPodOutput(String podName, boolean result, boolean report) implements Action {}
}
