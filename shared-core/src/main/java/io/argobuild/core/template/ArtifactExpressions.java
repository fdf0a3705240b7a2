package io.argobuild.core.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import io.argobuild.core.manifest.Artifact;
import java.util.Map;

/** {@code fromExpression}: an expression whose value is an artifact (Argo 4.1.2). */
final class ArtifactExpressions {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArtifactExpressions() {}

  /**
   * @throws TemplateException when it has no value, or one that is no artifact
   */
  static Artifact evaluate(String expression, ArtifactReferences references)
      throws TemplateException {
    Variables variables = references.variables();
    for (var entry : references.artifacts().entrySet()) {
      Map<?, ?> value = JSON.convertValue(entry.getValue().raw(), Map.class);
      variables = variables.withValue(entry.getKey(), value);
    }
    try {
      Object value = Expression.evaluate(expression, variables.environment());
      JsonNode tree = JSON.readTree(Expression.toJson(value));
      if (tree instanceof ObjectNode artifact) {
        return new Artifact(artifact);
      }
      throw new TemplateException("Unable to resolve expression: " + expression);
    } catch (ExpressionException e) {
      throw new TemplateException(e.text());
    } catch (JsonProcessingException e) {
      throw new TemplateException("Unable to resolve expression: " + expression);
    }
  }
}
