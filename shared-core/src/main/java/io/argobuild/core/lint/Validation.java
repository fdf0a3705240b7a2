package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.argobuild.core.manifest.FieldType;
import io.argobuild.core.manifest.ManifestObject;
import io.argobuild.core.manifest.Manifests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is known while one object is checked. */
final class Validation {
  private final Manifests manifests;
  private final ManifestObject object;
  private final Findings findings;
  private final boolean inWorkflowTemplate;
  private final Map<String, String> globals = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final TemplateCheck templates = new TemplateCheck(this);
  private final TemplateResolver resolver = new TemplateResolver(this);
  private int placeholders;

  Validation(
      Manifests manifests, ManifestObject object, Findings findings, boolean inWorkflowTemplate) {
    this.manifests = manifests;
    this.object = object;
    this.findings = findings;
    this.inWorkflowTemplate = inWorkflowTemplate;
  }

  Manifests manifests() {
    return manifests;
  }

  ManifestObject object() {
    return object;
  }

  Findings findings() {
    return findings;
  }

  /** Whether a WorkflowTemplate is checked by itself: its parameters may come from outside. */
  boolean inWorkflowTemplate() {
    return inWorkflowTemplate;
  }

  TemplateCheck templates() {
    return templates;
  }

  TemplateResolver resolver() {
    return resolver;
  }

  /** Variables known everywhere, with values where they are known now. */
  Map<String, String> globals() {
    return globals;
  }

  /** The same as a scope around all others. */
  VariableScope globalScope() {
    return new VariableScope(globals.keySet());
  }

  /** Whether this is the first visit. */
  boolean visit(String template) {
    return visited.add(template);
  }

  String placeholder() {
    return Names.PLACEHOLDER + placeholders++;
  }

  void addGlobal(String name) {
    globals.put(name, placeholder());
  }

  ArgumentSource anyArguments() {
    return ArgumentSource.anything(this::placeholder);
  }

  /** Reports the tags in a value that are not in scope. */
  void checkVariables(
      VariableScope scope, FieldType type, JsonNode value, Site site, String callers) {
    Texts.visit(
        type,
        value,
        site,
        (at, text) -> {
          for (String tag : Tags.in(text)) {
            if (!Tags.isExpression(tag)
                && !globals.containsKey(tag.trim())
                && !scope.accepts(tag, inWorkflowTemplate)) {
              findings.argo(
                  Rule.VARIABLE,
                  at,
                  callers,
                  "failed to resolve {{" + tag + "}}",
                  Nearest.suggestion(
                      tag.trim(), scope.names(Nearest.MAX_NAMES), Rule.VARIABLE.suggestion()));
            }
          }
        });
  }
}
