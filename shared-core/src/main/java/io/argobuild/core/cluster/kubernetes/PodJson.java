package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Pods;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Comparator;

/** Pods as the API takes and gives them: JSON of which nothing is lost on the way. */
record PodJson(KubernetesClient client, String namespace) {
  /** In order of creation, as far as the API tells it. */
  static final Comparator<ObjectNode> BY_CREATION =
      Comparator.<ObjectNode, String>comparing(
              pod -> pod.path("metadata").path("creationTimestamp").asText(""))
          .thenComparing(Pods::name);

  private static final ResourceDefinitionContext POD =
      new ResourceDefinitionContext.Builder()
          .withVersion("v1")
          .withKind("Pod")
          .withPlural("pods")
          .withNamespaced(true)
          .build();

  NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      pods() {
    return client.genericKubernetesResources(POD).inNamespace(namespace);
  }

  GenericKubernetesResource resource(ObjectNode pod) {
    return serialization().convertValue(pod, GenericKubernetesResource.class);
  }

  ObjectNode json(GenericKubernetesResource pod) {
    return serialization().convertValue(pod, ObjectNode.class);
  }

  private KubernetesSerialization serialization() {
    return client.getKubernetesSerialization();
  }

  /** Grows with every change (Kubernetes has settled that the versions are numbers). */
  static long version(ObjectNode pod) {
    try {
      return Long.parseLong(pod.path("metadata").path("resourceVersion").asText("0"));
    } catch (NumberFormatException e) {
      // Of a server that does it another way nothing is taken for old.
      return Long.MAX_VALUE;
    }
  }

  static String uid(ObjectNode pod) {
    return pod.path("metadata").path("uid").asText("");
  }
}
