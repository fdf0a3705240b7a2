package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ImageTable;
import io.argobuild.core.cluster.local.LocalCluster;
import io.argobuild.core.cluster.local.LocalClusterOptions;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Opens the cluster of this machine for runs. All runs of a work folder share it, so that the bound
 * on pods counts for all.
 *
 * @param artifacts without links in its path, as pods mount it
 * @param drivers has a folder for each run
 */
record LocalClusters(ServiceOptions options, Path folder, Path artifacts, Path drivers)
    implements Wiring.ClusterFactory {

  static LocalClusters of(ServiceOptions options) {
    Path folder = options.workFolder().toAbsolutePath().normalize();
    try {
      Path artifacts = Files.createDirectories(options.artifactFolder()).toRealPath();
      return new LocalClusters(options, folder, artifacts, folder.resolve("drivers"));
    } catch (IOException e) {
      throw RunProblems.folderUnusable(options.artifactFolder(), e);
    }
  }

  @Override
  public Wiring.OpenCluster open(
      RunPlace place, RunResources resources, List<ObjectNode> manifests) {
    LocalClusterOptions local =
        LocalClusterOptions.in(folder)
            .withImages(images())
            .withConfigs(resources)
            .withHostPaths(options.programs());
    if (options.parallelPods() > 0) {
      local = local.withParallelPods(options.parallelPods());
    }
    LocalCluster cluster =
        open(place.runtime(), drivers.resolve(place.run()).resolve("engine"), local);
    String path = artifacts.toString();
    boolean sandbox = cluster.runtimeName().equals("sandbox");
    PodSettings settings = sandbox ? PodSettings.local(path) : PodSettings.docker(path);
    return Wiring.OpenCluster.local(
        cluster, settings.withImageCommands(imageCommands(manifests)), resources);
  }

  /** What would run pods: {@code sandbox}, {@code docker} or {@code podman}. */
  String probe(RuntimeKind runtime) {
    try (LocalCluster cluster = choose(runtime, LocalClusterOptions.in(folder))) {
      return cluster.runtimeName();
    }
  }

  /** The engine that was found at first runs the pods until the end, whatever is there then. */
  private static LocalCluster open(RuntimeKind runtime, Path chosen, LocalClusterOptions local) {
    try {
      if (Files.exists(chosen)) {
        String name = Files.readString(chosen).strip().toUpperCase(Locale.ROOT);
        return LocalCluster.open(
            local.withRuntime(io.argobuild.core.cluster.local.RuntimeKind.valueOf(name)));
      }
      LocalCluster cluster = choose(runtime, local);
      Files.createDirectories(chosen.getParent());
      Files.writeString(chosen, cluster.runtimeName());
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalCluster choose(RuntimeKind runtime, LocalClusterOptions local) {
    if (runtime != RuntimeKind.DOCKER) {
      return LocalCluster.open(local.withRuntime(io.argobuild.core.cluster.local.RuntimeKind.AUTO));
    }
    try {
      return LocalCluster.open(
          local.withRuntime(io.argobuild.core.cluster.local.RuntimeKind.DOCKER));
    } catch (ProblemException noDocker) {
      try {
        return LocalCluster.open(
            local.withRuntime(io.argobuild.core.cluster.local.RuntimeKind.PODMAN));
      } catch (ProblemException noPodman) {
        noDocker.addSuppressed(noPodman);
        throw noDocker;
      }
    }
  }

  private ImageTable images() {
    return new ImageTable(
        options.images().stream()
            .map(entry -> new ImageTable.Entry(entry.image(), entry.entrypoint(), entry.cmd()))
            .toList());
  }

  /** The table's entries for the images that the manifests name. */
  private Map<String, PodSettings.ImageCommand> imageCommands(List<ObjectNode> manifests) {
    ImageTable table = images();
    Map<String, PodSettings.ImageCommand> commands = new LinkedHashMap<>();
    for (ObjectNode manifest : manifests) {
      for (String image : manifest.findValuesAsText("image")) {
        table
            .find(image)
            .map(entry -> new PodSettings.ImageCommand(entry.entrypoint(), entry.cmd()))
            .ifPresent(command -> commands.put(image, command));
      }
    }
    return commands;
  }
}
