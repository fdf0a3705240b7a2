package io.argobuild.core.lint;

import java.util.List;

/**
 * All findings, by file and line, and Argo's verdict on each of its objects.
 *
 * @param verdicts one for each Workflow, WorkflowTemplate, ClusterWorkflowTemplate and CronWorkflow
 */
public record LintReport(List<Finding> findings, List<Verdict> verdicts) {
  public LintReport {
    findings = List.copyOf(findings);
    verdicts = List.copyOf(verdicts);
  }

  public boolean hasErrors() {
    return count(Severity.ERROR) > 0;
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
