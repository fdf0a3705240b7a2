package io.argobuild.core.report.view;

import io.argobuild.core.gc.GcInput;
import io.argobuild.core.gc.GcPlan;
import io.argobuild.core.gc.GcPlanner;
import io.argobuild.core.gc.GcReport;
import io.argobuild.core.gc.GcTrigger;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.status.Condition;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the artifacts that are to be deleted. */
final class GcSummary {
  private static final String FINALIZER = "workflows.argoproj.io/artifact-gc";
  private static final String ERROR_CONDITION = "ArtifactGCError";

  private final Workflow workflow;
  private final WorkflowStatus status;
  private final @Nullable GcReport report;
  private final Shown shown;
  private final Map<String, String> ids;

  /**
   * @param ids the view's IDs by those of the status
   */
  GcSummary(
      Workflow workflow,
      WorkflowStatus status,
      @Nullable GcReport report,
      Shown shown,
      Map<String, String> ids) {
    this.workflow = workflow;
    this.status = status;
    this.report = report;
    this.shown = shown;
    this.ids = ids;
  }

  /** Null when nothing is ever deleted. */
  @Nullable ViewGc of(List<ViewNode> nodes) {
    String strategy =
        Fields.textOrEmpty(workflow.spec().artifactGc().orElse(Fields.NOTHING), "strategy");
    List<ViewGc.Deleted> deleted = new ArrayList<>();
    List<ViewGc.Failed> failed = new ArrayList<>();
    boolean wanted = !strategy.isEmpty();
    for (ViewNode node : nodes) {
      for (ViewArtifact artifact : node.artifacts()) {
        wanted |= !artifact.strategy().isEmpty();
        collect(node, artifact, deleted, failed);
      }
    }
    if (!wanted) {
      return null;
    }
    GcPlan plan = GcPlanner.plan(GcInput.of(workflow, GcTrigger.atEnd(status.phase())));
    return new ViewGc(
        phase(plan, failed),
        strategy,
        report != null && report.isComplete() && report.remarks().isEmpty(),
        note(),
        deleted,
        skipped(plan),
        failed);
  }

  private static void collect(
      ViewNode node,
      ViewArtifact artifact,
      List<ViewGc.Deleted> deleted,
      List<ViewGc.Failed> failed) {
    ViewArtifact.Failure failure = artifact.failure();
    if (artifact.isDeleted()) {
      deleted.add(new ViewGc.Deleted(node.id(), artifact.name(), artifact.key(), artifact.size()));
    } else if (failure != null) {
      failed.add(
          new ViewGc.Failed(
              node.id(),
              artifact.name(),
              artifact.key(),
              failure.problemClass(),
              failure.message(),
              failure.attempts()));
    }
  }

  private ViewGc.Phase phase(GcPlan plan, List<ViewGc.Failed> failed) {
    WorkflowPhase phase = status.phase();
    if (!phase.isFulfilled()) {
      return ViewGc.Phase.PENDING;
    }
    if (!failed.isEmpty()) {
      return ViewGc.Phase.FAILED;
    }
    if (report == null && !plan.isEmpty()) {
      return condition().isEmpty() ? ViewGc.Phase.PENDING : ViewGc.Phase.FAILED;
    }
    return Fields.texts(workflow.metadata(), "finalizers").contains(FINALIZER)
        ? ViewGc.Phase.STUCK
        : ViewGc.Phase.DONE;
  }

  private String condition() {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(ERROR_CONDITION))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }

  private String note() {
    List<String> notes = new ArrayList<>();
    if (!condition().isEmpty()) {
      notes.add(shown.message(condition()));
    }
    if (report != null) {
      report.remarks().forEach(remark -> notes.add(shown.message(remark)));
    }
    return String.join(" ", notes);
  }

  private List<ViewGc.Skipped> skipped(GcPlan plan) {
    List<ViewGc.Skipped> skipped = new ArrayList<>();
    if (report != null) {
      for (GcReport.Skipped skip : report.skipped()) {
        String why = skip.detail().isEmpty() ? skip.reason() : skip.reason() + ": " + skip.detail();
        skipped.add(new ViewGc.Skipped(id(skip.nodeId()), skip.artifact(), shown.message(why)));
      }
    } else if (status.phase().isFulfilled()) {
      for (GcPlan.Skip skip : plan.skipped()) {
        if (skip.reason() != GcPlan.Reason.ALREADY_DELETED) {
          GcPlan.Target target = skip.target();
          skipped.add(
              new ViewGc.Skipped(
                  id(target.nodeId()), target.state().name(), shown.message(skip.text())));
        }
      }
    }
    return skipped;
  }

  private String id(String nodeId) {
    return ids.getOrDefault(nodeId, nodeId);
  }
}
