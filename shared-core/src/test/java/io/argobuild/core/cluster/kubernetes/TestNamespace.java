package io.argobuild.core.cluster.kubernetes;

import io.argobuild.core.lab.LabServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A namespace for one test class. */
public record TestNamespace(KubernetesClient client, String name) implements AutoCloseable {

  /** Makes one in which pods can be created. */
  public static TestNamespace create(LabServer server) {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(ClientConfig.of(KubernetesAccess.of(server.kubeconfig().toString(), "")))
            .build();
    String name = "test-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    client
        .serviceAccounts()
        .inNamespace(name)
        .withName("default")
        .waitUntilCondition(Objects::nonNull, 1, TimeUnit.MINUTES);
    return new TestNamespace(client, name);
  }

  @Override
  public void close() {
    client.namespaces().withName(name).delete();
    client.close();
  }
}
