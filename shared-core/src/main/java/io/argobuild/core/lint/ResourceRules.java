package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.selector.ResourceConditions;
import io.argobuild.core.expression.selector.SelectorException;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.resource.ObjectPatch;
import io.argobuild.core.resource.ResourceException;
import io.argobuild.core.resource.ResourceFlags;
import io.argobuild.core.resource.ResourceVerb;
import java.util.List;

/** Rules for resource templates, whose faults Argo tells at run time. */
final class ResourceRules {
  private static final String TAG = "{{";
  private static final String SUCCESS = "successCondition";
  private static final String FAILURE = "failureCondition";

  private final Findings findings;
  private final boolean kubectl;

  /**
   * @param kubectl whether kubectl itself carries them out, with all its flags
   */
  ResourceRules(Findings findings, boolean kubectl) {
    this.findings = findings;
    this.kubectl = kubectl;
  }

  void check(Template template, Site site) {
    template.resource().ifPresent(resource -> check(template, resource, site.field("resource")));
  }

  private void check(Template template, ObjectNode resource, Site site) {
    ResourceVerb.of(Fields.textOrEmpty(resource, "action"))
        .ifPresent(
            verb -> {
              flags(verb, resource, site);
              deletion(verb, template, resource, site);
              strategy(verb, resource, site.field("mergeStrategy"));
            });
    condition(resource, SUCCESS, site);
    condition(resource, FAILURE, site);
  }

  private void flags(ResourceVerb verb, ObjectNode resource, Site site) {
    List<String> flags = Fields.texts(resource, "flags");
    if (flags.isEmpty() && !resource.has("manifest") && !resource.has("manifestFrom")) {
      findings.own(Rule.RESOURCE_FAILS, site, "Must provide at least one of flags or manifest.");
    }
    // A tag may become any flag.
    boolean late =
        flags.stream().anyMatch(flag -> flag.startsWith("-") && nameOf(flag).contains(TAG));
    if (kubectl || late) {
      return;
    }
    try {
      ResourceFlags.parse(verb, flags);
    } catch (ResourceException e) {
      findings.own(Rule.RESOURCE_FLAG_UNSUPPORTED, site.field("flags"), e.text());
    }
  }

  private static String nameOf(String flag) {
    int equals = flag.indexOf('=');
    return equals < 0 ? flag : flag.substring(0, equals);
  }

  private void deletion(ResourceVerb verb, Template template, ObjectNode resource, Site site) {
    boolean looks =
        resource.has(SUCCESS)
            || resource.has(FAILURE)
            || !template.outputs().parameters().isEmpty();
    if (verb == ResourceVerb.DELETE && looks) {
      findings.own(
          Rule.RESOURCE_FAILS,
          site.field("action"),
          "successCondition, failureCondition and outputs are not supported for delete action",
          "Look at the object in a template before");
    }
  }

  private void strategy(ResourceVerb verb, ObjectNode resource, Site site) {
    String strategy = Fields.textOrEmpty(resource, "mergeStrategy");
    if (verb != ResourceVerb.PATCH || strategy.contains(TAG)) {
      return;
    }
    try {
      ObjectPatch.Strategy.of(strategy);
    } catch (ResourceException e) {
      List<String> known = List.of("strategic", "merge", "json");
      String next = Nearest.suggestion(strategy, known, "Use one of them");
      findings.own(Rule.RESOURCE_FAILS, site, e.text(), next);
    }
  }

  private void condition(ObjectNode resource, String field, Site site) {
    String text = Fields.textOrEmpty(resource, field);
    if (text.contains(TAG)) {
      return;
    }
    try {
      ResourceConditions.parse(
          field.equals(SUCCESS) ? text : "", field.equals(FAILURE) ? text : "");
    } catch (SelectorException e) {
      findings.own(
          Rule.RESOURCE_FAILS,
          site.field(field),
          e.problem().message(),
          "Write it as a label selector, such as status.phase == Succeeded");
    }
  }
}
