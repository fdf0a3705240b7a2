package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources that stand in the manifest files given. */
public final class ManifestResources implements Resources {
  private static final String TYPE_LABEL = "workflows.argoproj.io/configmap-type";

  private final Map<String, ObjectNode> byKindAndName = new HashMap<>();

  /**
   * @param objects whole objects; of several of one kind and name the first counts
   */
  public ManifestResources(List<ObjectNode> objects) {
    for (ObjectNode object : objects) {
      String name = Fields.textOrEmpty(object.path("metadata"), "name");
      byKindAndName.putIfAbsent(Fields.textOrEmpty(object, "kind") + '/' + name, object);
    }
  }

  public static ManifestResources of(Manifests manifests) {
    return new ManifestResources(manifests.objects().stream().map(ManifestObject::raw).toList());
  }

  @Override
  public Optional<WorkflowSpec> workflowTemplate(String name) {
    return find(ManifestKind.WORKFLOW_TEMPLATE, name).map(ManifestResources::spec);
  }

  @Override
  public Optional<WorkflowSpec> clusterWorkflowTemplate(String name) {
    return find(ManifestKind.CLUSTER_WORKFLOW_TEMPLATE, name).map(ManifestResources::spec);
  }

  @Override
  public Optional<Map<String, String>> configMap(String name) {
    return find(ManifestKind.CONFIG_MAP, name).map(object -> Fields.textMap(object, "data"));
  }

  @Override
  public Optional<Map<String, String>> parameterConfigMap(String name) {
    return find(ManifestKind.CONFIG_MAP, name)
        .filter(
            object ->
                "Parameter"
                    .equals(Fields.textMap(object.path("metadata"), "labels").get(TYPE_LABEL)))
        .map(object -> Fields.textMap(object, "data"));
  }

  private Optional<ObjectNode> find(ManifestKind kind, String name) {
    return Optional.ofNullable(byKindAndName.get(kind.kind() + '/' + name));
  }

  private static WorkflowSpec spec(ObjectNode object) {
    return new WorkflowSpec(Fields.objectOrNothing(object, "spec"));
  }
}
