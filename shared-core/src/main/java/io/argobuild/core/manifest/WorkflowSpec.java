package io.argobuild.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code spec} of a Workflow or WorkflowTemplate. */
public record WorkflowSpec(ObjectNode raw) {
  public String entrypoint() {
    return Fields.textOrEmpty(raw, "entrypoint");
  }

  public List<Template> templates() {
    return Fields.objects(raw, "templates", Template::new);
  }

  public Arguments arguments() {
    return new Arguments(Fields.objectOrNothing(raw, "arguments"));
  }

  public String onExit() {
    return Fields.textOrEmpty(raw, "onExit");
  }

  /** Life-cycle hooks by name, in the order written. */
  public Map<String, LifecycleHook> hooks() {
    return LifecycleHook.all(raw);
  }

  public Optional<Long> parallelism() {
    return Fields.number(raw, "parallelism");
  }

  /** In seconds. */
  public Optional<Long> activeDeadlineSeconds() {
    return Fields.number(raw, "activeDeadlineSeconds");
  }

  public Optional<RetryStrategy> retryStrategy() {
    return Fields.object(raw, "retryStrategy").map(RetryStrategy::new);
  }

  /** {@code Stop}, {@code Terminate} or empty. */
  public String shutdown() {
    return Fields.textOrEmpty(raw, "shutdown");
  }

  public boolean suspend() {
    return Fields.flag(raw, "suspend");
  }

  public Optional<ObjectNode> templateDefaults() {
    return Fields.object(raw, "templateDefaults");
  }

  public Optional<TemplateRef> workflowTemplateRef() {
    return Fields.object(raw, "workflowTemplateRef").map(TemplateRef::new);
  }

  public Optional<ObjectNode> synchronization() {
    return Fields.object(raw, "synchronization");
  }

  public Optional<ObjectNode> artifactGc() {
    return Fields.object(raw, "artifactGC");
  }

  public Optional<ObjectNode> podGc() {
    return Fields.object(raw, "podGC");
  }

  public boolean archiveLogs() {
    return Fields.flag(raw, "archiveLogs");
  }

  public List<JsonNode> volumes() {
    return Fields.objects(raw, "volumes", volume -> (JsonNode) volume);
  }

  public List<JsonNode> volumeClaimTemplates() {
    return Fields.objects(raw, "volumeClaimTemplates", claim -> (JsonNode) claim);
  }

  public String serviceAccountName() {
    return Fields.textOrEmpty(raw, "serviceAccountName");
  }

  public Optional<Long> priority() {
    return Fields.number(raw, "priority");
  }

  /** Templates by name; the first of a name wins. */
  public Map<String, Template> templatesByName() {
    Map<String, Template> byName = new LinkedHashMap<>();
    templates().forEach(template -> byName.putIfAbsent(template.name(), template));
    return byName;
  }
}
