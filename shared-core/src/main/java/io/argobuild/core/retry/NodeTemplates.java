package io.argobuild.core.retry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.status.NodeStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The templates of nodes, as far as the workflow and its status have them. */
final class NodeTemplates {
  private final Map<String, Template> own;
  private final ObjectNode stored;

  NodeTemplates(Workflow workflow) {
    own = new HashMap<>();
    ObjectNode spec = Fields.objectOrNothing(workflow.status(), "storedWorkflowTemplateSpec");
    own.putAll(new WorkflowSpec(spec).templatesByName());
    own.putAll(workflow.spec().templatesByName());
    stored = Fields.objectOrNothing(workflow.status(), "storedTemplates");
  }

  /** Empty for inline templates of the workflow, and where the status has lost it. */
  Optional<Template> of(NodeStatus node) {
    if (node.templateRef() != null) {
      boolean cluster = Fields.flag(node.templateRef(), "clusterScope");
      String resource = Fields.textOrEmpty(node.templateRef(), "name");
      String name = Fields.textOrEmpty(node.templateRef(), "template");
      return stored((cluster ? "cluster/" : "namespaced/") + resource + '/' + name);
    }
    if (node.templateName().isEmpty()) {
      return Optional.empty();
    }
    Optional<Template> found = stored(node.templateScope() + '/' + node.templateName());
    return found.or(() -> Optional.ofNullable(own.get(node.templateName())));
  }

  private Optional<Template> stored(String key) {
    return Fields.object(stored, key).map(Template::new);
  }

  /** A pod that runs beside others until what is around it ends. */
  boolean isDaemon(NodeStatus node) {
    Optional<Template> template = of(node);
    return template.isPresent()
        ? template.get().daemon() && template.get().type().filter(TemplateType::isPod).isPresent()
        : node.daemoned();
  }
}
