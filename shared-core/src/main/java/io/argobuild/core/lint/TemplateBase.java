package io.argobuild.core.lint;

import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The object in which template names are looked up. */
final class TemplateBase {
  private final ManifestObject object;
  private final WorkflowSpec spec;
  private final List<Template> templates;
  private final List<String> names;
  private final Map<String, Integer> indexes = new HashMap<>();

  TemplateBase(ManifestObject object) {
    this.object = object;
    this.spec = object.spec();
    this.templates = spec.templates();
    this.names = templates.stream().map(Template::name).toList();
    for (int i = 0; i < templates.size(); i++) {
      indexes.putIfAbsent(templates.get(i).name(), i);
    }
  }

  ManifestObject object() {
    return object;
  }

  WorkflowSpec spec() {
    return spec;
  }

  List<Template> templates() {
    return templates;
  }

  List<String> templateNames() {
    return names;
  }

  Site specSite() {
    return new Site(object, object.specPath());
  }

  /** The first template of a name. */
  Optional<Resolved> template(String name) {
    Integer index = indexes.get(name);
    return index == null
        ? Optional.empty()
        : Optional.of(
            new Resolved(this, templates.get(index), specSite().field("templates").item(index)));
  }

  /** Tells apart templates of the same name in different objects. */
  String scope() {
    return object.is(ManifestKind.WORKFLOW) || object.is(ManifestKind.CRON_WORKFLOW)
        ? "local/"
        : object.kind() + "/" + object.name();
  }
}
