package io.argobuild.core.cluster.local;

import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.ImageTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * How pods run on this machine.
 *
 * @param workDir holds all there is of the pods; JVMs that share it see the same pods
 * @param parallelPods how many run at a time, daemons aside; the others wait in order of creation
 * @param images what images run; asked for containers without a command
 * @param configs ConfigMaps and Secrets
 * @param hostPaths more folders of this machine that sandboxes see, read-only; programs in them are
 *     found before others
 */
public record LocalClusterOptions(
    Path workDir,
    String namespace,
    String nodeName,
    int parallelPods,
    RuntimeKind runtime,
    ImageTable images,
    ConfigLookup configs,
    List<Path> hostPaths,
    InstantSource clock) {

  public LocalClusterOptions {
    workDir = workDir.toAbsolutePath().normalize();
    hostPaths = hostPaths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    if (parallelPods < 1) {
      throw new IllegalArgumentException("parallelPods must be at least 1: " + parallelPods);
    }
  }

  /** As many pods as there are cores, by whatever can run them, no images, no configs. */
  public static LocalClusterOptions in(Path workDir) {
    return new LocalClusterOptions(
        workDir,
        "default",
        "local",
        Runtime.getRuntime().availableProcessors(),
        RuntimeKind.AUTO,
        ImageTable.EMPTY,
        ConfigLookup.none(),
        List.of(),
        InstantSource.system());
  }

  public LocalClusterOptions withNamespace(String name) {
    return new LocalClusterOptions(
        workDir, name, nodeName, parallelPods, runtime, images, configs, hostPaths, clock);
  }

  public LocalClusterOptions withParallelPods(int pods) {
    return new LocalClusterOptions(
        workDir, namespace, nodeName, pods, runtime, images, configs, hostPaths, clock);
  }

  public LocalClusterOptions withRuntime(RuntimeKind kind) {
    return new LocalClusterOptions(
        workDir, namespace, nodeName, parallelPods, kind, images, configs, hostPaths, clock);
  }

  public LocalClusterOptions withImages(ImageTable table) {
    return new LocalClusterOptions(
        workDir, namespace, nodeName, parallelPods, runtime, table, configs, hostPaths, clock);
  }

  public LocalClusterOptions withConfigs(ConfigLookup lookup) {
    return new LocalClusterOptions(
        workDir, namespace, nodeName, parallelPods, runtime, images, lookup, hostPaths, clock);
  }

  public LocalClusterOptions withHostPaths(List<Path> paths) {
    return new LocalClusterOptions(
        workDir, namespace, nodeName, parallelPods, runtime, images, configs, paths, clock);
  }
}
