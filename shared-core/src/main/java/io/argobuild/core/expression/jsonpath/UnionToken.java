package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ['a','b']} or {@code [0,1]}; an argument is a String, a Long or a {@link Script}. */
record UnionToken(List<Object> arguments) implements PathToken {

  @Override
  public @Nullable Object apply(
      PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
    List<String> keys = new ArrayList<>();
    List<Long> indices = new ArrayList<>();
    for (Object argument : arguments) {
      Object value = argument(budget, root, current, argument);
      if (value instanceof String key) {
        keys.add(key);
        if (!indices.isEmpty()) {
          throw PathError.argument("union", "string", "int");
        }
      } else {
        indices.add((Long) value);
        if (!keys.isEmpty()) {
          throw PathError.argument("union", "int", "string");
        }
      }
    }
    List<@Nullable Object> picked =
        keys.isEmpty() ? byIndex(current, indices) : byKey(current, keys);
    return next.startWithIndex()
        ? next.applyTo(budget, root, picked)
        : RangeToken.eachOf(budget, root, picked, next);
  }

  private static Object argument(
      PathBudget budget, @Nullable Object root, @Nullable Object current, Object argument) {
    Object value = argument;
    if (argument instanceof Script script) {
      try {
        value = script.argument(budget, root, current);
      } catch (PathError error) {
        throw error.inToken("union");
      }
    }
    if (value instanceof String text) {
      return text;
    }
    Long index = GoValues.integer(value);
    if (index == null) {
      throw PathError.argument("union", GoValues.kind(value), "int", "string");
    }
    return index;
  }

  private static List<@Nullable Object> byKey(@Nullable Object current, List<String> keys) {
    if (!(current instanceof Map<?, ?> map)) {
      throw PathError.target("union", current, "map");
    }
    List<@Nullable Object> picked = new ArrayList<>();
    for (String key : keys) {
      if (map.containsKey(key)) {
        picked.add(map.get(key));
      }
    }
    return picked;
  }

  private static List<@Nullable Object> byIndex(@Nullable Object current, List<Long> indices) {
    if (!(current instanceof List<?> list)) {
      throw PathError.target("union", current, "array", "slice");
    }
    List<@Nullable Object> picked = new ArrayList<>();
    for (long index : indices) {
      long at = index < 0 ? list.size() + index : index;
      if (at >= 0 && at < list.size()) {
        picked.add(list.get((int) at));
      }
    }
    return picked;
  }
}
