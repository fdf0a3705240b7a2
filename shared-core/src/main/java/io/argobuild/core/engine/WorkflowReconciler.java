package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.WorkflowPhase;
import io.argobuild.core.status.WorkflowStatus;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.SpecMerge;
import io.argobuild.core.template.TemplateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The engine: Argo 4.1.2's semantics, driven by what has changed. */
public final class WorkflowReconciler implements Reconciler {
  private final EngineSettings settings;
  private final Resources resources;

  public WorkflowReconciler(EngineSettings settings, Resources resources) {
    this.settings = settings;
    this.resources = resources;
  }

  @Override
  public Decision reconcile(WorkflowState state, List<Observation> observations, Instant now) {
    Pass pass = new Pass(state, now);
    if (state.isFinished()) {
      return pass.decision();
    }
    Definitions definitions = state.plan().definitions();
    boolean derive = definitions == null;
    if (definitions == null) {
      try {
        WorkflowSpec spec = spec(pass, resources);
        ObjectNode metadata = WorkflowMetadata.applied(pass.workflow(), spec, resources);
        pass.workflow(pass.workflow().withMetadata(metadata));
        definitions = Definitions.of(pass.workflow(), spec, resources);
      } catch (TemplateException e) {
        return refused(pass, "failed to set global parameters: " + e.text());
      }
      pass.plan(pass.plan().withDefinitions(definitions));
    }
    pass.spec(definitions.spec());
    Drive drive = new Drive(pass, settings, definitions, resources);
    new Reconciliation(drive).run(observations, derive);
    return pass.decision();
  }

  /** What runs, whatever has become of its WorkflowTemplate since the run began. */
  private static WorkflowSpec spec(Pass pass, Resources resources) throws TemplateException {
    WorkflowSpec own = pass.workflow().spec();
    Optional<WorkflowSpec> stored = pass.status().storedSpec();
    if (stored.isPresent() || own.workflowTemplateRef().isEmpty()) {
      return stored.orElse(own);
    }
    WorkflowSpec merged = SpecMerge.effective(pass.workflow(), resources);
    pass.status(pass.status().with(WorkflowStatus.STORED_SPEC, merged.raw()));
    return merged;
  }

  private static Decision refused(Pass pass, String message) {
    pass.status(
        pass.status().withPhase(WorkflowPhase.FAILED, message).withTimes(pass.now(), pass.now()));
    return pass.decision();
  }
}
