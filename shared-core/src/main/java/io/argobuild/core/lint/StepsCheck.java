package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Step;
import io.argobuild.core.manifest.Template;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A steps template. */
final class StepsCheck {
  private static final FieldType STEP = new FieldType.Struct("WorkflowStep");

  private final Validation validation;
  private final Findings findings;
  private final Resolved resolved;
  private final VariableScope scope;
  private final String callers;
  private final String name;
  private final Set<String> names = new HashSet<>();

  StepsCheck(Validation validation, Resolved resolved, VariableScope scope, String callers) {
    this.validation = validation;
    this.findings = validation.findings();
    this.resolved = resolved;
    this.scope = scope;
    this.callers = callers;
    this.name = "templates." + resolved.template().name();
  }

  void check() {
    groupOnly(findings, resolved, callers);
    List<List<Step>> groups = resolved.template().steps();
    for (int i = 0; i < groups.size(); i++) {
      for (int j = 0; j < groups.get(i).size(); j++) {
        step(groups.get(i).get(j), i, resolved.site().field("steps").item(i).item(j));
      }
    }
  }

  /** Settings that only leaf templates have. */
  static void groupOnly(Findings findings, Resolved resolved, String callers) {
    Template template = resolved.template();
    if (template.raw().hasNonNull("activeDeadlineSeconds")) {
      findings.argo(
          Rule.TIMEOUT,
          resolved.site().field("activeDeadlineSeconds"),
          callers,
          "templates."
              + template.name()
              + ".activeDeadlineSeconds is only valid for leaf templates");
    }
  }

  private void step(Step step, int group, Site site) {
    String at = name + ".steps[" + group + "]";
    if (!checkName(step, site, at)) {
      return;
    }
    scope.add("steps." + step.name() + ".status");
    String called = at + "." + step.name();
    Loops.check(findings, step, site, callers, called + " ", scope);
    new ArgumentsCheck(findings, callers, called + ".arguments.", false)
        .check(step.arguments(), site.field("arguments"));
    String inner = callers + called + " ";
    TemplateResolver.Result result =
        validation.templates().call(step, site, resolved.base(), validation.anyArguments(), inner);
    CallOutputs outputs = new CallOutputs(validation, "steps." + step.name());
    if (step.exitHook().isPresent()) {
      outputs.addTo(scope, result, false);
    }
    hooks(step, site, called);
    VariableScope stepScope = scope.inner();
    step.inline()
        .ifPresent(
            inline -> {
              for (Parameter parameter : inline.inputs().parameters()) {
                stepScope.add("inputs.parameters." + parameter.name());
              }
            });
    validation.checkVariables(stepScope, STEP, step.raw(), site, callers + name + ".steps ");
    boolean aggregate = isAggregate(step);
    outputs.addTo(scope, result, aggregate);
    validation
        .templates()
        .call(step, site, resolved.base(), ArgumentSource.of(step.arguments()), inner);
  }

  private boolean checkName(Step step, Site site, String at) {
    String stepName = step.name();
    List<String> errors = Names.stepNameErrors(stepName);
    if (stepName.isEmpty()) {
      findings.argo(Rule.NAME, site, callers, at + ".name is required");
      return false;
    }
    if (!names.add(stepName)) {
      String message = at + ".name '" + stepName + "' is not unique";
      findings.argo(Rule.NAME, site.field("name"), callers, message);
    } else if (!errors.isEmpty()) {
      String message = at + ".name '" + stepName + "' is invalid: " + String.join(";", errors);
      findings.argo(Rule.NAME, site.field("name"), callers, message);
    }
    return true;
  }

  private void hooks(Step step, Site site, String called) {
    step.hooks()
        .forEach(
            (hookName, hook) -> {
              if (!hookName.equals("exit") && hook.expression().isEmpty()) {
                findings.argo(
                    Rule.HOOK_EXPRESSION,
                    site.field("hooks").field(hookName),
                    callers,
                    called + "." + hookName + " Expression required");
              }
            });
  }

  /** Whether outputs are joined into lists: by items or a parameter, not by a sequence. */
  static boolean isAggregate(Invocation call) {
    JsonNode items = call.raw().path("withItems");
    return !items.isEmpty() || !call.raw().path("withParam").asText("").isEmpty();
  }
}
