package io.argobuild.core.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outputs of Steps and DAG templates, from those of their members (Argo 4.1.2). */
public final class OutputResolution {
  private final OutputScope scope;
  private final Variables variables;
  private final ArtifactReferences references;

  public OutputResolution(OutputScope scope, Variables variables, ArtifactReferences references) {
    this.scope = scope;
    this.variables = variables;
    this.references = references;
  }

  /**
   * Argo's Outputs for the node, or null when the template declares none.
   *
   * @throws TemplateException when one can't be resolved and has no default
   */
  public @Nullable ObjectNode resolve(Template template) throws TemplateException {
    if (template.outputs().isEmpty()) {
      return null;
    }
    ObjectNode outputs = template.raw().objectNode();
    ArrayNode parameters = template.raw().arrayNode();
    for (Parameter parameter : template.outputs().parameters()) {
      parameters.add(parameter(parameter));
    }
    if (!parameters.isEmpty()) {
      outputs.set("parameters", parameters);
    }
    ArrayNode artifacts = template.raw().arrayNode();
    for (Artifact artifact : template.outputs().artifacts()) {
      try {
        artifacts.add(references.resolve(artifact).raw());
      } catch (TemplateException e) {
        if (!artifact.optional()) {
          throw new TemplateException("unable to resolve outputs from scope: " + e.getMessage());
        }
      }
    }
    if (!artifacts.isEmpty()) {
      outputs.set("artifacts", artifacts);
    }
    return outputs;
  }

  private ObjectNode parameter(Parameter parameter) throws TemplateException {
    ObjectNode valueFrom =
        parameter
            .valueFrom()
            .orElseThrow(
                () -> new TemplateException("output parameters must have a valueFrom specified"));
    Optional<String> fallback = Fields.text(valueFrom, "default");
    String value;
    try {
      value = value(parameter.name(), valueFrom);
    } catch (TemplateException e) {
      if (fallback.isEmpty()) {
        throw e;
      }
      value = fallback.get();
    }
    return parameter.withValue(value).raw();
  }

  private String value(String name, ObjectNode valueFrom) throws TemplateException {
    String expression = Fields.textOrEmpty(valueFrom, "expression");
    if (!expression.isEmpty()) {
      return ScopeExpressions.print(expression, variables);
    }
    String reference = Fields.textOrEmpty(valueFrom, "parameter");
    String key = reference.strip();
    if (!key.startsWith("{{")) {
      // The tag was resolved when the template got its arguments.
      return reference;
    }
    key = key.substring(2, key.endsWith("}}") ? key.length() - 2 : key.length()).strip();
    if (scope.isAbsent(key)) {
      throw new TemplateException(
          "output parameter \""
              + name
              + "\": \""
              + reference
              + "\" is an absent optional (skipped/omitted node output with no default)");
    }
    return variables
        .text(key)
        .orElseThrow(() -> new TemplateException("Unable to resolve: \"" + reference + "\""));
  }
}
