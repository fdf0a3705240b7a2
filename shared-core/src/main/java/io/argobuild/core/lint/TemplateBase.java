package io.argobuild.core.lint;

import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.List;
import java.util.Optional;

/** The object in which template names are looked up. */
record TemplateBase(ManifestObject object) {
  WorkflowSpec spec() {
    return object.spec();
  }

  Site specSite() {
    return new Site(object, object.specPath());
  }

  Optional<Resolved> template(String name) {
    List<Template> templates = spec().templates();
    for (int i = 0; i < templates.size(); i++) {
      if (templates.get(i).name().equals(name)) {
        return Optional.of(resolved(i));
      }
    }
    return Optional.empty();
  }

  Resolved resolved(int index) {
    return new Resolved(
        this, spec().templates().get(index), specSite().field("templates").item(index));
  }

  /** Tells apart templates of the same name in different objects. */
  String scope() {
    return object.is(ManifestKind.WORKFLOW) || object.is(ManifestKind.CRON_WORKFLOW)
        ? "local/"
        : object.kind() + "/" + object.name();
  }
}
