package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.kubernetes.KubernetesAccess;
import io.argobuild.core.cluster.kubernetes.KubernetesCluster;
import io.argobuild.core.cluster.kubernetes.KubernetesConnection;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.cluster.objects.ObjectProblems;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.pod.PodSettings;
import io.argobuild.core.problem.Finding;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.store.ConfigMapWorkflowStore;
import io.argobuild.core.store.kubernetes.NamespaceStore;
import io.argobuild.core.template.OutsideReferences;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connects to the clusters of runs, once to each. Only used by runs on Kubernetes. */
final class KubernetesClusters implements Wiring.ClusterFactory, AutoCloseable {
  private static final String KUBECONFIG = "kubeconfig";
  private static final String CONTEXT = "context";
  private static final String HELPER_IMAGE = "helperImage";
  private static final String SHELL_IMAGE = "shellImage";
  private static final String PULL_POLICY = "helperPullPolicy";
  private static final String PENDING_LIMIT = "pendingLimit";

  private final KubernetesSettings given;
  private final PodDefaults pods;
  private final Map<KubernetesAccess, KubernetesConnection> connections = new LinkedHashMap<>();

  KubernetesClusters(KubernetesSettings given, PodDefaults pods) {
    this.given = given;
    this.pods = pods;
  }

  /** What the user says counts before the manifest, and that before the context. */
  @Override
  public String namespace(RuntimeKind runtime, String ofManifest) {
    if (!given.namespace().isEmpty()) {
      return given.namespace();
    }
    return ofManifest.isEmpty() ? connection(Map.of()).defaultNamespace() : ofManifest;
  }

  @Override
  public List<ObjectNode> settle(RunPlace place) {
    return cluster(place).claim(place.run(), place.uid()).stream().toList();
  }

  @Override
  public Optional<ClusterObjects> objects(RunPlace place) {
    return Optional.of(cluster(place).objects());
  }

  /** Looks whether runs can be where the settings say. */
  List<Finding> examine() {
    return connection(Map.of()).examine(namespace(RuntimeKind.KUBERNETES, ""));
  }

  /** Keeps runs in the namespace that the settings say, else the context's. */
  ConfigMapWorkflowStore store(InstantSource clock) {
    return NamespaceStore.of(
        connection(Map.of()).client(), namespace(RuntimeKind.KUBERNETES, ""), clock);
  }

  private KubernetesCluster cluster(RunPlace place) {
    return connection(place.settings()).cluster(place.namespace());
  }

  @Override
  public Optional<ObjectNode> lookUp(
      RuntimeKind runtime, String namespace, OutsideReferences.Reference reference) {
    ManifestKind kind = reference.kind();
    ObjectRef ref =
        new ObjectRef(
            kind.isArgo() ? ManifestKind.ARGO_API_VERSION : "v1",
            kind.kind(),
            kind == ManifestKind.CLUSTER_WORKFLOW_TEMPLATE ? "" : namespace,
            reference.name());
    Optional<ObjectNode> found = read(ref, namespace);
    found.ifPresent(object -> object.withObjectProperty("metadata").remove("managedFields"));
    return found;
  }

  private Optional<ObjectNode> read(ObjectRef ref, String namespace) {
    try {
      return connection(Map.of()).cluster(namespace).objects().read(ref);
    } catch (ProblemException e) {
      // A cluster without Argo has none of its kinds; whoever needs the object says so.
      if (e.problem().code().equals(ObjectProblems.UNKNOWN_TYPE)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Map<String, String> settings(RuntimeKind runtime) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (!given.kubeconfig().isEmpty()) {
      settings.put(KUBECONFIG, given.kubeconfig());
    }
    if (!given.context().isEmpty()) {
      settings.put(CONTEXT, given.context());
    }
    settings.put(HELPER_IMAGE, pods.helperImage());
    settings.put(SHELL_IMAGE, pods.shellImage());
    settings.put(PULL_POLICY, pods.imagePullPolicy());
    settings.put(PENDING_LIMIT, pods.pendingLimit().toString());
    return settings;
  }

  /** Whoever takes a run over makes its pods as before, unless told otherwise. */
  private PodDefaults pods(Map<String, String> recorded) {
    if (!pods.equals(PodDefaults.DEFAULT)) {
      return pods;
    }
    return new PodDefaults(
        recorded.getOrDefault(HELPER_IMAGE, pods.helperImage()),
        recorded.getOrDefault(SHELL_IMAGE, pods.shellImage()),
        recorded.getOrDefault(PULL_POLICY, pods.imagePullPolicy()),
        Duration.parse(recorded.getOrDefault(PENDING_LIMIT, pods.pendingLimit().toString())));
  }

  @Override
  public Wiring.OpenCluster open(
      RunPlace place, RunResources resources, List<ObjectNode> manifests) {
    KubernetesCluster cluster = cluster(place);
    PodDefaults here = pods(place.settings());
    PodSettings settings =
        PodSettings.kubernetes()
            .withImages(here.helperImage(), here.shellImage(), here.imagePullPolicy());
    Duration limit = here.pendingLimit().isZero() ? null : here.pendingLimit();
    return new Wiring.OpenCluster(cluster, settings, limit, cluster::handOver);
  }

  /** Where nothing is said now, a run is where it was. */
  private synchronized KubernetesConnection connection(Map<String, String> recorded) {
    boolean named = !given.kubeconfig().isEmpty() || !given.context().isEmpty();
    KubernetesAccess access =
        new KubernetesAccess(
            named ? given.kubeconfig() : recorded.getOrDefault(KUBECONFIG, ""),
            named ? given.context() : recorded.getOrDefault(CONTEXT, ""),
            given.server(),
            given.token(),
            given.impersonate());
    return connections.computeIfAbsent(access, KubernetesConnection::open);
  }

  @Override
  public synchronized void close() {
    connections.values().forEach(KubernetesConnection::close);
    connections.clear();
  }
}
