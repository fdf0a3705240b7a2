package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.Workflow;
import io.argobuild.core.template.ArgumentBinding;
import io.argobuild.core.template.Resources;
import io.argobuild.core.template.SpecMerge;
import io.argobuild.core.template.TemplateDefaults;
import io.argobuild.core.template.TemplateException;
import io.argobuild.core.template.Variables;

/** What of a manifest is known before it runs. */
public final class RenderedManifest {
  private RenderedManifest() {}

  /**
   * Its spec over that of the WorkflowTemplate it refers to, template defaults in every template,
   * and variables of the workflow replaced. Those of nodes stay as they are written.
   *
   * @throws TemplateException when it refers to what isn't there, or a parameter has no value
   */
  public static Workflow of(Workflow workflow, Resources resources) throws TemplateException {
    Definitions definitions =
        Definitions.of(workflow, SpecMerge.effective(workflow, resources), resources);
    Variables variables = Variables.of(definitions.variables());
    ObjectNode spec = definitions.spec().raw().deepCopy();
    spec.remove("templateDefaults");
    if (spec.has("templates")) {
      ArrayNode templates = spec.putArray("templates");
      for (Template template : definitions.spec().templates()) {
        ObjectNode whole = TemplateDefaults.apply(template, definitions.spec()).raw();
        templates.add(ArgumentBinding.replaced(whole, variables));
      }
    }
    return workflow.withSpec(spec);
  }
}
