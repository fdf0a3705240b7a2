package io.argobuild.core.run;

import io.argobuild.core.engine.WorkflowState;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.status.WorkflowPhase;
import java.util.List;

/**
 * Which volume claims go when a workflow has ended, as {@code volumeClaimGC} says: by default they
 * go when it has succeeded, and stay for a retry when it has not (Argo 4.1.2).
 */
final class ClaimRelease {
  private ClaimRelease() {}

  /** Names of claims to delete. */
  static List<String> due(WorkflowState ended) {
    String strategy =
        Fields.textOrEmpty(ended.effectiveSpec().raw().path("volumeClaimGC"), "strategy");
    boolean succeeded = ended.status().phase() == WorkflowPhase.SUCCEEDED;
    return succeeded || strategy.equals("OnWorkflowCompletion")
        ? ended.status().volumeClaims()
        : List.of();
  }
}
