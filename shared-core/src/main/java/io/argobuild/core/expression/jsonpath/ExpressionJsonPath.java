package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJsonReader;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jsonpath(text, path)} function of expressions, as Argo 4.1.2 has it from
 * evilmonkeyinc/jsonpath 0.8.1: children of objects are sorted by key, a missing key is an error,
 * all numbers are float64.
 */
public final class ExpressionJsonPath {
  private ExpressionJsonPath() {}

  /**
   * What the path leads to in the JSON text: null, Boolean, Double (float64), Long (int64, only
   * from {@code length}), String, List or Map.
   */
  public static @Nullable Object query(String jsonText, String path) {
    Object document;
    try {
      document = GoJsonReader.unmarshal(jsonText, PathBudget.newMeter());
    } catch (GoError malformed) {
      throw failed(malformed.text());
    }
    return queryValue(document, path);
  }

  /** The same on a decoded document. */
  public static @Nullable Object queryValue(@Nullable Object document, String path) {
    if (path.length() > PathBudget.MAX_PATH_LENGTH) {
      throw PathBudget.limit("path is longer than " + PathBudget.MAX_PATH_LENGTH + " characters");
    }
    PathBudget budget = new PathBudget();
    PathSteps steps;
    try {
      steps = new PathReader(budget).read(GoBytes.toBytes(path));
    } catch (PathError error) {
      throw failed("invalid JSONPath selector '" + path + "' " + error.text());
    }
    try {
      return steps.applyTo(budget, document, document);
    } catch (PathError error) {
      throw failed(error.text());
    }
  }

  private static JsonPathException failed(String message) {
    return new JsonPathException(JsonPathException.Stage.QUERY, message);
  }
}
