package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One printing of a template: its ranges, and the output. */
final class KubectlRun {
  /** As much as an object of Kubernetes can hold. */
  private static final int MAX_OUTPUT = 1024 * 1024;

  private final List<KubectlNode> nodes;
  private final PathBudget budget;
  private final KubectlSteps steps;
  private final Meter meter =
      new Meter(Long.MAX_VALUE, MAX_OUTPUT, Long.MAX_VALUE, PathBudget.MAX_DEPTH);
  private int inRange;
  private int lastEnd = -1;

  KubectlRun(List<KubectlNode> nodes, PathBudget budget) {
    this.nodes = nodes;
    this.budget = budget;
    this.steps = new KubectlSteps(budget, () -> inRange > 0);
  }

  String print(@Nullable Object document) {
    try {
      List<List<@Nullable Object>> results = new ArrayList<>();
      find(document, 0, results);
      StringBuilder out = new StringBuilder();
      results.forEach(result -> print(result, out));
      return out.toString();
    } catch (KubectlError error) {
      throw new JsonPathException(JsonPathException.Stage.EXECUTE, error.text());
    } catch (GoError tooLong) {
      throw PathBudget.limit(tooLong.text());
    }
  }

  /** Evaluates the nodes from one on, up to the end of the range they stand in. */
  private void find(@Nullable Object value, int from, List<List<@Nullable Object>> found) {
    List<@Nullable Object> current = listOf(value == null ? KubectlValues.NOTHING : value);
    for (int i = from; i < nodes.size(); i++) {
      List<@Nullable Object> results = steps.walk(current, nodes.get(i));
      if (steps.ends > 0 && steps.ends <= inRange) {
        steps.ends--;
        lastEnd = i;
        return;
      }
      if (steps.ranges > 0) {
        steps.ranges--;
        range(results, i + 1, found);
        // Goes on behind the end met last, if that is ahead.
        i = lastEnd > i ? lastEnd : i;
      } else {
        found.add(results);
      }
    }
  }

  private void range(List<@Nullable Object> values, int from, List<List<@Nullable Object>> found) {
    budget.enter();
    inRange++;
    if (values.isEmpty()) {
      // Only to find where the range ends.
      find(null, from, new ArrayList<>());
    }
    for (Object value : values) {
      if (value == KubectlValues.NOTHING) {
        throw new KubectlError("reflect: call of reflect.Value.Interface on zero Value");
      }
      find(value, from, found);
    }
    inRange--;
    budget.leave();
  }

  private void print(List<@Nullable Object> results, StringBuilder out) {
    String gap = "";
    for (Object result : results) {
      meter.grow(1);
      out.append(gap).append(text(result));
      gap = " ";
    }
  }

  private String text(@Nullable Object value) {
    if (value == KubectlValues.NOTHING) {
      return "<no value>";
    }
    if (value instanceof Map || value instanceof List) {
      return GoJson.marshal(value, meter);
    }
    String text = value == null ? "null" : GoPrint.print(value, meter);
    meter.grow(text.length());
    return text;
  }

  static List<@Nullable Object> listOf(@Nullable Object value) {
    return new ArrayList<>(Arrays.asList(value));
  }
}
