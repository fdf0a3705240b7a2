package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code [?(filter)]} and {@code [(script)]}. */
sealed interface ScriptToken extends PathToken {

  /** Keeps the children for which the expression gives something that isn't empty. */
  record Filter(Script script) implements ScriptToken {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      script.refuseEmpty();
      List<@Nullable Object> children = GoValues.children(current);
      if (children == null) {
        throw PathError.target("filter", current, "array", "map", "slice");
      }
      List<@Nullable Object> kept = new ArrayList<>();
      for (Object child : children) {
        if (accepts(budget, root, child)) {
          kept.add(child);
        }
      }
      // The original hands the filtered list's parent on as root before an index.
      return next.startWithIndex()
          ? next.applyTo(budget, current, kept)
          : RangeToken.eachOf(budget, root, kept, next);
    }

    private boolean accepts(PathBudget budget, @Nullable Object root, @Nullable Object child) {
      try {
        return isTruthy(script.evaluate(budget, root, child));
      } catch (PathError dropped) {
        return false;
      }
    }

    private static boolean isTruthy(@Nullable Object value) {
      if (value instanceof Boolean bool) {
        return bool;
      }
      if (value instanceof List<?> list) {
        return !list.isEmpty();
      }
      if (value instanceof Map<?, ?> map) {
        return !map.isEmpty();
      }
      if (value instanceof String text) {
        return !text.equals("''") && !text.equals("\"\"") && !text.isEmpty();
      }
      if (value instanceof Double number) {
        // Go's IsZero looks at the bits, so that -0 is not zero.
        return Double.doubleToRawLongBits(number) != 0;
      }
      return value instanceof GoInt number && number.bits() != 0;
    }
  }

  /** Picks the key or the index that the expression gives. */
  record Pick(Script script) implements ScriptToken {
    @Override
    public @Nullable Object apply(
        PathBudget budget, @Nullable Object root, @Nullable Object current, PathSteps next) {
      Object value = script.argument(budget, root, current);
      if (value instanceof String key) {
        return new Key(key).apply(budget, root, current, next);
      }
      Long index = GoValues.integer(value);
      if (index != null) {
        return new Index(index).apply(budget, root, current, next);
      }
      throw PathError.unexpectedResult(value, "int", "string");
    }
  }
}
