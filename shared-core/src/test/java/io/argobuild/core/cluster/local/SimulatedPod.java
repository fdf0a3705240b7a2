package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.local.PodRecord.ContainerRecord;
import io.argobuild.core.cluster.local.PodRecord.Ended;
import io.argobuild.core.cluster.local.PodRecord.Exit;
import io.argobuild.core.cluster.local.PodRecord.How;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record of a pod that nobody runs; its status is derived as that of a local pod. */
public final class SimulatedPod {
  private final ObjectNode pod;
  private final Map<String, ContainerRecord> containers = new HashMap<>();
  private @Nullable Instant startedAt;
  private @Nullable Ended ended;

  public SimulatedPod(ObjectNode pod) {
    this.pod = pod;
  }

  /** As {@code PodValidation}. */
  public static void check(ObjectNode pod) {
    PodValidation.check(pod);
  }

  /** With its present status. */
  public ObjectNode current() {
    ObjectNode now = pod.deepCopy();
    now.set("status", PodStatus.of(pod, new PodRecord(startedAt, ended, containers)));
    return now;
  }

  public ObjectNode pod() {
    return pod;
  }

  public List<String> initContainers() {
    return names("initContainers");
  }

  public List<String> mainContainers() {
    return names("containers");
  }

  private List<String> names(String field) {
    List<String> names = new ArrayList<>();
    for (JsonNode container : pod.path("spec").path(field)) {
      names.add(container.path("name").asText());
    }
    return names;
  }

  public void start(Instant at) {
    startedAt = at;
  }

  public void startContainer(String name, Instant at) {
    containers.put(name, new ContainerRecord(at, null, null, true));
  }

  public void exit(String name, int code, String message, Instant at) {
    ContainerRecord before = containers.getOrDefault(name, ContainerRecord.WAITING);
    String reason = code == 0 ? "Completed" : "Error";
    containers.put(
        name,
        new ContainerRecord(before.startedAt(), new Exit(code, reason, message, at), null, true));
  }

  public boolean isRunning(String container) {
    return containers.getOrDefault(container, ContainerRecord.WAITING).isRunning();
  }

  public boolean isExited(String container) {
    return containers.getOrDefault(container, ContainerRecord.WAITING).exit() != null;
  }

  /** Whether it has exited with another code than zero. */
  public boolean isFailed(String container) {
    Exit exit = containers.getOrDefault(container, ContainerRecord.WAITING).exit();
    return exit != null && exit.code() != 0;
  }

  public boolean isStarted() {
    return startedAt != null;
  }

  public boolean isEnded() {
    return ended != null;
  }

  public void end(Instant at, boolean forDeadline) {
    How how = startedAt == null ? How.NEVER_STARTED : How.BY_ITSELF;
    ended = new Ended(at, forDeadline ? How.DEADLINE_EXCEEDED : how);
  }

  public void lose(Instant at) {
    ended = new Ended(at, How.LOST);
  }
}
