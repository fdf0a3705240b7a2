package io.argobuild.core.status;

/** How far a workflow is (Argo 4.1.2). */
public enum WorkflowPhase {
  UNKNOWN(""),
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ERROR("Error");

  private final String argoName;

  WorkflowPhase(String argoName) {
    this.argoName = argoName;
  }

  public String argoName() {
    return argoName;
  }

  /** Ran to an end. */
  public boolean isFulfilled() {
    return this == SUCCEEDED || this == FAILED || this == ERROR;
  }

  /** {@link #UNKNOWN} for anything that isn't a phase. */
  public static WorkflowPhase of(String argoName) {
    for (WorkflowPhase phase : values()) {
      if (phase.argoName.equals(argoName)) {
        return phase;
      }
    }
    return UNKNOWN;
  }
}
