package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceFlags;
import java.util.List;
import java.util.Optional;

/** The objects of a run on a cluster: Workflows are run from here, everything else is there. */
record SplitObjects(ClusterObjects workflows, ClusterObjects others) implements ClusterObjects {

  private ClusterObjects of(ObjectRef object) {
    boolean workflow =
        object.apiVersion().equals(ManifestKind.ARGO_API_VERSION)
            && object.kind().equals(ManifestKind.WORKFLOW.kind());
    return workflow ? workflows : others;
  }

  @Override
  public Optional<ObjectNode> read(ObjectRef object) {
    return of(object).read(object);
  }

  @Override
  public ObjectRef resolve(String type, String namespace, String name) {
    return others.resolve(type, namespace, name);
  }

  @Override
  public List<ObjectNode> list(ObjectRef kind, String selector) {
    return of(kind).list(kind, selector);
  }

  @Override
  public ObjectNode write(Write how, ObjectNode object, String namespace, ResourceFlags options) {
    return of(ObjectRef.of(object, namespace)).write(how, object, namespace, options);
  }

  @Override
  public ObjectNode patch(ObjectRef object, ObjectPatch patch, ResourceFlags options) {
    return of(object).patch(object, patch, options);
  }

  @Override
  public boolean delete(ObjectRef object, ResourceFlags options) {
    return of(object).delete(object, options);
  }

  @Override
  public boolean isSteady(ObjectRef object) {
    return of(object).isSteady(object);
  }
}
