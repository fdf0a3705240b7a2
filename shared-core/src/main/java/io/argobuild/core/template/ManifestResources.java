package io.argobuild.core.template;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Resources that stand in the manifest files given. */
public final class ManifestResources implements Resources {
  private static final String TYPE_LABEL = "workflows.argoproj.io/configmap-type";

  private final Map<String, ManifestObject> byKindAndName = new HashMap<>();

  public ManifestResources(Manifests manifests) {
    manifests
        .objects()
        .forEach(object -> byKindAndName.putIfAbsent(object.kind() + '/' + object.name(), object));
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
  public Optional<Map<String, String>> parameterConfigMap(String name) {
    return find(ManifestKind.CONFIG_MAP, name)
        .filter(
            object ->
                "Parameter".equals(Fields.textMap(object.metadata(), "labels").get(TYPE_LABEL)))
        .map(object -> Fields.textMap(object.raw(), "data"));
  }

  private Optional<ManifestObject> find(ManifestKind kind, String name) {
    return Optional.ofNullable(byKindAndName.get(kind.kind() + '/' + name));
  }

  private static WorkflowSpec spec(ManifestObject object) {
    return new WorkflowSpec(Fields.objectOrNothing(object.raw(), "spec"));
  }
}
