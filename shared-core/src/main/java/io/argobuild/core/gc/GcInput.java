package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.artifact.ArtifactLocation;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeStatus;
import io.argobuild.core.status.StatusReader;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What artifact GC is planned from.
 *
 * @param workflow its name
 * @param spec as it is executed, with what comes from a WorkflowTemplate
 * @param storedTemplates of the status: templates of other resources
 * @param nodes in the order in which they are to be worked off
 * @param triggers what has happened
 * @param repository where the artifacts are that don't say it themselves
 */
public record GcInput(
    String workflow,
    WorkflowSpec spec,
    ObjectNode storedTemplates,
    List<NodeStatus> nodes,
    Set<GcTrigger> triggers,
    ArtifactLocation repository) {

  public GcInput {
    nodes = List.copyOf(nodes);
    triggers = Set.copyOf(triggers);
  }

  /** From a run of our engine. */
  public static GcInput of(
      Workflow workflow, Collection<NodeStatus> nodes, Set<GcTrigger> triggers) {
    return new GcInput(
        workflow.name(),
        workflow.spec(),
        Fields.NOTHING,
        List.copyOf(nodes),
        triggers,
        new ArtifactLocation(Fields.NOTHING));
  }

  /** From a workflow with the status that Argo, or our engine, left in it. */
  public static GcInput of(Workflow workflow, Set<GcTrigger> triggers) {
    ObjectNode status = workflow.status();
    ObjectNode repository =
        Fields.objectOrNothing(status.path("artifactRepositoryRef"), "artifactRepository");
    return new GcInput(
        workflow.name(),
        executed(workflow.spec(), Fields.objectOrNothing(status, "storedWorkflowTemplateSpec")),
        Fields.objectOrNothing(status, "storedTemplates"),
        StatusReader.nodes(status),
        triggers,
        new ArtifactLocation(repository));
  }

  /** The workflow's own fields win over those of the template it is made from. */
  private static WorkflowSpec executed(WorkflowSpec own, ObjectNode stored) {
    if (stored.isEmpty()) {
      return own;
    }
    ObjectNode merged = stored.objectNode();
    merged.setAll(stored);
    merged.setAll(own.raw());
    if (own.templates().isEmpty() && stored.has("templates")) {
      merged.set("templates", stored.get("templates"));
    }
    return new WorkflowSpec(merged);
  }
}
