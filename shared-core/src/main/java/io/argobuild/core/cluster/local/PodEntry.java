package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pod as this JVM knows it; guarded by the lock of its {@link Kubelet}. */
final class PodEntry {
  final PodFolder folder;
  final long order;
  private final ObjectNode pod;
  private final Set<String> unready = new HashSet<>();
  private ObjectNode current;
  private @Nullable Process launched;
  private boolean supervised;
  private boolean ended;
  private boolean deleted;

  PodEntry(PodFolder folder) throws IOException {
    this.folder = folder;
    this.pod = folder.pod();
    this.current = pod;
    this.order = folder.order();
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (container.path("readinessProbe").isObject()) {
        unready.add(container.path("name").asText());
      }
    }
  }

  /** Reads it anew; whether it is not as before. */
  boolean refresh(Supervisors supervisors) throws IOException {
    RecordReader reader = new RecordReader(folder, pod);
    // One that was launched here and is gone has found, or made, the record of who supervises.
    boolean launching = launched != null && launched.isAlive();
    Optional<ProcessIdentity> supervisor = folder.supervisor();
    // First whether it lives, then what it recorded: who is dead has recorded all he ever will.
    boolean alive = supervisor.map(ProcessIdentity::isAlive).orElse(launching);
    PodRecord record = reader.read(unready);
    supervised = supervisor.isPresent();
    boolean lost = record.ended() == null && !alive && (supervised || launched != null);
    // A folder that was removed meanwhile holds no records either.
    if (lost && folder.exists()) {
      supervisors.recordLoss(folder, reader.allExited(record), pod);
      record = reader.read(unready);
    }
    ended = record.ended() != null;
    ObjectNode now = pod.deepCopy();
    now.set("status", PodStatus.of(pod, record));
    Optional<PodFolder.Deletion> deletion = folder.deletion();
    deleted = deletion.isPresent();
    deletion.ifPresent(
        since ->
            now.withObjectProperty("metadata")
                .put("deletionTimestamp", PodStatus.time(since.since()))
                .put("deletionGracePeriodSeconds", since.graceSeconds()));
    boolean changed = !now.equals(current);
    current = now;
    return changed;
  }

  void launched(Process process) {
    launched = process;
  }

  /** Says what a readiness probe found. */
  void ready(String container, boolean ready) {
    if (ready) {
      unready.remove(container);
    } else {
      unready.add(container);
    }
  }

  String name() {
    return folder.name();
  }

  /** With its status. */
  ObjectNode current() {
    return current;
  }

  boolean isWaiting() {
    return !supervised && launched == null && !ended;
  }

  boolean isActive() {
    return !ended && !isWaiting();
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isRemovable() {
    return deleted && (ended || isWaiting());
  }

  boolean isDaemon() {
    return pod.path("metadata")
        .path("annotations")
        .path(Cluster.DAEMON_ANNOTATION)
        .asText("")
        .equals("true");
  }
}
