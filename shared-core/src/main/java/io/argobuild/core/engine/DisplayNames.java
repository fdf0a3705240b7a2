package io.argobuild.core.engine;

import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.template.TemplateException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name that a template gives its nodes for people (Argo 4.1.2, Argo 4.1.2). */
final class DisplayNames {
  private static final String ANNOTATION = "workflows.argoproj.io/display-name";
  private static final Pattern VALID =
      Pattern.compile("^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]$");

  private DisplayNames() {}

  /**
   * @param template with its arguments in place
   * @throws TemplateException when the name is none; Argo tells so once the pod runs
   */
  static Optional<String> of(Template template) throws TemplateException {
    String name = Fields.textMap(template.raw(), "annotations").getOrDefault(ANNOTATION, "");
    if (!name.isEmpty() && !VALID.matcher(name).matches()) {
      throw new TemplateException("displayName must match the regex " + VALID.pattern());
    }
    return Optional.of(name).filter(text -> !text.isEmpty());
  }
}
