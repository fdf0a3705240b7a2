package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.pod.TransferSheet;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Secrets with the addresses of artifacts, one for each pod that moves any. */
record TransferSecrets(KubernetesClient client, String namespace) {

  /** Puts fresh addresses in place of older ones, which may have run out. */
  void put(ObjectNode pod, Map<String, String> texts) {
    String name = TransferSheet.secretName(Pods.name(pod));
    String run = pod.path("metadata").path("labels").path(Cluster.WORKFLOW_LABEL).asText();
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .addToLabels(Cluster.WORKFLOW_LABEL, run)
            .withOwnerReferences(owners(pod))
            .endMetadata()
            .withType("Opaque")
            .withStringData(texts)
            .build();
    Resource<Secret> resource = client.secrets().inNamespace(namespace).resource(secret);
    try {
      resource.create();
    } catch (KubernetesClientException e) {
      if (!ApiProblems.isAlreadyThere(e)) {
        throw e;
      }
      if (!isOurs(name)) {
        throw ClusterProblems.configuration(
            ClusterProblems.POD_INVALID,
            Pods.name(pod),
            "there is a Secret of its name that is none of this program's",
            "Rename the Secret, or give the run another name");
      }
      resource.update();
    }
  }

  /** One of somebody else stays. */
  void remove(String pod) {
    String name = TransferSheet.secretName(pod);
    if (isOurs(name)) {
      client.secrets().inNamespace(namespace).withName(name).delete();
    }
  }

  private boolean isOurs(String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    Map<String, String> labels = secret == null ? null : secret.getMetadata().getLabels();
    return labels != null && labels.containsKey(Cluster.WORKFLOW_LABEL);
  }

  /** Those of the pod: what removes it removes its addresses. */
  private List<OwnerReference> owners(ObjectNode pod) {
    List<OwnerReference> owners = new ArrayList<>();
    for (JsonNode owner : pod.path("metadata").path("ownerReferences")) {
      owners.add(client.getKubernetesSerialization().convertValue(owner, OwnerReference.class));
    }
    return owners;
  }
}
