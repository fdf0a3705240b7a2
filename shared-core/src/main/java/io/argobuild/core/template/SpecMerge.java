package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.TemplateRef;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.Optional;

/** A workflow's spec over that of the template it refers to (Argo 4.1.2). */
public final class SpecMerge {
  private SpecMerge() {}

  /**
   * The spec that runs.
   *
   * @throws TemplateException when the template isn't there
   */
  public static WorkflowSpec effective(Workflow workflow, Resources resources)
      throws TemplateException {
    Optional<TemplateRef> ref = workflow.spec().workflowTemplateRef();
    if (ref.isEmpty()) {
      return workflow.spec();
    }
    boolean cluster = ref.get().clusterScope();
    String name = ref.get().name();
    Optional<WorkflowSpec> found =
        cluster ? resources.clusterWorkflowTemplate(name) : resources.workflowTemplate(name);
    if (found.isEmpty()) {
      String kind = cluster ? "clusterworkflowtemplates" : "workflowtemplates";
      throw new TemplateException(kind + ".argoproj.io \"" + name + "\" not found");
    }
    ObjectNode merged = TreeMerge.merge(found.get().raw(), workflow.spec().raw());
    for (String replaced : new String[] {"hooks", "onExit"}) {
      if (workflow.spec().raw().has(replaced)) {
        merged.set(replaced, workflow.spec().raw().get(replaced));
      }
    }
    merged.remove("workflowTemplateRef");
    return new WorkflowSpec(merged);
  }
}
