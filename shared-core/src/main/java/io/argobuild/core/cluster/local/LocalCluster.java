package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterEvent;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodLog;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.pod.PodProtocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pods on this machine, in Docker, Podman or a sandbox. They are supervised by processes of their
 * own and go on when this JVM ends, in whatever way; the next one with the same work folder adopts
 * them. All use the host's network.
 */
public final class LocalCluster implements Cluster {

  private final LocalClusterOptions options;
  private final ContainerRuntime runtime;
  private final PodWriter writer;
  private final Broadcast broadcast = new Broadcast();
  private final Trash trash;
  private final Kubelet kubelet;
  private boolean toldOfImages;
  private volatile boolean closed;

  private LocalCluster(LocalClusterOptions options, ContainerRuntime runtime, Scripts scripts)
      throws IOException {
    this.options = options;
    this.runtime = runtime;
    this.writer = new PodWriter(options, runtime);
    Supervisors supervisors = new Supervisors(scripts, runtime, options.clock());
    this.trash = new Trash(options.workDir().resolve("trash"));
    this.kubelet = new Kubelet(options, supervisors, runtime, broadcast, trash);
  }

  /** Throws {@code CLUSTER_NO_RUNTIME} where nothing can run containers. */
  public static LocalCluster open(LocalClusterOptions options) {
    Path workDir = options.workDir();
    try {
      for (String folder : List.of("pods", "volumes", "trash", "bin")) {
        Files.createDirectories(workDir.resolve(folder));
      }
      Scripts scripts = Scripts.install(workDir.resolve("bin"));
      RuntimeChoice choice = new RuntimeChoice(workDir, scripts, options.hostPaths());
      ContainerRuntime runtime = choice.choose(options.runtime());
      LocalCluster cluster = new LocalCluster(options, runtime, scripts);
      cluster.trash.empty(options.clock().instant());
      cluster.kubelet.start();
      return cluster;
    } catch (IOException e) {
      throw ClusterProblems.io("", "the work folder " + workDir + " can't be used", e);
    }
  }

  /** What runs the containers: {@code sandbox}, {@code docker} or {@code podman}. */
  public String runtimeName() {
    return runtime.name();
  }

  @Override
  public boolean create(ObjectNode pod) {
    ensureOpen();
    PodValidation.check(pod);
    String name = Pods.name(pod);
    if (Files.exists(folder(name).path())) {
      return false;
    }
    try {
      Instant now = options.clock().instant();
      long order = kubelet.nextOrder(ChronoUnit.MICROS.between(Instant.EPOCH, now));
      if (!writer.write(pod, order)) {
        return false;
      }
    } catch (IOException e) {
      throw ClusterProblems.io(name, "its folder can't be made", e);
    }
    tellOfImages(pod);
    kubelet.look(name);
    kubelet.startWaiting();
    return true;
  }

  private synchronized void tellOfImages(ObjectNode pod) {
    if (runtime.runsImages() || toldOfImages) {
      return;
    }
    toldOfImages = true;
    String image = "";
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (image.isEmpty() || !PodProtocol.isHelper(container.path("name").asText())) {
        image = container.path("image").asText();
      }
    }
    String message =
        "Images such as "
            + image
            + " are ignored: containers run the programs of this machine in a sandbox, as neither"
            + " Docker nor Podman is used";
    broadcast.notice(new ClusterEvent.Notice(ClusterProblems.IMAGES_IGNORED, message));
  }

  private PodFolder folder(String pod) {
    return new PodFolder(options.workDir().resolve("pods").resolve(pod));
  }

  private void ensureOpen() {
    if (closed) {
      throw ClusterProblems.closed();
    }
  }

  @Override
  public boolean delete(String pod, Duration grace) {
    ensureOpen();
    return PodValidation.isObjectName(pod) && kubelet.delete(pod, grace, options.clock().instant());
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
    ensureOpen();
    if (PodValidation.isObjectName(pod)) {
      kubelet.terminate(pod, containers, grace, options.clock().instant());
    }
  }

  @Override
  public Optional<ObjectNode> get(String pod) {
    ensureOpen();
    return PodValidation.isObjectName(pod) ? kubelet.pod(pod) : Optional.empty();
  }

  @Override
  public List<ObjectNode> list(PodSelector selector) {
    ensureOpen();
    return kubelet.pods(selector);
  }

  @Override
  public PodWatch watch(PodSelector selector) {
    ensureOpen();
    return kubelet.watch(selector);
  }

  @Override
  public PodLog log(String pod, LogRequest request) {
    ObjectNode there = get(pod).orElseThrow(() -> ClusterProblems.podNotFound(pod));
    String container = request.container();
    boolean known = false;
    for (String field : List.of("initContainers", "containers")) {
      for (JsonNode one : there.path("spec").path(field)) {
        known |= one.path("name").asText().equals(container);
      }
    }
    if (!known) {
      throw ClusterProblems.containerNotFound(pod, container);
    }
    PodFolder folder = folder(pod);
    return new FileLog(
        pod,
        folder.log(container),
        offset(pod, request.position()),
        request.follow(),
        () -> isComplete(folder, container),
        kubelet::await);
  }

  private static long offset(String pod, String position) {
    try {
      return position.isEmpty() ? 0 : Long.parseUnsignedLong(position);
    } catch (NumberFormatException e) {
      throw ClusterProblems.configuration(
          ClusterProblems.LOG_POSITION_INVALID,
          pod,
          "'" + position + "' is no position in a log of this cluster",
          "Read it from the beginning");
    }
  }

  private boolean isComplete(PodFolder folder, String container) {
    Path state = folder.state();
    return closed
        || !folder.exists()
        || Files.exists(state.resolve("c." + container + ".exit"))
        || Files.exists(state.resolve("ended"))
        || Files.exists(state.resolve("lost"))
        || Files.exists(state.resolve("never-started"));
  }

  @Override
  public boolean createClaim(ObjectNode claim) {
    ensureOpen();
    String name = Pods.name(claim);
    if (!PodValidation.isObjectName(name)) {
      throw ClusterProblems.configuration(
          ClusterProblems.CLAIM_INVALID, "", "'" + name + "' can't be the name of a claim", "");
    }
    try {
      return VolumeBuilder.makeClaim(claims().resolve(name));
    } catch (IOException e) {
      throw ClusterProblems.io("", "the folder of claim " + name + " can't be made", e);
    }
  }

  private Path claims() {
    return options.workDir().resolve("volumes");
  }

  @Override
  public boolean deleteClaim(String claim) {
    ensureOpen();
    Path folder = claims().resolve(claim);
    if (!PodValidation.isObjectName(claim) || !Files.isDirectory(folder)) {
      return false;
    }
    try {
      trash.put(folder);
      return true;
    } catch (IOException e) {
      throw ClusterProblems.io("", "the folder of claim " + claim + " can't be removed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    kubelet.close();
    broadcast.close();
    trash.close();
  }
}
