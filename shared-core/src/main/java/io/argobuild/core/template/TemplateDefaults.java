package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.Optional;

/** {@code spec.templateDefaults}: what templates say where they are silent (Argo 4.1.2). */
public final class TemplateDefaults {
  private TemplateDefaults() {}

  /** The template with the defaults under it; bodies only where the template has that body. */
  public static Template apply(Template template, WorkflowSpec spec) {
    Optional<ObjectNode> defaults = spec.templateDefaults();
    if (defaults.isEmpty()) {
      return template;
    }
    ObjectNode base = defaults.get().objectNode();
    base.setAll(defaults.get());
    base.remove("name");
    for (TemplateType type : TemplateType.values()) {
      if (template.type().filter(type::equals).isEmpty()) {
        base.remove(type.field());
      }
    }
    return new Template(TreeMerge.merge(base, template.raw()));
  }
}
