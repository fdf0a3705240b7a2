package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.cluster.ClusterProblems;
import io.argobuild.core.cluster.Pods;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PersistentVolumeClaims that live as long as their run. */
record VolumeClaims(KubernetesClient client, String namespace) {

  /** Makes a claim; false if the run has it. */
  boolean create(ObjectNode claim) {
    ObjectNode here = claim.deepCopy();
    here.withObjectProperty("metadata").put("namespace", namespace);
    PersistentVolumeClaim wanted =
        client.getKubernetesSerialization().convertValue(here, PersistentVolumeClaim.class);
    try {
      client.persistentVolumeClaims().inNamespace(namespace).resource(wanted).create();
      return true;
    } catch (KubernetesClientException e) {
      if (!ApiProblems.isAlreadyThere(e)) {
        throw ApiProblems.of(e, "persistentvolumeclaim " + Pods.name(claim));
      }
    }
    PersistentVolumeClaim there = named(Pods.name(claim)).get();
    if (there == null || isLeaving(there)) {
      throw leaving(Pods.name(claim));
    }
    if (!Objects.equals(run(there.getMetadata()), run(wanted.getMetadata()))) {
      throw ClusterProblems.configuration(
          ClusterProblems.CLAIM_INVALID,
          "",
          Pods.name(claim) + " pvc already exists with different ownerreference",
          "Delete that claim, or give the run another name");
    }
    return false;
  }

  /** One that is on its way stays until no pod uses it any more. */
  boolean delete(String name) {
    PersistentVolumeClaim there = named(name).get();
    return there != null && !isLeaving(there) && !named(name).delete().isEmpty();
  }

  private Resource<PersistentVolumeClaim> named(String name) {
    return client.persistentVolumeClaims().inNamespace(namespace).withName(name);
  }

  private static boolean isLeaving(PersistentVolumeClaim claim) {
    return claim.getMetadata().getDeletionTimestamp() != null;
  }

  private static @Nullable String run(ObjectMeta metadata) {
    Map<String, String> labels = metadata.getLabels();
    return labels == null ? null : labels.get(Cluster.WORKFLOW_LABEL);
  }

  private static ProblemException leaving(String name) {
    return new ProblemException(
        new Problem(
            ApiProblems.CONFLICT,
            ProblemClass.TRANSIENT,
            "a claim of this name is being deleted",
            new Place.At("persistentvolumeclaim " + name),
            "Wait until it is gone"));
  }
}
