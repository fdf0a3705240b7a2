package io.argobuild.core.cluster.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.Cluster;
import io.argobuild.core.problem.Place;
import io.argobuild.core.problem.Problem;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Map;
import java.util.Optional;

/**
 * A ConfigMap that owns what a run leaves in a namespace, so that deleting it removes everything.
 * It also keeps two runs of one name apart, whoever drives them.
 */
record Anchor(KubernetesClient client, String namespace) {
  private static final String UID = "argo-build/uid";

  /**
   * Makes the anchor of a run, or finds it.
   *
   * @param uid of the run
   * @return an owner reference; empty where ConfigMaps may not be made
   * @throws ProblemException {@code CLUSTER_RUN_EXISTS} where another run has the name
   */
  Optional<ObjectNode> claim(String run, String uid) {
    ConfigMap anchor =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name(run))
            .withNamespace(namespace)
            .addToLabels(Cluster.WORKFLOW_LABEL, run)
            .addToAnnotations(UID, uid)
            .endMetadata()
            .build();
    try {
      return Optional.of(reference(resource(anchor).create()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == 403) {
        return Optional.empty();
      }
      if (!ApiProblems.isAlreadyThere(e)) {
        throw ApiProblems.of(e, "configmap " + name(run));
      }
    }
    ConfigMap there = resource(anchor).get();
    if (there == null) {
      return claim(run, uid);
    }
    Map<String, String> annotations = there.getMetadata().getAnnotations();
    if (annotations == null || !uid.equals(annotations.get(UID))) {
      throw taken(run);
    }
    return Optional.of(reference(there));
  }

  /** Removes it, and with it everything that it owns; none is success. */
  void remove(String run) {
    client.configMaps().inNamespace(namespace).withName(name(run)).delete();
  }

  private Resource<ConfigMap> resource(ConfigMap anchor) {
    return client.configMaps().inNamespace(namespace).resource(anchor);
  }

  private static String name(String run) {
    return "argo-build-" + run;
  }

  private static ObjectNode reference(ConfigMap anchor) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put("name", anchor.getMetadata().getName())
        .put("uid", anchor.getMetadata().getUid());
  }

  private ProblemException taken(String run) {
    return new ProblemException(
        new Problem(
            "CLUSTER_RUN_EXISTS",
            ProblemClass.CONFIGURATION,
            "namespace " + namespace + " has another run called '" + run + "'",
            new Place.At("configmap " + name(run)),
            "Give the run another name, or delete that ConfigMap and with it the other run"));
  }
}
