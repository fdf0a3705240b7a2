package io.argobuild.core.cluster.local;

import static io.argobuild.core.cluster.TestPods.awaitEnd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.ConfigLookup;
import io.argobuild.core.cluster.LogRequest;
import io.argobuild.core.cluster.PodSelector;
import io.argobuild.core.cluster.PodWatch;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.cluster.TestPods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A local cluster with a sandbox for each test; nothing of it is left behind. */
@NeedsSandbox
abstract class LocalClusterCase {
  /** Where tests keep pods that no JVM looks after. */
  static final String UNATTENDED = "unattended";

  @TempDir Path workDir;
  final Map<String, Map<String, byte[]>> configMaps = new HashMap<>();
  final Map<String, Map<String, byte[]>> secrets = new HashMap<>();
  LocalClusterOptions options = LocalClusterOptions.in(Path.of("unused"));
  LocalCluster cluster = unopened();

  @SuppressWarnings("NullAway") // opened before each test
  private static LocalCluster unopened() {
    return null;
  }

  @BeforeEach
  void open() {
    options =
        LocalClusterOptions.in(workDir)
            .withRuntime(RuntimeKind.SANDBOX)
            .withParallelPods(16)
            .withConfigs(ConfigLookup.of(configMaps, secrets));
    cluster = LocalCluster.open(options);
  }

  @AfterEach
  void close() throws IOException {
    FileTree.delete(workDir.resolve(UNATTENDED));
    try (PodWatch watch = cluster.watch(PodSelector.ALL)) {
      cluster.deleteAll(PodSelector.ALL, Duration.ZERO);
      for (ObjectNode pod : watch.initial()) {
        if (cluster.get(Pods.name(pod)).isPresent()) {
          TestPods.awaitGone(watch, Pods.name(pod));
        }
      }
    }
    cluster.close();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Runs a pod to its end; what its container {@code main} printed. */
  String output(ObjectNode pod) {
    String name = Pods.name(pod);
    cluster.create(pod);
    awaitEnd(cluster, name);
    return TestPods.log(cluster, name, LogRequest.all("main"));
  }

  /** Runs a script in a pod of its own; what it printed. */
  String output(String script) {
    return output(LocalPods.sh("out", script));
  }

  Path podFolder(String pod) {
    return workDir.resolve("pods").resolve(pod);
  }
}
