package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateRef;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the template that a call means (Argo 4.1.2, Argo 4.1.2). Scopes are texts such as {@code
 * local/<workflow>}, {@code namespaced/<name>} and {@code cluster/<name>}.
 */
public final class TemplateCatalog {
  private final String localScope;
  private final WorkflowSpec spec;
  private final Resources resources;
  private final Map<String, Map<String, Template>> byScope = new HashMap<>();

  /**
   * @param spec the spec that runs, merged with what it refers to
   */
  public TemplateCatalog(String workflowName, WorkflowSpec spec, Resources resources) {
    this.localScope = "local/" + workflowName;
    this.spec = spec;
    this.resources = resources;
  }

  public String localScope() {
    return localScope;
  }

  /**
   * A template that was found.
   *
   * @param scope where names in its body are looked up
   * @param storageKey its key in {@code status.storedTemplates}; empty for the workflow's own
   */
  public record Found(Template template, String scope, String storageKey) {}

  /**
   * @param scope where the caller's names are looked up
   * @param stored templates already used in this run; they win over what resources say now
   * @throws TemplateException when there is none
   */
  public Found find(String scope, Invocation call, ObjectNode stored) throws TemplateException {
    Optional<Template> inline = call.inline();
    if (inline.isPresent()) {
      boolean local = scope.equals(localScope);
      String key = local ? "" : scope + "/inline/" + call.name();
      return new Found(inline.get(), scope, key);
    }
    Optional<TemplateRef> ref = call.templateRef();
    if (ref.isPresent()) {
      String kind = ref.get().clusterScope() ? "cluster/" : "namespaced/";
      String target = kind + ref.get().name();
      return inResource(target, ref.get().name(), ref.get().template(), stored);
    }
    if (scope.equals(localScope)) {
      Template template = templates(scope).get(call.template());
      if (template == null) {
        throw new TemplateException("template name '" + call.template() + "' undefined");
      }
      return new Found(template, scope, "");
    }
    return inResource(scope, scope.substring(scope.indexOf('/') + 1), call.template(), stored);
  }

  private Found inResource(String scope, String resource, String name, ObjectNode stored)
      throws TemplateException {
    String key = scope + '/' + name;
    if (stored.get(key) instanceof ObjectNode known) {
      return new Found(new Template(known), scope, key);
    }
    Template template = templates(scope).get(name);
    if (template == null) {
      throw new TemplateException("template reference " + resource + "." + name + " not found");
    }
    return new Found(template, scope, key);
  }

  private Map<String, Template> templates(String scope) {
    return byScope.computeIfAbsent(scope, this::load);
  }

  private Map<String, Template> load(String scope) {
    if (scope.equals(localScope)) {
      return spec.templatesByName();
    }
    String name = scope.substring(scope.indexOf('/') + 1);
    Optional<WorkflowSpec> found =
        scope.startsWith("cluster/")
            ? resources.clusterWorkflowTemplate(name)
            : resources.workflowTemplate(name);
    return found.map(WorkflowSpec::templatesByName).orElse(Map.of());
  }
}
