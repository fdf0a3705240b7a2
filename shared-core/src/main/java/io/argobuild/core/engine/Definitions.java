package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.manifest.WorkflowSpec;
import io.argobuild.core.template.ArgumentBinding;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.TemplateCatalog;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a run does not change.
 *
 * @param variables of the workflow
 * @param spec what runs: the workflow's own spec over that of its WorkflowTemplate, its variables
 *     replaced outside of templates
 * @param pods the workflow without templates, with its variables replaced, for what pods take of it
 */
record Definitions(
    TemplateCatalog catalog, Map<String, String> variables, WorkflowSpec spec, Workflow pods) {

  /**
   * @param spec what runs, its variables not replaced
   * @throws TemplateException when a parameter of the workflow has no value
   */
  static Definitions of(Workflow workflow, WorkflowSpec spec, Resources resources)
      throws TemplateException {
    ArgumentBinding binding = new ArgumentBinding(resources);
    Map<String, String> variables = new LinkedHashMap<>(GlobalVariables.fixed(workflow, spec));
    ObjectNode fields = spec.raw().objectNode();
    fields.setAll(spec.raw());
    fields.remove("templates");
    ObjectNode replaced = ArgumentBinding.replaced(fields, Variables.of(variables));
    GlobalVariables.addParameters(new WorkflowSpec(replaced), binding, variables);
    ObjectNode again = ArgumentBinding.replaced(replaced, Variables.of(variables));
    ObjectNode whole = again.objectNode();
    whole.setAll(again);
    if (spec.raw().has("templates")) {
      whole.set("templates", spec.raw().get("templates"));
    }
    WorkflowSpec effective = new WorkflowSpec(whole);
    TemplateCatalog catalog = new TemplateCatalog(workflow.name(), effective, resources);
    return new Definitions(catalog, variables, effective, workflow.withSpec(again));
  }
}
