package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What each kind of node does to a list of values. */
final class KubectlSteps {
  private final PathBudget budget;
  private final BooleanSupplier isInRange;

  /** Ranges begun, and ends met, that the run has not dealt with yet. */
  int ranges;

  int ends;

  KubectlSteps(PathBudget budget, BooleanSupplier isInRange) {
    this.budget = budget;
    this.isInRange = isInRange;
  }

  /** The results; {@link KubectlError} holds those had when it arose. */
  List<@Nullable Object> walk(List<@Nullable Object> input, KubectlNode node) {
    budget.charge(1 + input.size());
    if (node instanceof KubectlNode.Group group) {
      List<@Nullable Object> current = input;
      for (KubectlNode each : group.nodes()) {
        current = walk(current, each);
      }
      return current;
    }
    if (node instanceof KubectlNode.Text text) {
      return KubectlRun.listOf(text.text());
    }
    if (node instanceof KubectlNode.Constant constant) {
      return new ArrayList<>(Collections.nCopies(input.size(), constant.value()));
    }
    if (node instanceof KubectlNode.Identifier identifier) {
      return identifier(input, identifier.name());
    }
    if (node instanceof KubectlNode.Filter filter) {
      return filter(input, filter);
    }
    if (node instanceof KubectlNode.Slice slice) {
      return slice(input, slice);
    }
    return select(input, node);
  }

  private List<@Nullable Object> select(List<@Nullable Object> input, KubectlNode node) {
    List<@Nullable Object> results = new ArrayList<>();
    if (node instanceof KubectlNode.Union union) {
      for (KubectlNode.Group group : union.groups()) {
        results.addAll(in(input, () -> walk(input, group)));
      }
    } else if (node instanceof KubectlNode.Field field) {
      for (Object value : input) {
        if (value instanceof Map<?, ?> map && map.containsKey(field.name())) {
          results.add(map.get(field.name()));
        }
      }
    } else if (node instanceof KubectlNode.Wildcard) {
      input.forEach(value -> results.addAll(charged(KubectlValues.children(value))));
    } else {
      recurse(input, results);
    }
    return results;
  }

  private void recurse(List<@Nullable Object> input, List<@Nullable Object> results) {
    budget.enter();
    for (Object value : input) {
      List<@Nullable Object> children = charged(KubectlValues.children(value));
      if (!children.isEmpty()) {
        results.add(value);
        recurse(children, results);
      }
    }
    budget.leave();
  }

  private List<@Nullable Object> charged(List<@Nullable Object> children) {
    budget.charge(1 + children.size());
    return children;
  }

  private List<@Nullable Object> identifier(List<@Nullable Object> input, String name) {
    if (name.equals("range")) {
      ranges++;
      return input;
    }
    if (!name.equals("end")) {
      throw new KubectlError("unrecognized identifier " + name, input);
    }
    if (!isInRange.getAsBoolean()) {
      throw new KubectlError("not in range, nothing to end");
    }
    ends++;
    return new ArrayList<>();
  }

  private List<@Nullable Object> slice(List<@Nullable Object> input, KubectlNode.Slice slice) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Object value : input) {
      if (value == null) {
        continue;
      }
      if (value == KubectlValues.NOTHING) {
        throw new KubectlError("reflect: call of reflect.Value.Type on zero Value", input);
      }
      if (!(value instanceof List<?> list)) {
        throw new KubectlError(GoType.textOf(value) + " is not array or slice", input);
      }
      long length = list.size();
      long start = start(slice.start(), length);
      long end = end(slice.end(), length);
      if (start == end) {
        // Nothing asked for; the values that follow are dropped, too.
        return results;
      }
      check(start, end, length, input);
      long step = slice.step().known() ? slice.step().value() : 1;
      if (step <= 0) {
        throw new KubectlError("step must be > 0", input);
      }
      for (long i = start; i < end; i = step > end - i ? end : i + step) {
        results.add(list.get((int) i));
      }
    }
    return results;
  }

  private static long start(KubectlNode.Bound bound, long length) {
    long start = bound.known() ? bound.value() : 0;
    return start < 0 ? start + length : start;
  }

  private static long end(KubectlNode.Bound bound, long length) {
    long end = bound.known() ? bound.value() : length;
    return end < 0 || (end == 0 && bound.derived()) ? end + length : end;
  }

  private static void check(long start, long end, long length, List<@Nullable Object> input) {
    String problem = null;
    if (start >= length || start < 0) {
      problem = "array index out of bounds: index " + start + ", length " + length;
    } else if (end > length || end < 0) {
      problem = "array index out of bounds: index " + (end - 1) + ", length " + length;
    } else if (start > end) {
      problem = "starting index " + start + " is greater than ending index " + end;
    }
    if (problem != null) {
      throw new KubectlError(problem, input);
    }
  }

  private List<@Nullable Object> filter(List<@Nullable Object> input, KubectlNode.Filter filter) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Object value : input) {
      if (!(value instanceof List<?> list)) {
        throw new KubectlError(
            shown(value) + " is not array or slice and cannot be filtered", input);
      }
      for (Object element : list) {
        if (filter.operator().equals("exists")) {
          if (exists(KubectlRun.listOf(element), filter.left())) {
            results.add(element);
          }
        } else if (compare(input, element, filter, results)) {
          results.add(element);
        }
      }
    }
    return results;
  }

  private boolean exists(List<@Nullable Object> value, KubectlNode.Group path) {
    try {
      return !walk(value, path).isEmpty();
    } catch (KubectlError dropped) {
      return !dropped.results().isEmpty();
    }
  }

  private boolean compare(
      List<@Nullable Object> input,
      @Nullable Object element,
      KubectlNode.Filter filter,
      List<@Nullable Object> results) {
    List<@Nullable Object> lefts = side(input, element, filter.left());
    if (lefts.isEmpty()) {
      return false;
    }
    List<@Nullable Object> rights = side(input, element, filter.right());
    return !rights.isEmpty()
        && in(
            results, () -> KubectlComparison.holds(filter.operator(), lefts.get(0), rights.get(0)));
  }

  private List<@Nullable Object> side(
      List<@Nullable Object> input, @Nullable Object element, KubectlNode.Group group) {
    List<@Nullable Object> values = in(input, () -> walk(KubectlRun.listOf(element), group));
    if (values.size() > 1) {
      throw new KubectlError("can only compare one element at a time", input);
    }
    return values;
  }

  /** Runs an action; an error in it leaves the given results. */
  private static <T> T in(List<@Nullable Object> results, java.util.function.Supplier<T> action) {
    try {
      return action.get();
    } catch (KubectlError error) {
      throw error.with(results);
    }
  }

  private String shown(@Nullable Object value) {
    if (value == KubectlValues.NOTHING) {
      return "<invalid reflect.Value>";
    }
    return GoPrint.print(value, new Meter(100_000, 100_000, Long.MAX_VALUE, PathBudget.MAX_DEPTH));
  }
}
