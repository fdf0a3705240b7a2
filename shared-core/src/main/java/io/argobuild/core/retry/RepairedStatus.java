package io.argobuild.core.retry;

import io.argobuild.core.manifest.Workflow;
import java.util.List;

/**
 * A status that can be gone on from.
 *
 * @param findings what was wrong; empty when nothing was, and the workflow is as it was
 */
public record RepairedStatus(Workflow workflow, List<StatusFinding> findings) {
  public RepairedStatus {
    findings = List.copyOf(findings);
  }

  /** A line for each finding. */
  public String toText() {
    StringBuilder text = new StringBuilder("Status of workflow ").append(workflow.name());
    text.append(findings.isEmpty() ? ": nothing is wrong\n" : ":\n");
    findings.forEach(finding -> text.append("  ").append(finding).append('\n'));
    return text.toString();
  }
}
