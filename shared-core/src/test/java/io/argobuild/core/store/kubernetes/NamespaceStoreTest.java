package io.argobuild.core.store.kubernetes;

import io.argobuild.core.cluster.kubernetes.TestNamespace;
import io.argobuild.core.lab.Lab;
import io.argobuild.core.lab.NeedsNode;
import io.argobuild.core.store.ConfigMapWorkflowStore;
import io.argobuild.core.store.WorkflowStoreContract;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Runs that are kept by a real API server. */
@Tag("lab")
@NeedsNode
class NamespaceStoreTest extends WorkflowStoreContract {
  private static TestNamespace namespace;
  private final List<ConfigMapWorkflowStore> stores = new ArrayList<>();

  @BeforeAll
  static void connect() {
    namespace = TestNamespace.create(Lab.kwok("objects"));
  }

  @AfterAll
  static void disconnect() {
    namespace.close();
  }

  @Override
  protected ConfigMapWorkflowStore store() {
    ConfigMapWorkflowStore store =
        NamespaceStore.of(namespace.client(), namespace.name(), InstantSource.system());
    stores.add(store);
    return store;
  }

  @AfterEach
  void clean() {
    stores.forEach(ConfigMapWorkflowStore::close);
    namespace.client().configMaps().inNamespace(namespace.name()).delete();
    namespace.client().leases().inNamespace(namespace.name()).delete();
  }
}
