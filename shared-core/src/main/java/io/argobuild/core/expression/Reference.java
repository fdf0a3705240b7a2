package io.argobuild.core.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A name that an expression refers to, such as {@code steps.a.outputs.result}.
 *
 * @param names its parts; a part is a member by dot or by a literal in brackets
 * @param certain how many of the parts must exist; those that follow stand under {@code ?.} or left
 *     of {@code ??}
 */
public record Reference(List<String> names, int certain) {

  /** The shortest beginning that must exist and doesn't, such as {@code steps.a}. */
  public Optional<String> missingIn(Environment environment) {
    EnvironmentScope scope = environment.scope();
    String first = names.get(0);
    if (!scope.has(first)) {
      return Optional.of(first);
    }
    Object value = scope.get(first);
    for (int i = 1; i < certain; i++) {
      if (!(value instanceof Map<?, ?> map)) {
        return Optional.empty();
      }
      if (!map.containsKey(names.get(i))) {
        return Optional.of(String.join(".", names.subList(0, i + 1)));
      }
      value = map.get(names.get(i));
    }
    return Optional.empty();
  }

  /** The parts joined by dots. */
  public String text() {
    return String.join(".", names);
  }

  /** The first missing name of an expression; for Argo's message {@code <name> is missing}. */
  public static @Nullable String firstMissing(String source, Environment environment) {
    for (Reference reference : Expression.references(source, environment)) {
      Optional<String> missing = reference.missingIn(environment);
      if (missing.isPresent()) {
        return missing.get();
      }
    }
    return null;
  }
}
