package io.argobuild.core.cluster.local;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a pod besides what was asked for.
 *
 * @param startedAt when its turn came; null while it waits for its turn
 * @param ended null while something may run
 * @param containers by name, init containers too
 */
record PodRecord(
    @Nullable Instant startedAt, @Nullable Ended ended, Map<String, ContainerRecord> containers) {

  PodRecord {
    containers = Map.copyOf(containers);
  }

  ContainerRecord container(String name) {
    return containers.getOrDefault(name, ContainerRecord.WAITING);
  }

  /** Nothing of the pod runs any more. */
  record Ended(Instant at, How how) {}

  enum How {
    /** Its containers ended, or never got to start. */
    BY_ITSELF,
    DEADLINE_EXCEEDED,
    /** Its supervisor was killed, or the machine was restarted. */
    LOST,
    /** It was ended before its turn came. */
    NEVER_STARTED
  }

  /**
   * @param startedAt null while it waits
   * @param exit null while it waits or runs
   * @param blocked why it can't be created; null when it can
   * @param ready what its readiness probe says; true without one
   */
  record ContainerRecord(
      @Nullable Instant startedAt, @Nullable Exit exit, @Nullable Blocked blocked, boolean ready) {
    static final ContainerRecord WAITING = new ContainerRecord(null, null, null, true);

    boolean isRunning() {
      return startedAt != null && exit == null;
    }
  }

  /** How a container ended; the message is empty when there is none. */
  record Exit(int code, String reason, String message, Instant at) {}

  /** As {@code CreateContainerConfigError}. */
  record Blocked(String reason, String message) {}
}
