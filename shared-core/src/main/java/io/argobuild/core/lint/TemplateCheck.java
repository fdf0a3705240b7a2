package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A template as it is called: first what depends on the call, then, once, its body. */
final class TemplateCheck {
  private static final String TYPES =
      "choose one of: container, containerSet, steps, script, resource, dag, suspend, template,"
          + " template ref";
  private static final List<String> RETRY_VARIABLES =
      List.of(
          "retries",
          "lastRetry.exitCode",
          "lastRetry.status",
          "lastRetry.duration",
          "lastRetry.message");
  private static final Set<TemplateType> ON_AGENT = Set.of(TemplateType.HTTP, TemplateType.PLUGIN);

  /** Deeper calls are not followed; Argo's own limit at run time is 100. */
  private static final int MAX_DEPTH = 200;

  private final Validation validation;
  private int depth;

  TemplateCheck(Validation validation) {
    this.validation = validation;
  }

  /** Resolves a call and checks the template that is called. */
  TemplateResolver.Result call(
      Invocation call, Site site, TemplateBase base, ArgumentSource arguments, String callers) {
    TemplateResolver.Result result = validation.resolver().resolve(call, site, base, callers);
    if (result.template().isPresent() && depth < MAX_DEPTH) {
      depth++;
      check(result.template().get(), site, arguments, callers);
      depth--;
    }
    return result;
  }

  private void check(Resolved resolved, Site caller, ArgumentSource arguments, String callers) {
    Template template = resolved.template();
    Findings findings = validation.findings();
    String name = "templates." + template.name();
    if (bodies(template) > 1) {
      String message = name + " multiple template types specified. " + TYPES;
      findings.argo(Rule.TEMPLATE_TYPE, resolved.site(), callers, message);
      return;
    }
    TemplateType type = typeOf(template);
    podResources(resolved, type, callers);
    VariableScope scope = new InputsCheck(validation, resolved, type, callers).check();
    if (Fields.objects(template.raw(), "initContainers", c -> c).stream()
        .anyMatch(container -> Fields.textOrEmpty(container, "name").isEmpty())) {
      findings.argo(
          Rule.CONTAINER,
          resolved.site().field("initContainers"),
          callers,
          "initContainers must all have container name",
          "Name each init container");
    }
    Map<String, String> locals = locals(template, type, scope);
    Optional<Template> filled =
        new ArgumentProcessing(validation, caller, callers + name + " ")
            .process(template, arguments, locals);
    timeouts(filled.orElse(template), resolved, type, callers);
    if (!template.raw().path("resourceClaims").isEmpty() && !type.isPod()) {
      findings.argo(
          Rule.POD,
          resolved.site().field("resourceClaims"),
          callers,
          "%s.resourceClaims is not supported for %s templates, which do not create a pod"
              .formatted(name, goName(type)),
          "Remove the claims");
    }
    if (filled.isPresent()) {
      body(new Resolved(resolved.base(), filled.get(), resolved.site()), type, scope, callers);
    }
  }

  private void body(Resolved filled, TemplateType type, VariableScope scope, String callers) {
    boolean inline = filled.template().name().isEmpty();
    boolean first = validation.visit(filled.base().scope() + "/" + filled.template().name());
    boolean firstAtSite = validation.visit(filled.site().place().text());
    if (first) {
      checkBody(filled, type, scope, callers);
    } else if (inline && firstAtSite) {
      // Argo takes all inline templates for the same, because they have no name.
      validation.findings().hidden(() -> checkBody(filled, type, scope, callers));
    }
  }

  private void checkBody(Resolved filled, TemplateType type, VariableScope scope, String callers) {
    switch (type) {
      case STEPS -> new StepsCheck(validation, filled, scope, callers).check();
      case DAG -> new DagCheck(validation, filled, scope, callers).check();
      default -> new LeafCheck(validation, filled, scope, callers).check();
    }
    new OutputsCheck(validation, filled, type, callers).check(scope);
    String name = "templates." + filled.template().name();
    filled
        .template()
        .archiveLocation()
        .ifPresent(
            location ->
                ArtifactLocations.errors(name + ".archiveLocation", location)
                    .forEach(
                        error ->
                            validation
                                .findings()
                                .argo(
                                    Rule.ARTIFACT,
                                    filled.site().field("archiveLocation"),
                                    callers,
                                    error)));
    MetricsCheck.check(validation.findings(), filled, callers);
  }

