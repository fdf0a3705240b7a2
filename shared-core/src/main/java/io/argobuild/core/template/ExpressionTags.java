package io.argobuild.core.template;

import io.argobuild.core.expression.Environment;
import io.argobuild.core.expression.Expression;
import io.argobuild.core.expression.ExpressionException;
import io.argobuild.core.expression.Reference;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.template.SubstitutionException.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of expression tags. */
final class ExpressionTags {
  /** Names that get their values late; an expression with a fallback for them waits, too. */
  private static final Set<String> LATE =
      Set.of(
          "item",
          "retries",
          "lastRetry.exitCode",
          "lastRetry.status",
          "lastRetry.duration",
          "lastRetry.message",
          "workflow.status",
          "workflow.failures");

  /** An environment that knows the functions only. */
  private static final Environment FUNCTIONS = Variables.EMPTY.environment();

  private static final String FAILED = "failed to evaluate expression: ";

  private final Variables variables;
  private final Mode mode;

  /** Made for the first expression; most texts have none. */
  private @Nullable Environment environment;

  ExpressionTags(Variables variables, Mode mode) {
    this.variables = variables;
    this.mode = mode;
  }

  private Environment environment() {
    Environment made = environment == null ? variables.environment() : environment;
    environment = made;
    return made;
  }

  /** JSON text to stand where the tag with this content stood. */
  String value(String content) {
    String escaped = JsonText.withoutHtmlEscapes(content);
    String error = JsonSyntax.error('"' + escaped + '"');
    if (!error.isEmpty()) {
      throw failure("failed to unmarshall JSON expression: " + error);
    }
    String source = RawJson.unescape('"' + escaped + '"');
    List<String> missing = missing(source);
    if (missing == null) {
      return evaluate(escaped, source, false);
    }
    for (String name : missing) {
      if (mode.demands(name)) {
        throw failure(FAILED + name + " is missing");
      }
    }
    return missing.stream().anyMatch(LATE::contains)
        ? unchanged(escaped)
        : evaluate(escaped, source, !missing.isEmpty() || mode == Mode.LENIENT);
  }

  /** The names that the expression needs and that do not exist; null when it cannot be parsed. */
  private @Nullable List<String> missing(String source) {
    try {
      return Expression.requiredNames(source, environment()).stream()
          .filter(name -> !exists(name))
          .toList();
    } catch (ExpressionException e) {
      // Evaluating it tells the error.
      return null;
    }
  }

  /** Argo does not tell dots in names and dots between names apart. */
  private boolean exists(String name) {
    return isFunction(name)
        || variables.contains(name)
        || variables.startingWith(name + ".").iterator().hasNext()
        || isInsideOfValue(name);
  }

  private boolean isFunction(String name) {
    List<String> names = List.of(name.split("\\.", -1));
    return new Reference(names, names.size()).missingIn(FUNCTIONS).isEmpty();
  }

  /** Whether the name goes on into a variable that is a map. */
  private boolean isInsideOfValue(String name) {
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Object value = variables.get(name.substring(0, dot));
      if (value instanceof Map<?, ?> map && has(map, name.substring(dot + 1).split("\\.", -1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Map<?, ?> map, String[] path) {
    Object value = map;
    for (String key : path) {
      if (!(value instanceof Map<?, ?> members) || !members.containsKey(key)) {
        return false;
      }
      value = members.get(key);
    }
    return true;
  }

  /**
   * Evaluates an expression.
   *
   * @param mayWait whether an expression that has no value stays as it is
   */
  private String evaluate(String escaped, String source, boolean mayWait) {
    boolean tolerant = mayWait || variables.hasPlaceholders();
    Object result;
    try {
      result = Expression.evaluate(source, environment());
    } catch (ExpressionException e) {
      if (tolerant) {
        return unchanged(escaped);
      }
      throw failure(FAILED + e.text());
    }
    if (result == null) {
      if (tolerant) {
        return unchanged(escaped);
      }
      throw failure("failed to evaluate expression " + GoQuote.quote(escaped));
    }
    return inserted(result, escaped, mayWait);
  }

  /** Strings stand as they are, all else as the text of its JSON. */
  private static String inserted(Object result, String escaped, boolean mayWait) {
    String json;
    try {
      json = Expression.toJson(result);
    } catch (ExpressionException e) {
      if (mayWait) {
        return unchanged(escaped);
      }
      throw failure("failed to marshal evaluated expression: " + e.text());
    }
    boolean string = json.length() > 1 && json.startsWith("\"") && json.endsWith("\"");
    return string ? json.substring(1, json.length() - 1) : JsonText.quoted(json);
  }

  private static String unchanged(String escaped) {
    return Tags.OPEN + "=" + escaped + Tags.CLOSE;
  }

  private static SubstitutionException failure(String message) {
    return new SubstitutionException(Stage.SUBSTITUTE, message);
  }
}
