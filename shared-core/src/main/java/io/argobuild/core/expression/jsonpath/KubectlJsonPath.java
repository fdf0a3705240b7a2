package io.argobuild.core.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * {@code valueFrom.jsonPath} of resource templates: what {@code kubectl get -o jsonpath=TEMPLATE}
 * prints (client-go 0.35, missing keys allowed, integers stay integers).
 */
public final class KubectlJsonPath {
  private KubectlJsonPath() {}

  /** The printed text; {@link JsonPathException} when the template is malformed or does not fit. */
  public static String print(String template, JsonNode document) {
    if (template.length() > PathBudget.MAX_PATH_LENGTH) {
      throw PathBudget.limit(
          "template is longer than " + PathBudget.MAX_PATH_LENGTH + " characters");
    }
    PathBudget budget = new PathBudget();
    List<KubectlNode> nodes = KubectlParser.parse(template, budget);
    return new KubectlRun(nodes, budget).print(KubectlValues.of(document));
  }
}
