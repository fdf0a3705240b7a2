package io.argobuild.core.status;

import java.util.Optional;

/** How far a node is (Argo 4.1.2). */
public enum NodePhase {
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  SKIPPED("Skipped"),
  FAILED("Failed"),
  ERROR("Error"),
  OMITTED("Omitted");

  private final String argoName;

  NodePhase(String argoName) {
    this.argoName = argoName;
  }

  public String argoName() {
    return argoName;
  }

  public boolean isFailedOrError() {
    return this == FAILED || this == ERROR;
  }

  /** Ran to an end. */
  public boolean isCompleted() {
    return this == SUCCEEDED || isFailedOrError();
  }

  /** Will not change any more. */
  public boolean isTerminal() {
    return isCompleted() || this == SKIPPED || this == OMITTED;
  }

  public static Optional<NodePhase> of(String argoName) {
    for (NodePhase phase : values()) {
      if (phase.argoName.equals(argoName)) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }
}
