package io.argobuild.core.lint;

import io.argobuild.core.manifest.Entry;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.TemplateRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the template that a step, a task, or the workflow itself calls. */
final class TemplateResolver {
  private static final Set<String> RETRY_POLICIES =
      Set.of("", "Always", "OnError", "OnFailure", "OnTransientError");

  /** What came of it. */
  enum Outcome {
    FOUND,
    /** Its name is known at run time only. */
    LATE,
    /** It was reported. */
    MISSING
  }

  /**
   * A result.
   *
   * @param template present if found
   */
  record Result(Outcome outcome, Optional<Resolved> template) {
    static Result of(Outcome outcome) {
      return new Result(outcome, Optional.empty());
    }
  }

  private final Validation validation;
  private final Map<String, TemplateBase> bases = new HashMap<>();

  TemplateResolver(Validation validation) {
    this.validation = validation;
  }

  Result resolve(Invocation call, Site site, TemplateBase base, String callers) {
    Optional<TemplateRef> ref = call.templateRef();
    Result result =
        ref.isPresent()
            ? byRef(call, ref.get(), site, callers)
            : byNameOrInline(call, site, base, callers);
    if (result.template().isPresent()) {
      return checked(result, callers);
    }
    return result;
  }

  private Result byNameOrInline(Invocation call, Site site, TemplateBase base, String callers) {
    Optional<Resolved> named = base.template(call.template());
    if (!call.template().isEmpty() && named.isEmpty()) {
      List<String> known = base.templateNames();
      validation
          .findings()
          .argo(
              Rule.TEMPLATE_UNDEFINED,
              call instanceof Entry ? site : site.field("template"),
              callers,
              "template name '" + call.template() + "' undefined",
              Nearest.suggestion(call.template(), known, Rule.TEMPLATE_UNDEFINED.suggestion()));
      return Result.of(Outcome.MISSING);
    }
    Optional<Resolved> inline =
        call.inline().map(template -> new Resolved(base, template, site.field("inline")));
    Optional<Resolved> found = inline.or(() -> named);
    if (found.isEmpty()) {
      validation
          .findings()
          .argo(
              Rule.TEMPLATE_REF,
              site,
              callers,
              "failed to get a template",
              "Add template, templateRef or inline");
      return Result.of(Outcome.MISSING);
    }
    return new Result(Outcome.FOUND, found);
  }

  private Result byRef(Invocation call, TemplateRef ref, Site site, String callers) {
    Site at = call instanceof Entry ? site : site.field("templateRef");
    String error = "";
    if (!call.template().isEmpty()) {
      error = "template name cannot be specified with templateRef";
    } else if (ref.name().isEmpty()) {
      error = "resource name is required";
    } else if (ref.template().isEmpty()) {
      error = "template name is required";
    }
    if (!error.isEmpty()) {
      validation.findings().argo(Rule.TEMPLATE_REF, at, callers, error);
      return Result.of(Outcome.MISSING);
    }
    if (!Tags.in(ref.name() + ref.template()).isEmpty()) {
      return Result.of(Outcome.LATE);
    }
    Optional<TemplateBase> base = base(ref, at, callers);
    if (base.isEmpty()) {
      return Result.of(Outcome.MISSING);
    }
    Optional<Resolved> found = base.get().template(ref.template());
    if (found.isPresent()) {
      return new Result(Outcome.FOUND, found);
    }
    if (ref.template().contains(Names.PLACEHOLDER)) {
      return Result.of(Outcome.LATE);
    }
    List<String> known = base.get().templateNames();
    validation
        .findings()
        .argo(
            Rule.TEMPLATE_UNDEFINED,
            at.field("template"),
            callers,
            "template reference " + ref.name() + "." + ref.template() + " not found",
            Nearest.suggestion(ref.template(), known, Rule.TEMPLATE_UNDEFINED.suggestion()));
    return Result.of(Outcome.MISSING);
  }

  /** The object that a reference names, among the files; a missing one is reported. */
  Optional<TemplateBase> base(TemplateRef ref, Site site, String callers) {
    String namespace = validation.object().namespace();
    ManifestKind kind =
        ref.clusterScope()
            ? ManifestKind.CLUSTER_WORKFLOW_TEMPLATE
            : ManifestKind.WORKFLOW_TEMPLATE;
    Optional<ManifestObject> found = validation.manifests().find(kind, ref.name(), namespace);
    if (found.isEmpty()) {
      String message =
          ref.clusterScope()
              ? "couldn't find cluster workflow template \"" + ref.name() + "\""
              : "couldn't find workflow template \"%s\" in namespace \"%s\""
                  .formatted(ref.name(), namespace);
      List<String> known =
          validation.manifests().ofKind(kind).stream().map(ManifestObject::name).toList();
      validation
          .findings()
          .argo(
              Rule.TEMPLATE_MISSING_FILE,
              site.field("name"),
              callers,
              message,
              Nearest.suggestion(ref.name(), known, Rule.TEMPLATE_MISSING_FILE.suggestion()));
    }
    return found.map(
        object ->
            bases.computeIfAbsent(object.label() + object.file(), k -> new TemplateBase(object)));
  }

  private Result checked(Result result, String callers) {
    Resolved resolved = result.template().orElseThrow();
    if (resolved.template().type().isEmpty()) {
      validation
          .findings()
          .argo(
              Rule.TEMPLATE_TYPE,
              resolved.site(),
              callers,
              "template '" + resolved.template().name() + "' type is unknown",
              "Add a body such as container, script, steps or dag");
      return Result.of(Outcome.MISSING);
    }
    resolved
        .template()
        .retryStrategy()
        .map(retry -> retry.raw().path("retryPolicy").asText(""))
        .filter(policy -> !RETRY_POLICIES.contains(policy))
        .ifPresent(
            policy ->
                validation
                    .findings()
                    .argo(
                        Rule.RETRY_POLICY,
                        resolved.site().field("retryStrategy").field("retryPolicy"),
                        callers,
                        policy + " is not a valid RetryPolicy",
                        Nearest.suggestion(
                            policy, RETRY_POLICIES, Rule.RETRY_POLICY.suggestion())));
    return result;
  }
}
