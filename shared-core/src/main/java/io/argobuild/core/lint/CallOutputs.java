package io.argobuild.core.lint;

import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;

/** Variables that a step or task gives to those after it. */
final class CallOutputs {
  private final Validation validation;
  private final String prefix;

  /**
   * @param prefix such as {@code steps.NAME}
   */
  CallOutputs(Validation validation, String prefix) {
    this.validation = validation;
    this.prefix = prefix;
  }

  void addTo(VariableScope scope, TemplateResolver.Result call, boolean aggregate) {
    scope.add(prefix + ".id");
    scope.add(prefix + ".startedAt");
    scope.add(prefix + ".finishedAt");
    scope.add(prefix + ".hostNodeName");
    if (call.outcome() == TemplateResolver.Outcome.MISSING) {
      scope.open(prefix + ".");
    }
    call.template().ifPresent(found -> addOutputs(scope, found.template(), aggregate));
  }

  private void addOutputs(VariableScope scope, Template template, boolean aggregate) {
    if (template.daemon()) {
      scope.add(prefix + ".ip");
    }
    boolean resultOfAll =
        aggregate
            && (template.raw().hasNonNull("script") || template.raw().hasNonNull("containerSet"));
    if (TemplateCheck.hasResult(template) || resultOfAll) {
      scope.add(prefix + ".outputs.result");
      scope.add(prefix + ".exitCode");
    }
    for (Parameter parameter : template.outputs().parameters()) {
      scope.add(prefix + ".outputs.parameters." + parameter.name());
      addGlobal(
          scope,
          "workflow.outputs.parameters.",
          parameter.globalName(),
          VariableScope.ANY_OUTPUT_PARAMETER);
    }
    for (Artifact artifact : template.outputs().artifacts()) {
      scope.add(prefix + ".outputs.artifacts." + artifact.name());
      addGlobal(
          scope,
          "workflow.outputs.artifacts.",
          artifact.globalName(),
          VariableScope.ANY_OUTPUT_ARTIFACT);
    }
    if (aggregate) {
      scope.add(prefix + ".outputs.parameters");
    }
  }

  private void addGlobal(VariableScope scope, String start, String globalName, String any) {
    if (globalName.isEmpty()) {
      return;
    }
    if (Names.hasParameter(globalName)) {
      scope.add(any);
    } else {
      scope.add(start + globalName);
      validation.addGlobal(start + globalName);
    }
  }
}