  private static long bodies(Template template) {
    return List.of(TemplateType.values()).stream()
        .filter(type -> template.raw().hasNonNull(type.field()))
        .count();
  }

  static TemplateType typeOf(Template template) {
    return template.type().orElseThrow();
  }

  /** Argo's name of a type. */
  static String goName(TemplateType type) {
    return switch (type) {
      case HTTP -> "HTTP";
      case DAG -> "DAG";
      default -> Character.toUpperCase(type.field().charAt(0)) + type.field().substring(1);
    };
  }

  /** Types that do something themselves; suspend is none of them. */
  static boolean isLeaf(TemplateType type) {
    return type.isPod() || ON_AGENT.contains(type);
  }

  private void podResources(Resolved resolved, TemplateType type, String callers) {
    JsonNode resources = resolved.template().raw().path("podResources");
    if (!resources.isObject()) {
      return;
    }
    Site site = resolved.site().field("podResources");
    String name = "templates." + resolved.template().name() + ".podResources";
    if (ON_AGENT.contains(type)) {
      String message = name + " is not supported for " + goName(type) + " templates";
      validation.findings().argo(Rule.POD, site, callers, message);
      return;
    }
    PodSettings.checkResources(validation.findings(), resources, site, callers, name);
  }

  private Map<String, String> locals(Template template, TemplateType type, VariableScope scope) {
    Map<String, String> locals = new HashMap<>();
    if (type.isPod()) {
      locals.put("pod.name", validation.placeholder());
    }
    if (template.retryStrategy().isPresent()) {
      RETRY_VARIABLES.forEach(name -> locals.put(name, validation.placeholder()));
    }
    scope.addAll(locals.keySet());
    if (isLeaf(type)) {
      for (Artifact artifact : template.outputs().artifacts()) {
        if (!artifact.path().isEmpty()) {
          scope.add("outputs.artifacts." + artifact.name() + ".path");
        }
      }
      for (Parameter parameter : template.outputs().parameters()) {
        if (!parameter.path().isEmpty()) {
          scope.add("outputs.parameters." + parameter.name() + ".path");
        }
      }
    }
    return locals;
  }

  private void timeouts(Template template, Resolved resolved, TemplateType type, String callers) {
    Findings findings = validation.findings();
    boolean leaf = isLeaf(type);
    String timeout = template.timeout();
    Site site = resolved.site().field("timeout");
    if (!timeout.isEmpty() && !leaf) {
      String message = goName(type) + " template doesn't support timeout field";
      findings.argo(Rule.TIMEOUT, site, callers, message);
    } else if (!timeout.isEmpty() && timeout.matches("[-+]?\\d+")) {
      String message = template.name() + " has invalid duration format in timeout";
      findings.argo(Rule.TIMEOUT, site, callers, message, "Write " + timeout + "s");
    }
    if (!template.pendingTimeout().isEmpty() && !leaf) {
      findings.argo(
          Rule.TIMEOUT,
          resolved.site().field("pendingTimeout"),
          callers,
          goName(type) + " template doesn't support pendingTimeout field");
    }
  }

  /** Whether the output of a call can be used as {@code outputs.result}. */
  static boolean hasResult(Template template) {
    ObjectNode raw = template.raw();
    return raw.hasNonNull("container")
        || hasMain(raw.path("containerSet"))
        || raw.hasNonNull("script")
        || raw.hasNonNull("data")
        || raw.hasNonNull("http")
        || raw.hasNonNull("plugin");
  }

  static boolean hasMain(JsonNode containerSet) {
    for (JsonNode container : containerSet.path("containers")) {
      if (container.path("name").asText().equals("main")) {
        return true;
      }
    }
    return false;
  }
}
