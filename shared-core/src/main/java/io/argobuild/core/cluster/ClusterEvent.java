package io.argobuild.core.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What a cluster tells. */
public sealed interface ClusterEvent {

  /**
   * A pod as it is now. Events of one pod come in order; states in between may be left out, and the
   * same state may come twice.
   */
  record PodSeen(ObjectNode pod) implements ClusterEvent {
    public String name() {
      return Pods.name(pod);
    }
  }

  /**
   * A pod was removed.
   *
   * @param last its last state, null when nobody saw it
   */
  record PodGone(String name, @Nullable ObjectNode last) implements ClusterEvent {}

  /**
   * Something people should know about this cluster, told once.
   *
   * @param code stable name such as {@code CLUSTER_IMAGES_IGNORED}
   */
  record Notice(String code, String message) implements ClusterEvent {}
}
