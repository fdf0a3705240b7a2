package io.argobuild.core.gc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.Optional;

/** When an artifact is deleted. */
public enum GcStrategy {
  NEVER("Never"),
  ON_WORKFLOW_COMPLETION("OnWorkflowCompletion"),
  ON_WORKFLOW_DELETION("OnWorkflowDeletion"),
  /** Not in Argo: when the workflow has succeeded; kept to look at when it has not. */
  ON_WORKFLOW_SUCCESS("OnWorkflowSuccess"),
  /** Not in Argo: when the workflow has failed. */
  ON_WORKFLOW_FAILURE("OnWorkflowFailure");

  private final String text;

  GcStrategy(String text) {
    this.text = text;
  }

  /** As manifests write it. */
  public String text() {
    return text;
  }

  /** {@link #NEVER} for empty text; empty for one that nobody knows. */
  public static Optional<GcStrategy> of(String text) {
    if (text.isEmpty()) {
      return Optional.of(NEVER);
    }
    for (GcStrategy strategy : values()) {
      if (strategy.text.equals(text)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }

  /** The text of the artifact's own strategy, else of the workflow's; empty when none is given. */
  public static String effective(Artifact artifact, WorkflowSpec spec) {
    String own = artifact.gcStrategy();
    ObjectNode workflow = spec.artifactGc().orElse(Fields.NOTHING);
    return own.isEmpty() ? Fields.textOrEmpty(workflow, "strategy") : own;
  }
}
