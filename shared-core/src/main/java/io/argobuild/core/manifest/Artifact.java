package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A named file or folder, its place in the pod, and its place in a store. */
public record Artifact(ObjectNode raw) {
  public String name() {
    return Fields.textOrEmpty(raw, "name");
  }

  public String path() {
    return Fields.textOrEmpty(raw, "path");
  }

  /** A reference in a tag, or empty. */
  public String from() {
    return Fields.textOrEmpty(raw, "from");
  }

  public String fromExpression() {
    return Fields.textOrEmpty(raw, "fromExpression");
  }

  public boolean optional() {
    return Fields.flag(raw, "optional");
  }

  public String subPath() {
    return Fields.textOrEmpty(raw, "subPath");
  }

  public String globalName() {
    return Fields.textOrEmpty(raw, "globalName");
  }

  public boolean deleted() {
    return Fields.flag(raw, "deleted");
  }

  /** {@code OnWorkflowCompletion}, {@code OnWorkflowDeletion}, {@code Never} or empty. */
  public String gcStrategy() {
    return Fields.textOrEmpty(raw.path("artifactGC"), "strategy");
  }
}
