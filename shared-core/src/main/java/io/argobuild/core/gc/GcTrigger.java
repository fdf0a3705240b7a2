package io.argobuild.core.gc;

import io.argobuild.core.status.WorkflowPhase;
import java.util.EnumSet;
import java.util.Set;

/** What makes artifacts due for deletion. */
public enum GcTrigger {
  /** The workflow has ended, well or not. */
  COMPLETION(Set.of(GcStrategy.ON_WORKFLOW_COMPLETION)),
  SUCCESS(Set.of(GcStrategy.ON_WORKFLOW_SUCCESS)),
  FAILURE(Set.of(GcStrategy.ON_WORKFLOW_FAILURE)),
  /** The workflow is deleted; what was due on completion is still due (Argo 4.1.2). */
  DELETION(Set.of(GcStrategy.ON_WORKFLOW_COMPLETION, GcStrategy.ON_WORKFLOW_DELETION));

  private final Set<GcStrategy> due;

  GcTrigger(Set<GcStrategy> due) {
    this.due = due;
  }

  boolean makesDue(GcStrategy strategy) {
    return due.contains(strategy);
  }

  /** The triggers that fire when a workflow ends in a phase; none before it has ended. */
  public static Set<GcTrigger> atEnd(WorkflowPhase phase) {
    return switch (phase) {
      case SUCCEEDED -> EnumSet.of(COMPLETION, SUCCESS);
      case FAILED, ERROR -> EnumSet.of(COMPLETION, FAILURE);
      case UNKNOWN, PENDING, RUNNING -> EnumSet.noneOf(GcTrigger.class);
    };
  }
}
