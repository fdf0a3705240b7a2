package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [from:to:step]}; an argument is null, a Long or a {@link Script}. */
record RangeToken(@Nullable Object from, @Nullable Object to, @Nullable Object step)
    implements PathToken {

  @Override
  public @Nullable Object apply(
      PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
    if (!(current instanceof List<?> list)) {
      throw PathError.target("range", current, "array", "slice");
    }
    long length = list.size();
    long first = from == null ? 0 : within(argument(budget, root, current, from), length);
    long end = to == null ? length : within(argument(budget, root, current, to), length);
    long by = step == null ? 1 : argument(budget, root, current, step);
    if (by == 0) {
      throw PathError.outOfRange("range");
    }
    List<@Nullable Object> picked = pick(list, first, end, by);
    if (next.startWithIndex()) {
      return next.applyTo(budget, root, picked);
    }
    return eachOf(budget, root, picked, next);
  }

  /** Applies the next steps to each value and drops what does not fit. */
  static List<@Nullable Object> eachOf(
      PathBudget budget,
      @Nullable Object root,
      List<? extends @Nullable Object> values,
      PathSteps next) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object value : values) {
      Object result = next.tryApplyTo(budget, root, value);
      if (next.isEmpty() || result != null) {
        found.add(result);
      }
    }
    return found;
  }

  private static long within(long index, long length) {
    long at = index < 0 ? length + index : index;
    return Math.max(0, Math.min(at, length));
  }

  private static List<@Nullable Object> pick(List<?> list, long first, long end, long by) {
    List<@Nullable Object> picked = new ArrayList<>();
    long at = by < 0 ? end - 1 : first;
    while (by < 0 ? at >= first : at < end) {
      if (at < 0) {
        throw new JsonPathException(
            JsonPathException.Stage.QUERY, "reflect: slice index out of range");
      }
      picked.add(list.get((int) at));
      // Wraps as Go's integers do; a wrapped index is caught above.
      at += by;
    }
    return picked;
  }

  private static long argument(
      PathBudget budget, @Nullable Object root, @Nullable Object current, Object argument) {
    if (!(argument instanceof Script script)) {
      return (Long) argument;
    }
    Object result;
    try {
      result = script.argument(budget, root, current);
    } catch (PathError error) {
      throw error.inToken("range");
    }
    Long index = GoValues.integer(result);
    if (index == null) {
      throw PathError.unexpectedResult(result, "int").inToken("range");
    }
    return index;
  }
}
