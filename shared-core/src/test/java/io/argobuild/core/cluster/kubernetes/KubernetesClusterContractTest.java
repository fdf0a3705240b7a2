package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterContract;
import io.argobuild.core.cluster.PodScript;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.NeedsNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

@Tag("lab")
@NeedsNode
class KubernetesClusterContractTest extends ClusterContract {
  private static KubernetesConnection connection;
  private static TestNamespace namespace;

  @BeforeAll
  static void connect() {
    connection =
        KubernetesConnection.open(KubernetesAccess.of(Lab.node().kubeconfig().toString(), ""));
    namespace = TestNamespace.create(Lab.node());
  }

  @AfterAll
  static void disconnect() {
    connection.close();
    namespace.close();
  }

  @Override
  protected Cluster open(int parallelPods) {
    return connection.cluster(namespace.name());
  }

  @Override
  protected Cluster reconnect() {
    return connection.cluster(namespace.name());
  }

  @Override
  protected boolean boundsPods() {
    return false;
  }

  @Override
  protected ObjectNode pod(
      String name, List<String> initContainers, List<String> containers, PodScript script) {
    return KubernetesPods.scripted(name, initContainers, containers, script);
  }
}
