package io.argobuild.core.cluster.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterContract;
import io.argobuild.core.cluster.PodScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

@NeedsSandbox
class LocalClusterContractTest extends ClusterContract {
  @TempDir Path folder;
  private LocalClusterOptions options = LocalClusterOptions.in(Path.of("unused"));

  @Override
  protected Cluster open(int parallelPods) {
    try {
      Path workDir = Files.createTempDirectory(folder, "work");
      options =
          LocalClusterOptions.in(workDir)
              .withRuntime(RuntimeKind.SANDBOX)
              .withParallelPods(parallelPods);
      return LocalCluster.open(options);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Cluster reconnect() {
    return LocalCluster.open(options);
  }

  @Override
  protected ObjectNode pod(
      String name, List<String> initContainers, List<String> containers, PodScript script) {
    return LocalPods.scripted(name, initContainers, containers, script);
  }
}
