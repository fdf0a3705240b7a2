package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import java.util.List;

/** Arguments of a workflow, a step or a task. */
final class ArgumentsCheck {
  private static final List<String> NOT_FOR_ARGUMENTS =
      List.of("path", "jsonPath", "parameter", "expression");

  private final Findings findings;
  private final String callers;
  private final String prefix;
  private final boolean emptyAllowed;

  /**
   * @param prefix what stands before names in messages, such as {@code spec.arguments.}
   * @param emptyAllowed whether values may be given later
   */
  ArgumentsCheck(Findings findings, String callers, String prefix, boolean emptyAllowed) {
    this.findings = findings;
    this.callers = callers;
    this.prefix = prefix;
    this.emptyAllowed = emptyAllowed;
  }

  void check(Arguments arguments, Site site) {
    Site parameterList = site.field("parameters");
    Site artifactList = site.field("artifacts");
    List<Parameter> parameters = arguments.parameters();
    List<Artifact> artifacts = arguments.artifacts();
    Names.check(
        findings,
        Names.Kind.PARAMETER,
        parameters.stream().map(Parameter::raw).toList(),
        parameterList,
        callers,
        prefix + "parameters");
    Names.check(
        findings,
        Names.Kind.PARAMETER,
        artifacts.stream().map(Artifact::raw).toList(),
        artifactList,
        callers,
        prefix + "artifacts");
    for (int i = 0; i < parameters.size(); i++) {
      parameter(parameters.get(i), parameterList.item(i));
      boolean stops = parameters.get(i).raw().path("enum").isArray();
      if (stops && emptyAllowed && parameters.get(i).value().isEmpty()) {
        // Argo looks no further after such a parameter.
        return;
      }
    }
    for (int i = 0; i < artifacts.size(); i++) {
      artifact(artifacts.get(i), artifactList.item(i));
    }
  }

  private void parameter(Parameter parameter, Site site) {
    String name = prefix + parameter.name();
    boolean hasValue = parameter.raw().hasNonNull("value");
    JsonNode from = parameter.raw().path("valueFrom");
    if (!from.isObject() && !hasValue && !emptyAllowed) {
      report(site, "%1$s.value or %1$s.valueFrom is required".formatted(name));
    }
    if (from.isObject()) {
      boolean hasSource =
          from.hasNonNull("configMapKeyRef")
              || !Fields.textOrEmpty(from, "event").isEmpty()
              || from.hasNonNull("supplied");
      boolean hasOther =
          NOT_FOR_ARGUMENTS.stream().anyMatch(f -> !Fields.textOrEmpty(from, f).isEmpty());
      if (!hasSource || hasOther) {
        report(
            site.field("valueFrom"),
            name + ".valueFrom only allows: default, configMapKeyRef and supplied");
      }
    }
    if (parameter.raw().path("enum").isArray()) {
      allowedValues(parameter, name, hasValue, site);
    }
  }

  private void allowedValues(Parameter parameter, String name, boolean hasValue, Site site) {
    List<String> allowed = parameter.allowedValues();
    if (allowed.isEmpty()) {
      report(site.field("enum"), name + ".enum should contain at least one value");
    } else if (!hasValue) {
      if (!emptyAllowed) {
        report(site, name + ".value is required");
      }
    } else if (!allowed.contains(parameter.value().orElse(""))) {
      findings.argo(
          Rule.ARGUMENT,
          site.field("value"),
          callers,
          "%1$s.value should be present in %1$s.enum list".formatted(name),
          Nearest.suggestion(
              parameter.value().orElse(""), allowed, "Use one of " + String.join(", ", allowed)));
    }
  }

  private void artifact(Artifact artifact, Site site) {
    String name = prefix + artifact.name();
    if (artifact.from().isEmpty() && !ArtifactLocations.hasLocationOrKey(artifact.raw())) {
      report(site, name + ".from, artifact location, or key is required");
    }
    if (!artifact.from().isEmpty() && !artifact.fromExpression().isEmpty()) {
      report(site, name + " shouldn't have both `from` and `fromExpression` in Artifact");
    }
  }

  private void report(Site site, String message) {
    findings.argo(Rule.ARGUMENT, site, callers, message);
  }
}
