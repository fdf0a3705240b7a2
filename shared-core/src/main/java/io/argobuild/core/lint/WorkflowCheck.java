package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Entry;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.LifecycleHook;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateRef;
import io.argobuild.core.manifest.WorkflowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Workflow, or the Workflow in one of the other kinds, in Argo's order (4.1.2). */
final class WorkflowCheck {
  private static final List<String> ALWAYS_KNOWN =
      List.of(
          "workflow.name",
          "workflow.namespace",
          "workflow.mainEntrypoint",
          "workflow.serviceAccountName",
          "workflow.uid",
          "workflow.status",
          "workflow.annotations",
          "workflow.annotations.json",
          "workflow.labels",
          "workflow.labels.json");
  private static final List<String> POD_GC =
      List.of("", "OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess");

  private final Validation validation;
  private final Findings findings;
  private final TemplateBase own;
  private final String callers;
  private final boolean emptyAllowed;

  /**
   * @param callers what Argo writes in front of all errors
   * @param emptyAllowed whether arguments may be without a value
   */
  WorkflowCheck(Validation validation, String callers, boolean emptyAllowed) {
    this.validation = validation;
    this.findings = validation.findings();
    this.own = new TemplateBase(validation.object());
    this.callers = callers;
    this.emptyAllowed = emptyAllowed;
  }

  void check() {
    WorkflowSpec spec = own.spec();
    Optional<TemplateRef> ref = spec.workflowTemplateRef();
    Optional<TemplateBase> referred = Optional.empty();
    if (ref.isPresent()) {
      if (!spec.templates().isEmpty()) {
        findings.argo(
            Rule.TEMPLATE_REF,
            own.specSite().field("templates"),
            callers,
            "Templates is invalid field in spec if workflow referred WorkflowTemplate reference",
            "Remove templates or workflowTemplateRef");
      }
      Site site = own.specSite().field("workflowTemplateRef");
      referred = validation.resolver().base(ref.get(), site, callers);
      if (referred.isEmpty()) {
        return;
      }
    }
    Names.check(
        findings,
        Names.Kind.FIELD,
        spec.templates().stream().map(Template::raw).toList(),
        own.specSite().field("templates"),
        callers,
        "spec.templates");
    Arguments arguments = arguments(spec, referred);
    new ArgumentsCheck(findings, callers, "spec.arguments.", emptyAllowed)
        .check(arguments, own.specSite().field("arguments"));
    addGlobals(spec, referred, arguments);
    checkCalls(spec, referred, arguments);
    checkSettings(spec);
    checkAllTemplates(referred);
  }

  /** The workflow's arguments, then those of the template it refers to that it lacks. */
  private static Arguments arguments(WorkflowSpec spec, Optional<TemplateBase> referred) {
    if (referred.isEmpty()) {
      return spec.arguments();
    }
    ObjectNode merged = Fields.NOTHING.objectNode();
    for (String list : List.of("parameters", "artifacts")) {
      Map<String, JsonNode> byName = new LinkedHashMap<>();
      for (WorkflowSpec from : List.of(spec, referred.get().spec())) {
        for (JsonNode item : from.arguments().raw().path(list)) {
          byName.putIfAbsent(item.path("name").asText(""), item);
        }
      }
      ArrayNode items = merged.putArray(list);
      byName.values().forEach(items::add);
    }
    return new Arguments(merged);
  }

  private void addGlobals(WorkflowSpec spec, Optional<TemplateBase> referred, Arguments arguments) {
    ALWAYS_KNOWN.forEach(validation::addGlobal);
    if (!arguments.parameters().isEmpty()) {
      validation.addGlobal("workflow.parameters");
      validation.addGlobal("workflow.parameters.json");
    }
    arguments
        .parameters()
        .forEach(
            parameter ->
                validation
                    .globals()
                    .put(
                        "workflow.parameters." + parameter.name(),
                        parameter.value().orElseGet(validation::placeholder)));
    List<JsonNode> metadata = new ArrayList<>();
    metadata.add(validation.object().metadata());
    metadata.add(spec.raw().path("workflowMetadata"));
    metadata.add(validation.object().raw().path("spec").path("workflowMetadata"));
    referred.ifPresent(base -> metadata.add(base.spec().raw().path("workflowMetadata")));
    for (JsonNode from : metadata) {
      from.path("annotations").fieldNames().forEachRemaining(k -> addGlobal("annotations", k));
      from.path("labels").fieldNames().forEachRemaining(k -> addGlobal("labels", k));
      from.path("labelsFrom").fieldNames().forEachRemaining(k -> addGlobal("labels", k));
    }
    spec.priority()
        .ifPresent(priority -> validation.globals().put("workflow.priority", priority.toString()));
  }

