package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Dag;
import io.argobuild.core.manifest.DagTask;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.FieldTypes;
import io.argobuild.core.manifest.Invocation;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.RetryStrategy;
import io.argobuild.core.manifest.Step;
import io.argobuild.core.manifest.Template;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules beyond Argo's: what will probably not do what was meant. */
final class OwnRules {
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)passw(or)?d|secret|token|api[-_]?key|credential|private[-_]?key");
  private static final Pattern LIMIT = Pattern.compile("[-+]?[0-9]{1,9}");

  private final ManifestObject object;
  private final LintOptions options;
  private final Findings findings;
  private final TemplateBase base;
  private final GateRules gates;
  private final ResourceRules resources;

  /** Output artifacts without a location, by place. */
  private final Map<Site, String> homeless = new LinkedHashMap<>();

  private OwnRules(ManifestObject object, LintOptions options, Findings findings) {
    this.object = object;
    this.options = options;
    this.findings = findings;
    this.base = new TemplateBase(object);
    this.gates = new GateRules(findings, options.argoRuntime());
    this.resources = new ResourceRules(findings, options.argoRuntime());
  }

  static void check(ManifestObject object, LintOptions options, Findings findings) {
    new OwnRules(object, options, findings).check();
  }

  private void check() {
    if (object.apiVersion().isEmpty()) {
      findings.own(Rule.API_VERSION, Site.of(object), "the object has no apiVersion");
    }
    Site list = base.specSite().field("templates");
    List<Template> templates = base.templates();
    for (int i = 0; i < templates.size(); i++) {
      template(templates.get(i), list.item(i));
    }
    if (object.is(ManifestKind.WORKFLOW) || object.is(ManifestKind.CRON_WORKFLOW)) {
      unusedTemplates(templates, list);
    }
    secrets(base.spec().arguments().parameters(), base.specSite().field("arguments"));
    arguments(base.spec().arguments().artifacts(), base.specSite());
    retry(base.spec().retryStrategy(), base.specSite());
    gates.synchronization(base.spec().synchronization(), base.specSite());
    base.spec()
        .templateDefaults()
        .ifPresent(
            defaults ->
                template(new Template(defaults), base.specSite().field("templateDefaults")));
    repository();
    texts(list.path().toString());
  }

  /** Checks all fields and tags; the latter below a template, together with its inputs. */
  private void texts(String list) {
    FieldType type = FieldTypes.ofKind(object.kind()).orElseThrow();
    ObjectNode withoutStatus = object.raw().objectNode();
    withoutStatus.setAll(object.raw());
    withoutStatus.remove("status");
    if (!options.argoRuntime()) {
      IgnoredFields.check(type, withoutStatus, Site.of(object), findings);
    }
    Texts.visit(
        type,
        withoutStatus,
        Site.of(object),
        (at, text) -> {
          if (text.contains("{{") || TagRules.isExpression(at)) {
            TagRules.check(findings, at, text, inputsAt(at, list));
          }
        });
  }

  /** The input parameters that a text can use; unknown outside of templates and in inline ones. */
  private Optional<Set<String>> inputsAt(Site at, String list) {
    String path = at.path().toString();
    int start = list.length() + 1;
    if (!path.startsWith(list + "[") || path.contains(".inline.")) {
      return Optional.empty();
    }
    int index = Integer.parseInt(path.substring(start, path.indexOf(']', start)));
    Set<String> names = new HashSet<>();
    base.templates().get(index).inputs().parameters().forEach(p -> names.add(p.name()));
    return Optional.of(names);
  }

  private void template(Template template, Site site) {
    if (template.raw().hasNonNull("plugin") && !options.argoRuntime()) {
      findings.own(
          Rule.PLUGIN_UNSUPPORTED,
          site.field("plugin"),
          "template '" + template.name() + "' is a plugin, which only an Argo controller can run");
    }
    ContainerRules.check(findings, template, site);
    resources.check(template, site);
    gates.synchronization(template.synchronization(), site);
    gates.memoize(template.memoize(), site);
    retry(template.retryStrategy(), site);
    secrets(template.inputs().parameters(), site.field("inputs"));
    homeless(template, site);
    drivers(template, site);
    calls(template, site);
  }

  private void drivers(Template template, Site site) {
    if (!options.argoRuntime()) {
      DriverRule.check(
          findings, template.inputs().artifacts(), site.field("inputs").field("artifacts"));
      DriverRule.check(
          findings, template.outputs().artifacts(), site.field("outputs").field("artifacts"));
      template
          .archiveLocation()
          .ifPresent(
              place ->
                  DriverRule.check(findings, new Artifact(place), site.field("archiveLocation")));
    }
  }

  private void arguments(List<Artifact> artifacts, Site site) {
    if (!options.argoRuntime()) {
      DriverRule.check(findings, artifacts, site.field("arguments").field("artifacts"));
    }
  }

  private void calls(Template template, Site site) {
    List<List<Step>> groups = template.steps();
    for (int i = 0; i < groups.size(); i++) {
      for (int j = 0; j < groups.get(i).size(); j++) {
        call(groups.get(i).get(j), site.field("steps").item(i).item(j));
      }
    }
    List<DagTask> tasks = template.dag().map(Dag::tasks).orElse(List.of());
    for (int i = 0; i < tasks.size(); i++) {
      call(tasks.get(i), site.field("dag").field("tasks").item(i));
    }
  }

  private void call(Invocation call, Site site) {
    WhenRule.check(findings, call.raw(), site);
    arguments(call.arguments().artifacts(), site);
    if (call instanceof DagTask task) {
      DependsRule.check(findings, task, site);
    }
    call.inline().ifPresent(inline -> template(inline, site.field("inline")));
  }

  private void unusedTemplates(List<Template> templates, Site list) {
    if (base.spec().workflowTemplateRef().isPresent()) {
      return;
    }
    Set<String> called = new HashSet<>();
    called.add(base.spec().entrypoint());
    called.add(base.spec().onExit());
    collectCalls(object.raw(), called);
    boolean late = called.stream().anyMatch(name -> name.contains("{{"));
    for (int i = 0; i < templates.size(); i++) {
      String name = templates.get(i).name();
      if (!late && !name.isEmpty() && !called.contains(name)) {
        findings.own(Rule.UNUSED_TEMPLATE, list.item(i), "template '" + name + "' is never called");
      }
    }
  }

  /** Names in fields that call a template, wherever they are. */
  private static void collectCalls(JsonNode node, Set<String> called) {
    for (String field : List.of("template", "onExit")) {
      if (node.path(field).isTextual()) {
        called.add(node.path(field).textValue());
      }
    }
    node.forEach(child -> collectCalls(child, called));
  }

  private void retry(Optional<RetryStrategy> strategy, Site site) {
    strategy
        .flatMap(RetryStrategy::limit)
        .filter(limit -> !limit.contains("{{") && !LIMIT.matcher(limit).matches())
        .ifPresent(
            limit ->
                findings.own(
                    Rule.RETRY_LIMIT,
                    site.field("retryStrategy").field("limit"),
                    "the limit '" + limit + "' is no whole number"));
    strategy
        .filter(retry -> retry.limit().isEmpty() && retry.expression().isEmpty())
        .filter(
            retry -> retry.backoff().map(RetryStrategy.Backoff::maxDuration).orElse("").isEmpty())
        .ifPresent(
            retry ->
                findings.own(
                    Rule.RETRY_WITHOUT_LIMIT,
                    site.field("retryStrategy"),
                    "a step that always fails is retried for ever"));
  }

  private void secrets(List<Parameter> parameters, Site site) {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      Site at = site.field("parameters").item(i);
      for (String field : List.of("value", "default")) {
        String value = parameter.raw().path(field).asText("");
        boolean literal = !value.isEmpty() && !value.contains("{{");
        if (literal && SECRET_NAME.matcher(parameter.name()).find()) {
          findings.own(
              Rule.SECRET_IN_PARAMETER,
              at.field(field),
              "parameter '" + parameter.name() + "' seems to hold a secret in plain text");
        }
      }
    }
  }

  /** Gathers output artifacts that a repository must take. */
  private void homeless(Template template, Site site) {
    boolean pod = template.type().filter(type -> type.isPod()).isPresent();
    if (!pod || template.archiveLocation().isPresent()) {
      return;
    }
    List<Artifact> artifacts = template.outputs().artifacts();
    for (int i = 0; i < artifacts.size(); i++) {
      if (!ArtifactLocations.hasLocationOrKey(artifacts.get(i).raw())) {
        homeless.putIfAbsent(
            site.field("outputs").field("artifacts").item(i), artifacts.get(i).name());
      }
    }
  }

  /** One finding for all of them, at the first. */
  private void repository() {
    if (homeless.isEmpty()
        || options.argoRuntime()
        || base.spec().raw().hasNonNull("artifactRepositoryRef")) {
      return;
    }
    Map.Entry<Site, String> first = homeless.entrySet().iterator().next();
    int more = homeless.size() - 1;
    findings.own(
        Rule.ARTIFACT_WITHOUT_REPOSITORY,
        first.getKey(),
        "artifact '"
            + first.getValue()
            + "'"
            + (more == 0 ? " goes" : " and " + more + (more == 1 ? " other go" : " others go"))
            + " to the repository that the run is given");
  }
}
