package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A template of a WorkflowTemplate or ClusterWorkflowTemplate, or such a resource as a whole. */
public record TemplateRef(ObjectNode raw) {
  public String name() {
    return Fields.textOrEmpty(raw, "name");
  }

  /** Empty in a {@code workflowTemplateRef}. */
  public String template() {
    return Fields.textOrEmpty(raw, "template");
  }

  public boolean clusterScope() {
    return Fields.flag(raw, "clusterScope");
  }
}