  private void addGlobal(String kind, String key) {
    validation.addGlobal("workflow." + kind + "." + key);
  }

  private void checkCalls(WorkflowSpec spec, Optional<TemplateBase> referred, Arguments arguments) {
    Site at = own.specSite();
    String entrypoint =
        spec.entrypoint().isEmpty()
            ? referred.map(base -> base.spec().entrypoint()).orElse("")
            : spec.entrypoint();
    boolean isTemplate = validation.inWorkflowTemplate();
    if (!entrypoint.isEmpty()) {
      ArgumentSource source = isTemplate ? validation.anyArguments() : ArgumentSource.of(arguments);
      call(entrypoint, spec, at.field("entrypoint"), source);
    } else if (!isTemplate) {
      List<String> names = own.templateNames();
      findings.argo(
          Rule.ENTRYPOINT,
          at,
          callers,
          "spec.entrypoint is required",
          names.size() == 1 ? "Add entrypoint: " + names.get(0) : Rule.ENTRYPOINT.suggestion());
    }
    String onExit =
        spec.onExit().isEmpty()
            ? referred.map(base -> base.spec().onExit()).orElse("")
            : spec.onExit();
    if (!onExit.isEmpty()) {
      validation.addGlobal("workflow.failures");
      if (hasLateGlobalArtifact(own) || referred.filter(this::hasLateGlobalArtifact).isPresent()) {
        validation.globals().put(VariableScope.ANY_OUTPUT_ARTIFACT, "true");
      }
      call(onExit, spec, at.field("onExit"), ArgumentSource.of(spec.arguments()));
    }
    hooks(spec.hooks(), at.field("hooks"));
  }

  private void call(String template, WorkflowSpec spec, Site site, ArgumentSource arguments) {
    ObjectNode call = Fields.NOTHING.objectNode();
    Optional<TemplateRef> ref = spec.workflowTemplateRef();
    if (ref.isPresent()) {
      call.set("templateRef", ref.get().raw().deepCopy().put("template", template));
    } else {
      call.put("template", template);
    }
    validation.templates().call(new Entry(call), site, own, arguments, callers);
  }

  private boolean hasLateGlobalArtifact(TemplateBase base) {
    return base.templates().stream()
        .flatMap(template -> template.outputs().artifacts().stream())
        .anyMatch(artifact -> Names.hasParameter(artifact.globalName()));
  }

  private void hooks(Map<String, LifecycleHook> hooks, Site site) {
    hooks.forEach(
        (name, hook) -> {
          if (!name.equals(LifecycleHook.EXIT)
              && Fields.textOrEmpty(hook.raw(), "expression").isEmpty()) {
            findings.argo(
                Rule.HOOK_EXPRESSION,
                site.field(name),
                callers,
                "hooks." + name + " Expression required");
          }
        });
  }

  private void checkSettings(WorkflowSpec spec) {
    Site at = own.specSite();
    String strategy = Fields.textOrEmpty(spec.raw().path("podGC"), "strategy");
    if (!POD_GC.contains(strategy)) {
      findings.argo(
          Rule.POD,
          at.field("podGC").field("strategy"),
          callers,
          "podGC.strategy unknown strategy '" + strategy + "'",
          Nearest.suggestion(strategy, POD_GC, "Use one of " + POD_GC));
    }
    PodSettings.selectorError(spec.raw().path("podGC").path("labelSelector"))
        .ifPresent(
            error ->
                findings.argo(
                    Rule.POD,
                    at.field("podGC").field("labelSelector"),
                    callers,
                    "podGC.labelSelector invalid: " + error));
    PodSettings.checkResources(
        findings,
        spec.raw().path("podResources"),
        at.field("podResources"),
        callers,
        "spec.podResources");
  }

  private void checkAllTemplates(Optional<TemplateBase> referred) {
    TemplateBase base = referred.orElse(own);
    for (int i = 0; i < base.templates().size(); i++) {
      Template template = base.templates().get(i);
      if (template.name().isEmpty()) {
        continue;
      }
      ObjectNode call = Fields.NOTHING.objectNode();
      if (referred.isPresent()) {
        TemplateRef ref = own.spec().workflowTemplateRef().orElseThrow();
        call.set("templateRef", ref.raw().deepCopy().put("template", template.name()));
      } else {
        call.put("template", template.name());
      }
      String wrapped = callers + "templates." + template.name() + " ";
      Site site = base.specSite().field("templates").item(i);
      validation.templates().call(new Entry(call), site, own, validation.anyArguments(), wrapped);
    }
  }
}
