package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a path of the expression dialect. */
sealed interface PathToken permits PathToken.Simple, RangeToken, ScriptToken, UnionToken {

  /**
   * The value that this step and those after it lead to; {@link PathError} when it does not fit.
   */
  @Nullable Object apply(
      PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next);

  /** Steps without arguments to evaluate. */
  sealed interface Simple extends PathToken {}

  /** {@code $} is the document and {@code @} the current value, wherever they stand in a path. */
  record Start(boolean root) implements Simple {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      return next.applyTo(budget, root, this.root ? root : current);
    }
  }

  /** {@code *}: all children, those of objects sorted by key. */
  record Wildcard() implements Simple {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      List<@Nullable Object> children = GoValues.children(current);
      if (children == null) {
        throw PathError.target("wildcard", current, "array", "map", "slice");
      }
      List<@Nullable Object> found = new ArrayList<>();
      for (Object child : children) {
        Object value = next.tryApplyTo(budget, root, child);
        if (next.isEmpty() || value != null) {
          found.add(value);
        }
      }
      return found;
    }
  }

  /** {@code ..}: the value and all below it. */
  record Recursive() implements Simple {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      List<@Nullable Object> found = new ArrayList<>();
      collect(budget, root, current, next, found);
      return found;
    }

    private void collect(
        PathBudget budget,
        @Nullable Object root,
        @Nullable Object current,
        PathSteps next,
        List<@Nullable Object> found) {
      if (current == null) {
        return;
      }
      Object here = next.tryApplyTo(budget, root, current);
      if (!next.isEmpty() && here instanceof List<?> list) {
        budget.charge(list.size());
        found.addAll(list);
      } else if (here != null) {
        found.add(here);
      }
      List<@Nullable Object> children = GoValues.children(current);
      if (children == null) {
        return;
      }
      budget.enter();
      for (Object child : children) {
        collect(budget, root, child, next, found);
      }
      budget.leave();
    }
  }

  /** {@code .length}: the size, or an object's own key of that name. */
  record Length() implements Simple {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      return next.applyTo(budget, root, length(current));
    }

    private static @Nullable Object length(@Nullable Object current) {
      if (current instanceof Map<?, ?> map) {
        return map.containsKey("length") ? map.get("length") : GoInt.int64(map.size());
      }
      if (current instanceof List<?> list) {
        return GoInt.int64(list.size());
      }
      if (current instanceof String text) {
        return GoInt.int64(GoText.length(text));
      }
      throw PathError.target("length", current, "array", "map", "slice", "string");
    }
  }

  /** A member of an object. */
  record Key(String name) implements Simple {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      if (!(current instanceof Map<?, ?> map)) {
        throw PathError.target("key", current, "map");
      }
      if (!map.containsKey(name)) {
        throw PathError.keyNotFound("key", name);
      }
      return next.applyTo(budget, root, map.get(name));
    }
  }

  /** An element of a list; negative from its end. */
  record Index(long index) implements Simple {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      if (!(current instanceof List<?> list)) {
        throw PathError.target("index", current, "array", "slice");
      }
      long at = index < 0 ? list.size() + index : index;
      if (at < 0 || at >= list.size()) {
        throw PathError.outOfRange("index");
      }
      return next.applyTo(budget, root, list.get((int) at));
    }
  }
}
