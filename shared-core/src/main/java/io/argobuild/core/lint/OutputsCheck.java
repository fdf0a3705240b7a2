package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import java.util.List;

/** The outputs of a template. */
final class OutputsCheck {
  private static final FieldType OUTPUTS = new FieldType.Struct("Outputs");
  private static final List<String> SOURCES =
      List.of("path", "jqFilter", "jsonPath", "parameter", "expression");

  private final Validation validation;
  private final Findings findings;
  private final Template template;
  private final TemplateType type;
  private final Site site;
  private final String callers;
  private final String name;

  OutputsCheck(Validation validation, Resolved resolved, TemplateType type, String callers) {
    this.validation = validation;
    this.findings = validation.findings();
    this.template = resolved.template();
    this.type = type;
    this.site = resolved.site().field("outputs");
    this.callers = callers;
    this.name = "templates." + template.name();
  }

  void check(VariableScope scope) {
    List<Parameter> parameters = template.outputs().parameters();
    List<Artifact> artifacts = template.outputs().artifacts();
    Names.check(
        findings,
        Names.Kind.PARAMETER,
        parameters.stream().map(Parameter::raw).toList(),
        site.field("parameters"),
        callers,
        name + ".outputs.parameters ");
    Names.check(
        findings,
        Names.Kind.PARAMETER,
        artifacts.stream().map(Artifact::raw).toList(),
        site.field("artifacts"),
        callers,
        name + ".outputs.artifacts ");
    validation.checkVariables(
        scope, OUTPUTS, template.outputs().raw(), site, callers + name + ".outputs ");
    for (int i = 0; i < artifacts.size(); i++) {
      artifact(artifacts.get(i), site.field("artifacts").item(i));
    }
    for (int i = 0; i < parameters.size(); i++) {
      parameter(parameters.get(i), site.field("parameters").item(i));
    }
  }

  private void artifact(Artifact artifact, Site at) {
    String ref = name + ".outputs.artifacts." + artifact.name();
    if (TemplateCheck.isLeaf(type)) {
      ArtifactPath.error(artifact)
          .ifPresent(
              error ->
                  findings.argo(
                      Rule.ARTIFACT,
                      at,
                      callers,
                      "error in " + ref + ": " + error,
                      artifact.path().isEmpty() ? "Add path" : "Write the path without .."));
    } else if (!artifact.path().isEmpty()) {
      findings.argo(
          Rule.ARTIFACT,
          at.field("path"),
          callers,
          ref + ".path only valid in container/script templates",
          "Use from instead of path");
    }
    globalName(artifact.globalName(), ref, at);
  }

  private void globalName(String globalName, String ref, Site at) {
    if (!globalName.isEmpty() && !Names.hasParameter(globalName)) {
      Names.parameterNameErrors(globalName)
          .forEach(
              error ->
                  findings.argo(
                      Rule.NAME, at.field("globalName"), callers, ref + ".globalName: " + error));
    }
  }

  private void parameter(Parameter parameter, Site at) {
    String ref = name + ".outputs.parameters." + parameter.name();
    JsonNode from = parameter.raw().path("valueFrom");
    boolean hasValue = parameter.raw().hasNonNull("value");
    if (from.isObject() && hasValue) {
      report(at, ref + " has both valueFrom and value specified, choose one");
    } else if (!from.isObject() && !hasValue) {
      report(at, ref + " does not have valueFrom or value specified");
    } else if (from.isObject()) {
      sources(from, at.field("valueFrom"));
    }
    if (from.isObject()) {
      suitable(from, ref, at.field("valueFrom"));
    }
    globalName(parameter.globalName(), ref, at);
  }

  private void sources(JsonNode from, Site at) {
    long sources =
        SOURCES.stream().filter(source -> has(from, source)).count()
            + (from.hasNonNull("supplied") ? 1 : 0);
    if (sources == 0) {
      report(
          at,
          "valueFrom type unspecified. choose one of: path, jqFilter, jsonPath, parameter, raw,"
              + " expression");
    } else if (sources > 1) {
      report(
          at,
          "multiple valueFrom types specified. choose one of: path, jqFilter, jsonPath,"
              + " parameter, raw");
    }
  }

  /** Whether the source suits the type of template. */
  private void suitable(JsonNode from, String ref, Site at) {
    String typeName = TemplateCheck.goName(type);
    switch (type) {
      case CONTAINER, CONTAINER_SET, SCRIPT -> {
        if (!has(from, "path")) {
          report(at, ref + ".path must be specified for " + typeName + " templates");
        }
      }
      case RESOURCE -> {
        if (!has(from, "jqFilter") && !has(from, "jsonPath")) {
          report(at, ref + " .jqFilter or jsonPath must be specified for Resource templates");
        }
      }
      case DAG, STEPS -> {
        if (!has(from, "parameter") && !has(from, "expression")) {
          report(
              at,
              ref + ".parameter or expression must be specified for " + typeName + " templates");
        } else if (has(from, "parameter") && has(from, "expression")) {
          report(
              at,
              ref
                  + " shouldn't have both `from` and `expression` specified in `ValueFrom` for "
                  + typeName
                  + " templates");
        }
      }
      default -> {
        // Other types may take a value from anywhere.
      }
    }
  }

  private static boolean has(JsonNode from, String source) {
    return !Fields.textOrEmpty(from, source).isEmpty();
  }

  private void report(Site at, String message) {
    findings.argo(Rule.OUTPUT, at, callers, message);
  }
}
