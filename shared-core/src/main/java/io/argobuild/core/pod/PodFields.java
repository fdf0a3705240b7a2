package io.argobuild.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod's own fields, from template, boundary and workflow (Argo 4.1.2). */
final class PodFields {
  private static final List<String> SCHEDULING = List.of("nodeSelector", "affinity", "tolerations");
  private static final List<String> OF_TEMPLATE_OR_WORKFLOW =
      List.of(
          "schedulerName",
          "priorityClassName",
          "securityContext",
          "serviceAccountName",
          "resourceClaims");
  private static final List<String> OF_WORKFLOW =
      List.of("imagePullSecrets", "hostNetwork", "dnsPolicy", "dnsConfig");
  private static final String HOST_LABEL = "kubernetes.io/hostname";

  private final PodRequest request;
  private final ObjectNode template;
  private final ObjectNode workflow;

  PodFields(PodRequest request) {
    this.request = request;
    this.template = request.template().raw();
    this.workflow = request.workflow().spec().raw();
  }

  ObjectNode spec() {
    ObjectNode spec = Json.object().put("restartPolicy", "Never");
    Template boundary = request.boundary();
    ObjectNode outer = boundary == null ? Fields.NOTHING : boundary.raw();
    SCHEDULING.forEach(field -> first(spec, field, template, outer, workflow));
    OF_TEMPLATE_OR_WORKFLOW.forEach(field -> first(spec, field, template, workflow));
    OF_WORKFLOW.forEach(field -> first(spec, field, workflow));
    String priorityClass = Fields.textOrEmpty(workflow, "podPriorityClassName");
    if (!spec.has("priorityClassName") && !priorityClass.isEmpty()) {
      spec.put("priorityClassName", priorityClass);
    }
    first(spec, "podResources", template, workflow);
    if (spec.has("podResources")) {
      spec.set("resources", spec.remove("podResources"));
    }
    hostAliases(spec);
    // A token lets a step act in the cluster, so it has to be asked for.
    first(spec, "automountServiceAccountToken", template, workflow);
    if (!spec.has("automountServiceAccountToken")) {
      spec.put("automountServiceAccountToken", false);
    }
    Long deadline = request.activeDeadlineSeconds();
    if (deadline != null) {
      spec.put("activeDeadlineSeconds", deadline);
    }
    avoidHosts(spec);
    return spec;
  }

  private static void first(ObjectNode spec, String field, ObjectNode... owners) {
    for (ObjectNode owner : owners) {
      JsonNode value = owner.get(field);
      boolean blank =
          value == null || value.isNull() || value.isTextual() && value.asText().isEmpty();
      if (!blank && !(value.isContainerNode() && value.isEmpty())) {
        spec.set(field, value.deepCopy());
        return;
      }
    }
  }

  private void hostAliases(ObjectNode spec) {
    ArrayNode all = spec.arrayNode();
    for (ObjectNode owner : List.of(workflow, template)) {
      owner.path("hostAliases").forEach(alias -> all.add(alias.deepCopy()));
    }
    if (!all.isEmpty()) {
      spec.set("hostAliases", all);
    }
  }

  /** Every required term gets the condition, as any one of them is enough. */
  private void avoidHosts(ObjectNode spec) {
    if (request.avoidedHosts().isEmpty()) {
      return;
    }
    ObjectNode affinity = child(spec, "affinity");
    ObjectNode required =
        child(child(affinity, "nodeAffinity"), "requiredDuringSchedulingIgnoredDuringExecution");
    ArrayNode terms = Json.list(required, "nodeSelectorTerms");
    if (terms.isEmpty()) {
      terms.addObject();
    }
    for (JsonNode term : terms) {
      if (term instanceof ObjectNode object) {
        ObjectNode condition = Json.object().put("key", HOST_LABEL).put("operator", "NotIn");
        condition.set("values", Json.texts(request.avoidedHosts()));
        Json.list(object, "matchExpressions").add(condition);
      }
    }
  }

  private static ObjectNode child(ObjectNode owner, String field) {
    return owner.get(field) instanceof ObjectNode object ? object : owner.putObject(field);
  }

  ObjectNode metadata(@Nullable String collectHow, List<ObjectNode> owners) {
    ObjectNode metadata = Json.object().put("name", request.podName());
    if (!request.workflow().namespace().isEmpty()) {
      metadata.put("namespace", request.workflow().namespace());
    }
    ObjectNode labels = metadata.putObject("labels");
    ObjectNode annotations = metadata.putObject("annotations");
    annotations.put("kubectl.kubernetes.io/default-container", defaultContainer());
    for (JsonNode given : List.of(workflow.path("podMetadata"), template.path("metadata"))) {
      Fields.textMap(given, "labels").forEach(labels::put);
      Fields.textMap(given, "annotations").forEach(annotations::put);
    }
    // Ours come last: the engine and the clusters find pods by them.
    labels.put(PodProtocol.WORKFLOW_LABEL, request.workflow().name());
    if (request.exitHandler()) {
      labels.put(PodProtocol.ON_EXIT_LABEL, "true");
    }
    annotations.put(PodProtocol.NODE_ID_ANNOTATION, request.nodeId());
    annotations.put(PodProtocol.NODE_NAME_ANNOTATION, request.nodeName());
    if (request.template().daemon()) {
      annotations.put(PodProtocol.DAEMON_ANNOTATION, "true");
    }
    if (collectHow != null) {
      annotations.put(PodProtocol.COLLECT_ANNOTATION, collectHow);
    }
    if (!owners.isEmpty()) {
      ArrayNode references = metadata.putArray("ownerReferences");
      owners.forEach(owner -> references.add(owner.deepCopy()));
    }
    return metadata;
  }

  /** Main, or the last one of a set without a main. */
  private String defaultContainer() {
    List<String> names = PodAssessor.mainNames(request.template());
    return names.isEmpty() || names.contains(PodProtocol.MAIN)
        ? PodProtocol.MAIN
        : names.get(names.size() - 1);
  }
}
