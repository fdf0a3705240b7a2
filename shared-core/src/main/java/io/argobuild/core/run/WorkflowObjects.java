package io.argobuild.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.cluster.objects.ClusterObjects;
import io.argobuild.core.cluster.objects.LocalObjects;
import io.argobuild.core.cluster.objects.ObjectProblems;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.problem.ProblemClass;
import io.argobuild.core.problem.ProblemException;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ObjectRef;
import io.argobuild.core.resource.ResourceFlags;
import java.util.List;
import java.util.Optional;

/**
 * The objects of a local run in which Workflows are alive: one that is made is run, and its status
 * is that of the run. What was made is among the other objects too, so that who takes over knows.
 */
record WorkflowObjects(LocalObjects others, ChildWorkflows children) implements ClusterObjects {
  private static final String ARGO = "argoproj.io";
  private static final ObjectRef ANY =
      new ObjectRef(ManifestKind.ARGO_API_VERSION, ManifestKind.WORKFLOW.kind(), "", "");

  private static boolean isWorkflow(ObjectRef ref) {
    return ref.group().equals(ARGO) && ref.kind().equals(ManifestKind.WORKFLOW.kind());
  }

  /** Goes on with workflows whose driver has died. */
  void takeOver() {
    children.takeOver(others.list(ANY, ""));
  }

  @Override
  public Optional<ObjectNode> read(ObjectRef object) {
    if (!isWorkflow(object)) {
      return others.read(object);
    }
    others.read(object).ifPresent(children::ensure);
    return children.find(object.name()).map(Workflow::raw);
  }

  @Override
  public ObjectRef resolve(String type, String namespace, String name) {
    return others.resolve(type, namespace, name);
  }

  @Override
  public List<ObjectNode> list(ObjectRef kind, String selector) {
    return others.list(kind, selector);
  }

  @Override
  public ObjectNode write(Write how, ObjectNode object, String namespace, ResourceFlags options) {
    ObjectRef ref = ObjectRef.of(object, namespace);
    if (!isWorkflow(ref)) {
      return others.write(how, object, namespace, options);
    }
    boolean isThere = children.find(ref.name()).isPresent();
    if (how == Write.REPLACE || (how == Write.APPLY && isThere)) {
      throw unsupported(ref);
    }
    if (isThere) {
      throw ObjectProblems.exists(ref);
    }
    if (others.read(ref).isEmpty()) {
      others.write(Write.CREATE, object, namespace, options);
    }
    try {
      return read(ref).orElseThrow(() -> ObjectProblems.notFound(ref));
    } catch (ProblemException e) {
      if (e.problem().kind() != ProblemClass.TRANSIENT) {
        // It never ran, and is not to be tried again by who takes over.
        others.delete(ref, options);
      }
      throw e;
    }
  }

  @Override
  public ObjectNode patch(ObjectRef object, ObjectPatch patch, ResourceFlags options) {
    if (isWorkflow(object)) {
      throw children.find(object.name()).isPresent()
          ? unsupported(object)
          : ObjectProblems.notFound(object);
    }
    return others.patch(object, patch, options);
  }

  private static ProblemException unsupported(ObjectRef ref) {
    return ObjectProblems.unsupported(
        ref,
        "error: "
            + ref.shown()
            + " can't be changed: a workflow of a local run can be created, got and deleted");
  }

  @Override
  public boolean delete(ObjectRef object, ResourceFlags options) {
    if (!isWorkflow(object)) {
      return others.delete(object, options);
    }
    if (others.read(object).isEmpty()) {
      if (children.find(object.name()).isPresent()) {
        throw ObjectProblems.unsupported(
            object, "error: " + object.shown() + " was not made by this run: it is left alone");
      }
      return false;
    }
    try {
      if (!children.remove(object.name())) {
        throw RunProblems.childRuns(object.shown());
      }
      return others.delete(object, options);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RunProblems.childRuns(object.shown());
    }
  }

  @Override
  public boolean isSteady(ObjectRef object) {
    return !isWorkflow(object) && others.isSteady(object);
  }
}
