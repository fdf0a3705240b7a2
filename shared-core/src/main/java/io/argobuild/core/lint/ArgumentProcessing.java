package io.argobuild.core.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fills a template's inputs from a call and puts the known values into the template. */
final class ArgumentProcessing {
  private static final List<String> ARTIFACT_FIELDS = List.of("path", "mode", "recurseMode");

  private final Validation validation;
  private final Site caller;
  private final String callers;

  /**
   * @param caller where a missing argument is reported
   */
  ArgumentProcessing(Validation validation, Site caller, String callers) {
    this.validation = validation;
    this.caller = caller;
    this.callers = callers;
  }

  /** The template with values; empty if an argument is missing, which is reported. */
  Optional<Template> process(
      Template template, ArgumentSource arguments, Map<String, String> locals) {
    ObjectNode copy = template.raw().deepCopy();
    boolean complete = true;
    JsonNode parameters = copy.path("inputs").path("parameters");
    for (JsonNode parameter : parameters) {
      if (parameter instanceof ObjectNode input) {
        complete &= fillParameter(input, arguments);
      }
    }
    if (copy.path("inputs").path("artifacts") instanceof ArrayNode artifacts) {
      for (int i = 0; i < artifacts.size(); i++) {
        if (artifacts.get(i) instanceof ObjectNode input) {
          complete &= fillArtifact(artifacts, i, input, arguments);
        }
      }
    }
    return complete ? Optional.of(new Template(substitute(copy, locals))) : Optional.empty();
  }

  private boolean fillParameter(ObjectNode input, ArgumentSource arguments) {
    String name = Fields.textOrEmpty(input, "name");
    if (Fields.text(input, "value").isEmpty() && input.hasNonNull("default")) {
      input.set("value", input.get("default"));
    }
    ObjectNode argument = arguments.parameter(name);
    if (argument != null && argument.hasNonNull("value")) {
      input.set("value", argument.get("value"));
    } else if (argument != null) {
      input.remove("valueFrom");
      if (argument.hasNonNull("valueFrom")) {
        input.set("valueFrom", argument.get("valueFrom"));
      }
    }
    if (!input.path("valueFrom").hasNonNull("configMapKeyRef") && !input.hasNonNull("value")) {
      missing("inputs.parameters." + name);
      return false;
    }
    return true;
  }

  private boolean fillArtifact(
      ArrayNode artifacts, int index, ObjectNode input, ArgumentSource arguments) {
    String name = Fields.textOrEmpty(input, "name");
    ObjectNode argument = arguments.artifact(name);
    if (argument == null) {
      if (!Fields.flag(input, "optional") && !ArtifactLocations.hasLocationOrKey(input)) {
        missing("inputs.artifacts." + name);
        return false;
      }
      return true;
    }
    ObjectNode filled = argument.deepCopy();
    for (String field : ARTIFACT_FIELDS) {
      filled.remove(field);
      if (input.has(field)) {
        filled.set(field, input.get(field));
      }
    }
    artifacts.set(index, filled);
    return true;
  }

  private void missing(String input) {
    validation
        .findings()
        .argo(
            Rule.ARGUMENT_MISSING,
            caller,
            callers,
            input + " was not supplied",
            Rule.ARGUMENT_MISSING.suggestion());
  }

  private ObjectNode substitute(ObjectNode template, Map<String, String> locals) {
    Map<String, String> values = new HashMap<>(locals);
    Function<String, @Nullable String> lookup =
        name -> {
          String value = values.get(name);
          return value == null ? validation.globals().get(name) : value;
        };
    JsonNode once = Tags.substitute(template, lookup);
    for (JsonNode parameter : once.path("inputs").path("parameters")) {
      Fields.text(parameter, "value")
          .ifPresent(
              value -> values.put("inputs.parameters." + parameter.path("name").asText(), value));
    }
    values.put("inputs.parameters", once.path("inputs").path("parameters").toString());
    putPaths(values, once.path("inputs").path("artifacts"), "inputs.artifacts.", "/path");
    putPaths(values, once.path("outputs").path("artifacts"), "outputs.artifacts.", "/path");
    putPaths(
        values, once.path("outputs").path("parameters"), "outputs.parameters.", "/valueFrom/path");
    return (ObjectNode) Tags.substitute(once, lookup);
  }

  private static void putPaths(
      Map<String, String> values, JsonNode list, String prefix, String pointer) {
    for (JsonNode item : list) {
      String path = item.at(pointer).asText("");
      if (!path.isEmpty()) {
        values.put(prefix + item.path("name").asText() + ".path", path);
      }
    }
  }
}
