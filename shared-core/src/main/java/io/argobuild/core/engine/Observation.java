package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.gate.CacheEntry;
import io.argobuild.core.gate.LockView;
import io.argobuild.core.pod.PodReport.StoredArtifact;
import io.argobuild.core.problem.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened outside the core. Seeing the same one twice changes nothing. */
public sealed interface Observation {

  /** The state of a pod, as the cluster tells it. */
  record PodSeen(ObjectNode pod) implements Observation {}

  /**
   * A pod is no longer there.
   *
   * @param last its last state, where it is known
   */
  record PodGone(String podName, @Nullable ObjectNode last) implements Observation {}

  /** A pod could not be created; TRANSIENT problems are tried again, others end the node. */
  record PodRefused(String podName, Problem problem) implements Observation {}

  /**
   * What was asked for by {@link Action.ReadPodOutput}.
   *
   * @param result text of main's standard output, cut to the last 256 KiB; null if not asked for
   * @param report the report that {@code collect} left in its log; null if not asked for
   * @param logs those of the logs asked for that are stored now
   */
  record PodOutputRead(
      String podName, @Nullable String result, @Nullable String report, List<StoredArtifact> logs)
      implements Observation {
    public PodOutputRead {
      logs = List.copyOf(logs);
    }

    public PodOutputRead(String podName, @Nullable String result, @Nullable String report) {
      this(podName, result, report, List.of());
    }
  }

  /** The keys of stored artifacts, asked for by {@link Action.ListArtifacts}. */
  record ArtifactsListed(String nodeId, List<String> keys) implements Observation {
    public ArtifactsListed {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Memoized outputs, asked for by {@link Action.ReadCache}.
   *
   * @param entry null when there is none
   */
  record CacheRead(String nodeId, @Nullable CacheEntry entry) implements Observation {}

  /** What the run has of the locks, asked for by {@link Action.AcquireLocks} or changed since. */
  record LocksSeen(LockView view) implements Observation {}

  /**
   * Objects of the cluster, after an {@link Action.ApplyResource} or {@link Action.ReadResource}.
   *
   * @param objects none when they were deleted, or were not found and need not be
   * @param steady whether nothing but this workflow changes them
   */
  record ResourceSeen(String nodeId, List<ObjectNode> objects, boolean steady)
      implements Observation {
    public ResourceSeen {
      objects = List.copyOf(objects);
    }
  }

  /** Some objects of the cluster have been changed, by this run or by one that it started. */
  record ObjectsChanged() implements Observation {}

  /** The text of an artifact, asked for by {@link Action.ReadManifest}. */
  record ManifestRead(String nodeId, String text) implements Observation {}

  /** What was to be done for a node can't be done, or not any more. */
  record NodeActionFailed(Action.NodeAction action, Problem problem) implements Observation {}

  /** A volume claim can't be made, or not any more. */
  record ClaimRefused(Problem problem) implements Observation {}

  /** Somebody wants something. */
  record Command(UserCommand command) implements Observation {}

  /** What a user may ask of a workflow that runs. */
  sealed interface UserCommand {
    /** No new work, running pods end; exit handlers still run. */
    record Stop(String message) implements UserCommand {}

    /** Everything ends, no exit handlers. */
    record Terminate() implements UserCommand {}

    /** No new pods; running ones go on. */
    record Suspend() implements UserCommand {}

    /**
     * Goes on after a suspension.
     *
     * @param nodeId one suspended node, or empty for the workflow and all of them
     * @param outputs values of the node's supplied output parameters
     * @param message kept at the node; may be empty
     */
    record Resume(String nodeId, Map<String, String> outputs, String message)
        implements UserCommand {}

    /** Ends a suspended node as failed. */
    record FailSuspended(String nodeId, String message) implements UserCommand {}
  }
}
