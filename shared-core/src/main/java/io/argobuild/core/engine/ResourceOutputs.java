package io.argobuild.core.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.jq.JqException;
import io.argobuild.core.expression.jq.JqFilter;
import io.argobuild.core.expression.jsonpath.JsonPathException;
import io.argobuild.core.expression.jsonpath.KubectlJsonPath;
import io.argobuild.core.manifest.Fields;
import io.argobuild.core.manifest.Parameter;
import io.argobuild.core.manifest.Template;
import io.argobuild.core.resource.ResourceException;
import org.jspecify.annotations.Nullable;

/** Output parameters of resource templates (Argo 4.1.2 {@code SaveResourceParameters}). */
final class ResourceOutputs {
  private ResourceOutputs() {}

  /**
   * @param object as it is now; null when there is none, which leaves the defaults
   */
  static ObjectNode of(Template template, @Nullable ObjectNode object) throws ResourceException {
    ObjectNode outputs = Fields.NOTHING.objectNode();
    ArrayNode parameters = outputs.arrayNode();
    for (Parameter parameter : template.outputs().parameters()) {
      parameters.add(valued(parameter, object).raw());
    }
    if (!parameters.isEmpty()) {
      outputs.set("parameters", parameters);
    }
    return outputs;
  }

  private static Parameter valued(Parameter parameter, @Nullable ObjectNode object)
      throws ResourceException {
    ObjectNode from = parameter.valueFrom().orElse(Fields.NOTHING);
    String jsonPath = Fields.textOrEmpty(from, "jsonPath");
    String jqFilter = Fields.textOrEmpty(from, "jqFilter");
    if (from.isEmpty() || (jsonPath.isEmpty() && jqFilter.isEmpty() && object != null)) {
      return parameter;
    }
    if (object == null) {
      return parameter.withValue(parameter.valueFromDefault().orElse(""));
    }
    try {
      return parameter.withValue(
          jsonPath.isEmpty()
              ? JqFilter.apply(jqFilter, object)
              : KubectlJsonPath.print(jsonPath, object));
    } catch (JsonPathException e) {
      return otherwise(
          parameter, "error: error executing jsonpath \"" + jsonPath + "\": " + e.getMessage());
    } catch (JqException e) {
      return otherwise(parameter, "jqFilter '" + jqFilter + "': " + e.getMessage());
    }
  }

  private static Parameter otherwise(Parameter parameter, String failure) throws ResourceException {
    return parameter.withValue(
        parameter
            .valueFromDefault()
            .orElseThrow(
                () ->
                    new ResourceException(
                        "output parameter '" + parameter.name() + "': " + failure)));
  }
}
