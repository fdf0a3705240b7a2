package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.yaml.Limits;
import io.argobuild.core.manifest.yaml.YamlReader;
import io.argobuild.core.manifest.yaml.YamlReader.Duplicates;
import io.argobuild.core.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** A resource template. */
final class ResourceCheck {
  private static final List<String> ACTIONS =
      List.of("get", "create", "apply", "delete", "replace", "patch");

  private final Findings findings;
  private final Resolved resolved;
  private final Site site;
  private final String callers;
  private final String name;

  ResourceCheck(Findings findings, Resolved resolved, String callers) {
    this.findings = findings;
    this.resolved = resolved;
    this.site = resolved.site().field("resource");
    this.callers = callers;
    this.name = "templates." + resolved.template().name() + ".resource";
  }

  void check(ObjectNode resource) {
    String action = Fields.textOrEmpty(resource, "action");
    if (!Names.isPlaceholder(action) && !ACTIONS.contains(action)) {
      String message = name + ".action must be one of: " + String.join(", ", ACTIONS);
      String next = Nearest.suggestion(action, ACTIONS, "Use one of them");
      findings.argo(Rule.RESOURCE, site.field("action"), callers, message, next);
      return;
    }
    if (action.equals("delete") || action.equals("get")) {
      return;
    }
    String manifest = Fields.textOrEmpty(resource, "manifest");
    JsonNode from = resource.path("manifestFrom");
    if (manifest.isEmpty() && !from.isObject()) {
      String message = "either %1$s.manifest or %1$s.manifestFrom must be specified";
      findings.argo(Rule.RESOURCE, site, callers, message.formatted(name), "Add manifest");
    } else if (!manifest.isEmpty() && from.isObject()) {
      findings.argo(
          Rule.RESOURCE,
          site,
          callers,
          "shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource"
              + " template",
          "Keep one of them");
    }
    fromArtifact(from.path("artifact"));
    if (!manifest.isEmpty() && !Names.isPlaceholder(manifest)) {
      yamlError(manifest)
          .ifPresent(
              error ->
                  findings.argo(
                      Rule.RESOURCE,
                      site.field("manifest"),
                      callers,
                      name + ".manifest must be a valid yaml",
                      "Correct it: " + error));
    }
  }

  private void fromArtifact(JsonNode artifact) {
    String wanted = artifact.path("name").asText("");
    boolean found =
        resolved.template().inputs().artifacts().stream().anyMatch(a -> a.name().equals(wanted));
    if (artifact.isObject() && !found) {
      findings.argo(
          Rule.RESOURCE,
          site.field("manifestFrom"),
          callers,
          "artifact " + wanted + " in `manifestFrom` refer to a non-exist artifact",
          "Add an input artifact of this name");
    }
  }

  /** What is wrong with the text; expressions in it count as text. */
  private static Optional<String> yamlError(String manifest) {
    String plain = manifest.replaceAll("\\{\\{\\s*=\\s*(.+?)\\s*}}", Names.PLACEHOLDER + "0");
    try {
      new YamlReader(Limits.DEFAULT, Duplicates.LAST_WINS).readSingle(plain, "manifest");
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.problem().message());
    }
  }
}
