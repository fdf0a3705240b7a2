package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.ManifestKind;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A template that does something itself. */
final class LeafCheck {
  private static final FieldType TEMPLATE = new FieldType.Struct("Template");

  private final Validation validation;
  private final Findings findings;
  private final Resolved resolved;
  private final Template template;
  private final VariableScope scope;
  private final String callers;
  private final String name;

  LeafCheck(Validation validation, Resolved resolved, VariableScope scope, String callers) {
    this.validation = validation;
    this.findings = validation.findings();
    this.resolved = resolved;
    this.template = resolved.template();
    this.scope = scope;
    this.callers = callers;
    this.name = "templates." + template.name();
  }

  void check() {
    validation.checkVariables(
        scope, TEMPLATE, template.raw(), resolved.site(), callers + name + ": ");
    template.container().ifPresent(this::container);
    template
        .containerSet()
        .ifPresent(set -> new ContainerSetCheck(findings, resolved, callers).check(set));
    sidecars();
    Fields.object(template.raw(), "resource")
        .ifPresent(resource -> new ResourceCheck(findings, resolved, callers).check(resource));
    template.script().ifPresent(script -> image(script, TemplateType.SCRIPT));
    deadline();
    if (template.parallelism().isPresent()) {
      findings.argo(
          Rule.TIMEOUT,
          resolved.site().field("parallelism"),
          callers,
          name + ".parallelism is only valid for steps and dag templates",
          "Move it to the template that calls this one");
    }
  }

  private void container(ObjectNode container) {
    Map<String, String> mounts = new HashMap<>();
    JsonNode volumeMounts = container.path("volumeMounts");
    for (int i = 0; i < volumeMounts.size(); i++) {
      JsonNode mount = volumeMounts.get(i);
      String path = mount.path("mountPath").asText("");
      String previous = mounts.put(path, "container.volumeMounts." + mount.path("name").asText());
      if (previous != null) {
        Site site = resolved.site().field("container").field("volumeMounts").item(i);
        String field = ".container.volumeMounts[" + i + "].mountPath '";
        mountedTwice(site.field("mountPath"), field + path, previous);
      }
    }
    List<Artifact> artifacts = template.inputs().artifacts();
    for (int i = 0; i < artifacts.size(); i++) {
      String path = artifacts.get(i).path();
      String previous = mounts.put(path, "inputs.artifacts." + artifacts.get(i).name());
      if (previous != null) {
        Site site = resolved.site().field("inputs").field("artifacts").item(i).field("path");
        mountedTwice(site, ".inputs.artifacts[" + i + "].path '" + path, previous);
      }
    }
    image(container, TemplateType.CONTAINER);
  }

  private void mountedTwice(Site site, String what, String previous) {
    String message = name + what + "' already mounted in " + previous;
    findings.argo(Rule.CONTAINER, site, callers, message, "Use another path");
  }

  private void image(ObjectNode container, TemplateType body) {
    if (!Fields.textOrEmpty(container, "image").isEmpty()) {
      return;
    }
    TemplateBase base = resolved.base();
    boolean hasDefault =
        !base.object().is(ManifestKind.CLUSTER_WORKFLOW_TEMPLATE)
            && base.spec()
                .templateDefaults()
                .map(defaults -> defaults.path(body.field()).path("image").asText(""))
                .filter(image -> !image.isEmpty())
                .isPresent();
    if (!hasDefault) {
      findings.argo(
          Rule.CONTAINER,
          resolved.site().field(body.field()),
          callers,
          name + "." + body.field() + ".image may not be empty",
          "Add image");
    }
  }

  private void sidecars() {
    List<ObjectNode> sidecars = Fields.objects(template.raw(), "sidecars", s -> s);
    for (int i = 0; i < sidecars.size(); i++) {
      String sidecar = Fields.textOrEmpty(sidecars.get(i), "name");
      if (PodSettings.isReservedContainer(sidecar)) {
        findings.argo(
            Rule.CONTAINER,
            resolved.site().field("sidecars").item(i).field("name"),
            callers,
            name + ".sidecars: \"" + sidecar + "\" is a reserved Argo container name",
            "Use another name");
      }
    }
  }

  private void deadline() {
    JsonNode deadline = template.raw().path("activeDeadlineSeconds");
    String text = deadline.asText("");
    boolean number = deadline.isNumber() || text.matches("[-+]?\\d+");
    boolean later = text.startsWith("{{") && text.endsWith("}}") || Names.isPlaceholder(text);
    boolean given = deadline.isValueNode() && !deadline.isNull();
    if (given && (!number && !later || number && text.startsWith("-"))) {
      findings.argo(
          Rule.TIMEOUT,
          resolved.site().field("activeDeadlineSeconds"),
          callers,
          name + ".activeDeadlineSeconds must be a positive integer > 0 or an argo variable",
          "Write a whole number of seconds");
    }
  }
}
