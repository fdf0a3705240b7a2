package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where pods run. A pod is a Kubernetes {@code Pod} as JSON, with the status a kubelet would give
 * it.
 *
 * <p>Calls block until the cluster has accepted them; what comes of them is told by {@link #watch}.
 * Every call may be repeated. All methods may be called by any thread. Errors are {@link
 * io.argobuild.core.problem.ProblemException}s with codes {@code CLUSTER_…}; those of class
 * TRANSIENT are worth another try. What is handed in is not changed, what is handed out is the
 * caller's.
 */
public interface Cluster extends AutoCloseable {

  /** Label that every pod of a workflow carries; its value is the workflow's name. */
  String WORKFLOW_LABEL = "argo-build/workflow";

  /**
   * Annotation ({@code "true"}) of pods that run until they are told to end. A local cluster does
   * not count them against its bound, else daemons could keep out the steps that end them.
   */
  String DAEMON_ANNOTATION = "argo-build/daemon";

  /**
   * Creates a pod; one of the same name that is there already is success, whatever is in it.
   *
   * @return false if it was there
   */
  boolean create(ObjectNode pod);

  /**
   * Tells a pod to end (SIGTERM, SIGKILL after the grace) and removes it; {@link
   * ClusterEvent.PodGone} carries its last status.
   *
   * @param grace zero kills at once
   * @return false if there is none
   */
  boolean delete(String pod, Duration grace);

  /** As {@link #delete} for every pod selected, and how many those were. */
  int deleteAll(PodSelector selector, Duration grace);

  /**
   * Ends containers (SIGTERM, SIGKILL after the grace) but leaves the pod, so that its final status
   * can be read. Containers that have ended already, and a pod that is gone, are success.
   *
   * @param containers empty means all; then containers not started yet never start
   */
  void terminate(String pod, Set<String> containers, Duration grace);

  /** The pod with its present status. */
  Optional<ObjectNode> get(String pod);

  /** The pods selected, in order of creation. */
  List<ObjectNode> list(PodSelector selector);

  /** The pods that are there now, then whatever happens to them. */
  PodWatch watch(PodSelector selector);

  /** Reads a container's log; standard output and error in one. */
  PodLog log(String pod, LogRequest request);

  /**
   * Makes a PersistentVolumeClaim; one that was made for the same run is success.
   *
   * @return false if it was there
   */
  boolean createClaim(ObjectNode claim);

  /**
   * Removes a PersistentVolumeClaim and what is in it; pods that use it keep or lose it.
   *
   * @return false if there is none
   */
  boolean deleteClaim(String name);

  /** Removes what a workflow has here beside its pods; pods that are left go with it. */
  default void forget(String workflow) {}

  /** Ends this connection; the pods go on. */
  @Override
  void close();
}
