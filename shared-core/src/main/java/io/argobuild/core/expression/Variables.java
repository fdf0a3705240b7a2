package io.argobuild.core.expression;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an {@link Environment} finds variables: flat names such as {@code inputs.parameters.a}. It
 * must not change while an expression runs.
 */
public interface Variables {
  /** Whether there is exactly that name, even if its value is absent. */
  boolean has(String name);

  /** Its value; null when it is absent, as the output of a skipped node is. */
  @Nullable Object get(String name);

  /** The names that start with {@code prefix}, in the order of strings; found without a search. */
  Iterable<String> startingWith(String prefix);

  /** Over a sorted map, which isn't copied. */
  static Variables of(NavigableMap<String, ?> variables) {
    return new SortedVariables(variables);
  }

  /** Over a copy of the names of a map. */
  static Variables of(Map<String, ?> variables) {
    return new SortedVariables(new TreeMap<>(variables));
  }
}
