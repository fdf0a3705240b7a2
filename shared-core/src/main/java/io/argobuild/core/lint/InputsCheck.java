package io.argobuild.core.lint;

import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import java.util.List;

/** The inputs of a template. */
final class InputsCheck {
  private final Findings findings;
  private final VariableScope globals;
  private final Template template;
  private final Site site;
  private final TemplateType type;
  private final String callers;

  InputsCheck(Validation validation, Resolved resolved, TemplateType type, String callers) {
    this.findings = validation.findings();
    this.globals = validation.globalScope();
    this.template = resolved.template();
    this.site = resolved.site().field("inputs");
    this.type = type;
    this.callers = callers;
  }

  /** Reports what is wrong and gives the variables of the inputs. */
  VariableScope check() {
    String name = "templates." + template.name();
    List<Parameter> parameters = template.inputs().parameters();
    List<Artifact> artifacts = template.inputs().artifacts();
    Names.check(
        findings,
        Names.Kind.PARAMETER,
        parameters.stream().map(Parameter::raw).toList(),
        site.field("parameters"),
        callers,
        name + ".inputs.parameters");
    Names.check(
        findings,
        Names.Kind.PARAMETER,
        artifacts.stream().map(Artifact::raw).toList(),
        site.field("artifacts"),
        callers,
        name + ".inputs.artifacts");
    VariableScope scope = globals.inner();
    parameters.forEach(parameter -> scope.add("inputs.parameters." + parameter.name()));
    if (!parameters.isEmpty()) {
      scope.add("inputs.parameters");
    }
    for (int i = 0; i < artifacts.size(); i++) {
      artifact(artifacts.get(i), site.field("artifacts").item(i), scope);
    }
    return scope;
  }

  private void artifact(Artifact artifact, Site at, VariableScope scope) {
    String ref = "inputs.artifacts." + artifact.name();
    String name = "templates." + template.name() + "." + ref;
    scope.add(ref);
    if (TemplateCheck.isLeaf(type)) {
      ArtifactPath.error(artifact)
          .ifPresent(
              error ->
                  findings.argo(
                      Rule.ARTIFACT,
                      artifact.path().isEmpty() ? at : at.field("path"),
                      callers,
                      "error in " + name + ": " + error,
                      artifact.path().isEmpty() ? "Add path" : "Write the path without .."));
      scope.add(ref + ".path");
    } else if (!artifact.path().isEmpty()) {
      findings.argo(
          Rule.ARTIFACT,
          at.field("path"),
          callers,
          name + ".path only valid in container/script templates",
          "Remove path");
    }
    if (!artifact.from().isEmpty()) {
      findings.argo(
          Rule.ARTIFACT,
          at.field("from"),
          callers,
          name + ".from not valid in inputs",
          "Pass the artifact in the arguments of the call");
    }
    ArtifactLocations.errors(name, artifact.raw())
        .forEach(error -> findings.argo(Rule.ARTIFACT, at, callers, error));
  }
}
