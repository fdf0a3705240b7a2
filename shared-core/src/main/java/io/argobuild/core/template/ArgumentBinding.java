package io.argobuild.core.template;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Arguments;
import io.argobuild.core.manifest.Artifact;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.manifest.TemplateType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a template its arguments: values of inputs, then substitution in the whole template (Argo
 * 4.1.2 {@code ProcessArgs}, Argo 4.1.2).
 */
public final class ArgumentBinding {
  /** Stands for the output of a skipped node that has no default; never shown to users. */
  public static final String ABSENT = "__argo-internal.absent-optional-output__";

  private final Resources resources;

  public ArgumentBinding(Resources resources) {
    this.resources = resources;
  }

  /**
   * @param globals variables of the workflow
   * @param locals variables of the node, such as {@code pod.name}
   * @return the template with values in its inputs and all tags resolved that can be now
   * @throws TemplateException when an input gets no value or a tag can't be resolved
   */
  public Template bind(
      Template template, Arguments arguments, Variables globals, Map<String, String> locals)
      throws TemplateException {
    ObjectNode bound = template.raw().objectNode();
    bound.setAll(template.raw());
    Variables outer = globals.withAll(locals);
    if (!template.inputs().isEmpty()) {
      ObjectNode inputs = template.inputs().raw().objectNode();
      inputs.setAll(template.inputs().raw());
      if (!template.inputs().parameters().isEmpty()) {
        inputs.set("parameters", parameters(template, arguments, outer));
      }
      if (!template.inputs().artifacts().isEmpty()) {
        inputs.set("artifacts", artifacts(template, arguments));
      }
      bound.set("inputs", inputs);
    }
    ObjectNode first = Substitutions.lenient(bound, outer);
    ObjectNode second = Substitutions.lenient(first, outer.withAll(inputVariables(first)));
    // A path may name inputs, so that it is known only now.
    Map<String, String> paths = outputPaths(new Template(second));
    return new Template(
        paths.isEmpty() ? second : Substitutions.lenient(second, outer.withAll(paths)));
  }

  /** A tree with those of its tags replaced that have a value. */
  public static ObjectNode replaced(ObjectNode tree, Variables variables) throws TemplateException {
    return Substitutions.lenient(tree, variables);
  }

  private ArrayNode parameters(Template template, Arguments arguments, Variables outer)
      throws TemplateException {
    ArrayNode parameters = template.raw().arrayNode();
    for (Parameter input : template.inputs().parameters()) {
      parameters.add(parameter(input, arguments.parameter(input.name()), outer));
    }
    return parameters;
  }

  private ObjectNode parameter(Parameter input, Optional<Parameter> argument, Variables outer)
      throws TemplateException {
    ObjectNode bound = input.raw().objectNode();
    bound.setAll(input.raw());
    input.defaultValue().ifPresent(value -> bound.put("value", value));
    Optional<String> value = argument.flatMap(Parameter::value);
    boolean absent = value.filter(ABSENT::equals).isPresent();
    if (value.isPresent() && !absent) {
      bound.put("value", value.get());
      bound.remove("valueFrom");
    } else if (argument.flatMap(Parameter::valueFrom).isPresent()) {
      bound.set("valueFrom", argument.get().valueFrom().orElse(null));
      bound.remove("value");
    }
    if (Fields.object(bound, "valueFrom").isPresent()) {
      fromConfigMap(input.name(), bound, outer);
    }
    if (!bound.has("value")) {
      throw new TemplateException(
          absent
              ? "inputs.parameters."
                  + input.name()
                  + ": argument references an absent optional (skipped/omitted node output with no"
                  + " default)"
              : "inputs.parameters." + input.name() + " was not supplied");
    }
    return bound;
  }

  private void fromConfigMap(String name, ObjectNode bound, Variables outer)
      throws TemplateException {
    ObjectNode valueFrom = Fields.objectOrNothing(bound, "valueFrom");
    Optional<ObjectNode> declared = Fields.object(valueFrom, "configMapKeyRef");
    if (declared.isEmpty()) {
      return;
    }
    ObjectNode ref = Substitutions.strict(declared.get(), outer);
    Optional<String> value = configMapValue(ref);
    Optional<String> chosen = value.or(() -> Fields.text(valueFrom, "default"));
    if (chosen.isEmpty()) {
      String configMap = Fields.textOrEmpty(ref, "name");
      String problem = configMapProblem(ref);
      throw new TemplateException(
          "unable to retrieve inputs.parameters."
              + name
              + " from ConfigMap: "
              + (problem.isEmpty() ? configMap : problem));
    }
    bound.put("value", chosen.get());
  }

