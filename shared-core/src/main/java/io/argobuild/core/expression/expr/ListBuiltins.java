package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoDuration;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoNamedInt;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** expr's functions for lists. */
final class ListBuiltins {
  private ListBuiltins() {}

  static void register(BuiltinFunctions.Registry out) {
    Aggregates.register(out);
    out.unary("first", element("first"), call -> edge(call, 0));
    out.unary("last", element("last"), call -> edge(call, -1));
    out.validated("take", ListBuiltins::takeType, ListBuiltins::take);
    out.unary("reverse", listOnly("cannot reverse "), ListBuiltins::reverse);
    out.unary("uniq", listOnly("cannot uniq "), ListBuiltins::uniq);
    out.unary("flatten", listOnly("cannot flatten "), ListBuiltins::flatten);
    out.validated("concat", ListBuiltins::concatType, ListBuiltins::concat);
    out.typed(
        "sort",
        ListBuiltins::sort,
        "func([]any, string) []any",
        "func([]int, string) []any",
        "func([]float64, string) []any",
        "func([]string, string) []any",
        "func([]any) []any",
        "func([]float64) []any",
        "func([]string) []any",
        "func([]int) []any");
  }

  private static BuiltinFunctions.Unary element(String name) {
    return new BuiltinFunctions.Unary(
        (kind, type) -> {
          if (kind == Kind.INTERFACE) {
            return GoType.ANY;
          }
          return type != null && kind.list() ? type.elem() : null;
        },
        "cannot get " + name + " element from ",
        "");
  }

  private static BuiltinFunctions.Unary listOnly(String error) {
    return new BuiltinFunctions.Unary(
        (kind, type) -> BuiltinFunctions.isAnyOrList(kind) ? GoType.ANYS : null, error, "");
  }

  /** Nil where there is no such element, and for what has no elements. */
  private static @Nullable Object edge(Call call, long index) {
    try {
      return Reach.fetch(call.get(0), index, call.meter());
    } catch (GoError e) {
      return null;
    }
  }

  /** The argument as a list, or the error that {@code what} isn't possible with it. */
  private static List<?> list(Call call, int i, String what) {
    if (call.get(i) instanceof List<?> list) {
      return list;
    }
    throw new GoError("cannot " + what + " " + GoType.kindOf(call.get(i)).text());
  }

  private static GoType takeType(List<@Nullable GoType> types) {
    BuiltinFunctions.expect(types.size(), 2);
    GoType list = types.get(0);
    GoType count = types.get(1);
    if (list == null || !BuiltinFunctions.isAnyOrList(BuiltinFunctions.kind(list))) {
      throw new GoError("cannot take from " + BuiltinFunctions.shown(list));
    }
    Kind kind = BuiltinFunctions.kind(count);
    if (kind != Kind.INTERFACE && !kind.signed()) {
      throw new GoError("cannot take " + BuiltinFunctions.shown(count) + " elements");
    }
    return list;
  }

  private static Object take(Call call) {
    List<?> list = list(call, 0, "take from");
    Object count = call.get(1);
    if (count == null || !GoType.kindOf(count).signed()) {
      throw new GoError("cannot take " + GoType.kindOf(count).text() + " elements");
    }
    long wanted = Math.min(list.size(), count(count));
    if (wanted < 0) {
      throw new GoError("reflect.Value.Slice: slice index out of bounds");
    }
    return Reach.slice(list, 0L, wanted, call.meter());
  }

  private static long count(Object value) {
    if (value instanceof GoDuration duration) {
      return duration.nanos();
    }
    return value instanceof GoNamedInt number ? number.number() : Cast.bits(value);
  }

  private static List<Object> reverse(Call call) {
    List<Object> reversed = new ArrayList<>(list(call, 0, "reverse"));
    Collections.reverse(reversed);
    call.meter().memory(reversed.size());
    return reversed;
  }

  private static List<Object> uniq(Call call) {
    List<Object> kept = new ArrayList<>();
    for (Object item : list(call, 0, "uniq")) {
      boolean known = false;
      for (Object other : kept) {
        known |= Equality.equal(item, other, call.meter());
        if (known) {
          break;
        }
      }
      if (!known) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static GoType concatType(List<@Nullable GoType> types) {
    if (types.isEmpty()) {
      throw new GoError("invalid number of arguments (expected at least 1, got 0)");
    }
    for (GoType type : types) {
      if (!BuiltinFunctions.isAnyOrList(BuiltinFunctions.kind(type))) {
        throw new GoError("cannot concat " + BuiltinFunctions.shown(type));
      }
    }
    return GoType.ANYS;
  }

  private static Object concat(Call call) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < call.size(); i++) {
      List<?> list = list(call, i, "concat");
      call.meter().grow(list.size());
      all.addAll(list);
    }
    call.meter().memory(all.size());
    // Go appends to a nil slice.
    return all.isEmpty() ? TypedList.nil(GoType.ANYS) : all;
  }

  private static List<Object> flatten(Call call) {
    List<Object> flat = new ArrayList<>();
    flatten(list(call, 0, "flatten"), 0, call.meter(), flat);
    call.meter().memory(flat.size());
    return flat;
  }

  private static void flatten(List<?> list, int depth, Meter meter, List<Object> out) {
    meter.depth(depth);
    for (Object item : list) {
      meter.step();
      if (item instanceof List<?> nested) {
        flatten(nested, depth + 1, meter, out);
      } else {
        meter.grow(1);
        out.add(item);
      }
    }
  }

  private static List<?> sort(Call call) {
    boolean descending = false;
    List<Sorting.Keyed> keyed = new ArrayList<>();
    if (call.get(0) instanceof List<?> list && isSortable(list)) {
      list.forEach(item -> keyed.add(new Sorting.Keyed(item, item)));
    }
    if (call.size() == 2) {
      if (!(call.get(1) instanceof String order)) {
        throw new GoError(
            "sort order argument must be a string (got " + GoType.textOf(call.get(1)) + ")");
      }
      descending = order.equals("desc");
      if (!descending && !order.equals("asc")) {
        throw new GoError("invalid order " + order + ", expected asc or desc");
      }
    }
    if (!(call.get(0) instanceof List<?> list) || !isSortable(list)) {
      return TypedList.nil(GoType.ANYS);
    }
    List<Object> sorted = Sorting.sort(keyed, descending, call.meter());
    call.meter().memory(sorted.size());
    return sorted;
  }

  private static boolean isSortable(List<?> list) {
    GoType type = GoType.of(list);
    return GoType.ANYS.equals(type)
        || GoType.INTS.equals(type)
        || GoType.FLOATS.equals(type)
        || GoType.STRINGS.equals(type);
  }
}
