package io.argobuild.core.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.when.WhenCondition;
import io.argobuild.core.expression.when.WhenException;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Step;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves what a step or task says about its call: {@code when}, arguments, loop, references to
 * artifacts (Argo 4.1.2 {@code resolveReferences}, Argo 4.1.2, 7, 18).
 */
public final class CallResolution {
  private static final Pattern PURE_TAG = Pattern.compile("\\{\\{([^{}=][^{}]*)}}");

  private final Variables variables;
  private final OutputScope scope;
  private final ArtifactReferences references;

  /**
   * @param variables globals with the outputs of other nodes over them
   */
  public CallResolution(Variables variables, OutputScope scope, ArtifactReferences references) {
    this.variables = variables;
    this.scope = scope;
    this.references = references;
  }

  /**
   * The call with its tags resolved; tags of loop items and of hooks are left.
   *
   * @throws TemplateException in Argo's words; a missing variable is told apart
   */
  public ObjectNode resolve(ObjectNode call, boolean inSteps) throws TemplateException {
    ObjectNode bare = call.objectNode();
    bare.setAll(call);
    JsonNode hooks = bare.remove("hooks");
    JsonNode inline = bare.remove("inline");
    ObjectNode resolved = isSkipped(bare) ? withResolvedWhen(bare) : resolveAll(bare, inSteps);
    if (hooks != null) {
      resolved.set("hooks", hooks);
    }
    if (inline != null) {
      resolved.set("inline", inline);
    }
    return resolved;
  }

  private ObjectNode resolveAll(ObjectNode call, boolean inSteps) throws TemplateException {
    ObjectNode marked = markAbsent(call);
    ObjectNode resolved = Substitutions.strictNodes(marked, variables);
    return withArtifacts(resolved, inSteps);
  }

  /** Whether {@code when} is known to be false already; then arguments are not looked at. */
  private boolean isSkipped(ObjectNode call) throws TemplateException {
    String when = Fields.textOrEmpty(call, "when");
    if (when.isEmpty()) {
      return false;
    }
    ObjectNode only = call.objectNode().put("when", when);
    String condition = Fields.textOrEmpty(Substitutions.strictNodes(only, variables), "when");
    if (condition.contains("{{") && new Step(call).isLoop()) {
      return false;
    }
    return !holds(condition);
  }

  private ObjectNode withResolvedWhen(ObjectNode call) throws TemplateException {
    ObjectNode only = call.objectNode().put("when", Fields.textOrEmpty(call, "when"));
    call.set("when", Substitutions.strictNodes(only, variables).get("when"));
    return call;
  }

  /** Whether a resolved condition holds; an empty one does. */
  public static boolean holds(String when) throws TemplateException {
    if (when.isEmpty()) {
      return true;
    }
    try {
      return WhenCondition.evaluate(when);
    } catch (WhenException e) {
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }

  /** An argument that is nothing but an absent output counts as not given. */
  private ObjectNode markAbsent(ObjectNode call) {
    JsonNode parameters = call.path("arguments").path("parameters");
    boolean any = false;
    ArrayNode marked = call.arrayNode();
    for (JsonNode parameter : parameters) {
      String value = Fields.textOrEmpty(parameter, "value");
      Matcher tag = PURE_TAG.matcher(value);
      if (parameter instanceof ObjectNode object
          && tag.matches()
          && scope.isAbsent(tag.group(1).strip())) {
        ObjectNode copy = object.objectNode();
        copy.setAll(object);
        marked.add(copy.put("value", ArgumentBinding.ABSENT));
        any = true;
      } else {
        marked.add(parameter);
      }
    }
    if (!any) {
      return call;
    }
    ObjectNode copy = call.objectNode();
    copy.setAll(call);
    ObjectNode arguments = call.objectNode();
    arguments.setAll(Fields.objectOrNothing(call, "arguments"));
    arguments.set("parameters", marked);
    copy.set("arguments", arguments);
    return copy;
  }

  private ObjectNode withArtifacts(ObjectNode call, boolean inSteps) throws TemplateException {
    JsonNode artifacts = call.path("arguments").path("artifacts");
    if (artifacts.isEmpty()) {
      return call;
    }
    ArrayNode resolved = call.arrayNode();
    for (JsonNode node : artifacts) {
      Artifact artifact = new Artifact((ObjectNode) node);
      try {
        resolved.add(references.resolve(artifact).raw());
      } catch (TemplateException e) {
        // Argo drops an optional one: in steps whatever went wrong, in DAGs only if it isn't there.
        if (!artifact.optional() || !(inSteps || e.text().contains("Unable to resolve"))) {
          throw e;
        }
      }
    }
    ObjectNode arguments = call.objectNode();
    arguments.setAll(Fields.objectOrNothing(call, "arguments"));
    arguments.set("artifacts", resolved);
    call.set("arguments", arguments);
    return call;
  }
}
