package io.argobuild.core.manifest;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects that a run makes use of. */
public enum ManifestKind {
  WORKFLOW("Workflow", true),
  WORKFLOW_TEMPLATE("WorkflowTemplate", true),
  CLUSTER_WORKFLOW_TEMPLATE("ClusterWorkflowTemplate", true),
  CRON_WORKFLOW("CronWorkflow", true),
  CONFIG_MAP("ConfigMap", false),
  SECRET("Secret", false);

  /** The only version of Argo's kinds. */
  public static final String ARGO_API_VERSION = "argoproj.io/v1alpha1";

  private final String kind;
  private final boolean argo;

  ManifestKind(String kind, boolean argo) {
    this.kind = kind;
    this.argo = argo;
  }

  public String kind() {
    return kind;
  }

  public boolean isArgo() {
    return argo;
  }

  public static Optional<ManifestKind> of(String kind) {
    return Arrays.stream(values()).filter(known -> known.kind.equals(kind)).findFirst();
  }
}