  /** The value a {@code configMapKeyRef} points to. */
  public Optional<String> configMapValue(ObjectNode ref) {
    return resources
        .parameterConfigMap(Fields.textOrEmpty(ref, "name"))
        .flatMap(data -> Optional.ofNullable(data.get(Fields.textOrEmpty(ref, "key"))));
  }

  /** Why a {@code configMapKeyRef} has no value, in Argo's words. */
  public String configMapProblem(ObjectNode ref) {
    String name = Fields.textOrEmpty(ref, "name");
    return resources.parameterConfigMap(name).isEmpty()
        ? "ConfigMap '"
            + name
            + "' does not exist. Please make sure it has the label"
            + " workflows.argoproj.io/configmap-type: Parameter to be detectable by the controller"
        : "ConfigMap '" + name + "' does not have the key '" + Fields.textOrEmpty(ref, "key") + "'";
  }

  private static ArrayNode artifacts(Template template, Arguments arguments)
      throws TemplateException {
    ArrayNode artifacts = template.raw().arrayNode();
    for (Artifact input : template.inputs().artifacts()) {
      Optional<Artifact> argument = arguments.artifact(input.name());
      if (argument.isEmpty()) {
        if (!input.optional() && !hasLocation(input)) {
          throw new TemplateException("inputs.artifacts." + input.name() + " was not supplied");
        }
        artifacts.add(input.raw());
        continue;
      }
      if (!input.optional() && !hasLocation(argument.get())) {
        throw new TemplateException(
            "inputs.artifacts." + input.name() + " missing location information");
      }
      artifacts.add(replaced(input, argument.get()));
    }
    return artifacts;
  }

  /** The argument takes the input's place, but for where and how it lies in the pod. */
  private static ObjectNode replaced(Artifact input, Artifact argument) {
    ObjectNode bound = argument.raw().objectNode();
    bound.setAll(argument.raw());
    for (String field : new String[] {"path", "mode", "recurseMode"}) {
      if (input.raw().has(field)) {
        bound.set(field, input.raw().get(field));
      } else {
        bound.remove(field);
      }
    }
    return bound;
  }

  private static boolean hasLocation(Artifact artifact) {
    return ArtifactLocations.isGiven(artifact.raw());
  }

  /** What a template's own text may refer to, by its bound inputs. */
  private static Map<String, String> inputVariables(ObjectNode template) throws TemplateException {
    Template bound = new Template(template);
    Map<String, String> variables = new LinkedHashMap<>();
    for (Parameter parameter : bound.inputs().parameters()) {
      variables.put("inputs.parameters." + parameter.name(), parameter.value().orElse(""));
    }
    if (!bound.inputs().parameters().isEmpty()) {
      variables.put("inputs.parameters", json(bound.inputs().raw().get("parameters")));
    }
    for (Artifact artifact : bound.inputs().artifacts()) {
      if (!artifact.path().isEmpty()) {
        variables.put("inputs.artifacts." + artifact.name() + ".path", artifact.path());
      }
    }
    return variables;
  }

  private static Map<String, String> outputPaths(Template bound) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (bound.type().filter(TemplateType::isPod).isPresent()) {
      for (Artifact artifact : bound.outputs().artifacts()) {
        if (!artifact.path().isEmpty()) {
          variables.put("outputs.artifacts." + artifact.name() + ".path", artifact.path());
        }
      }
      for (Parameter parameter : bound.outputs().parameters()) {
        if (!parameter.path().isEmpty()) {
          variables.put("outputs.parameters." + parameter.name() + ".path", parameter.path());
        }
      }
    }
    return variables;
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private static String json(com.fasterxml.jackson.databind.JsonNode tree)
      throws TemplateException {
    try {
      return JSON.writeValueAsString(tree);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new TemplateException("inputs.parameters can't be written as JSON: " + e.getMessage());
    }
  }
}
