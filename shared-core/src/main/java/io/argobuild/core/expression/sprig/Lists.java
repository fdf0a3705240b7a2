package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoEquality;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFloat;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** sprig's functions for lists. None of them changes the list it gets. */
final class Lists {
  private static final String LIST = "func(any) []any";
  private static final GoType CHUNKS = GoType.sliceOf(GoType.ANYS);

  private Lists() {}

  static void register(Registry out) {
    out.add(new String[] {"list", "tuple"}, "func(...any) []any", Lists::list);
    out.addWithMust("append", "func(any, any) []any", Lists::append);
    out.addWithMust("push", "func(any, any) []any", Lists::append);
    out.addWithMust("prepend", "func(any, any) []any", Lists::prepend);
    out.addWithMust("first", "func(any) any", call -> edge(call, "first", true));
    out.addWithMust("last", "func(any) any", call -> edge(call, "last", false));
    out.addWithMust("rest", LIST, call -> most(call, "rest", 1, 0));
    out.addWithMust("initial", LIST, call -> most(call, "initial", 0, 1));
    out.addWithMust("reverse", LIST, Lists::reverse);
    out.addWithMust("compact", LIST, Lists::compact);
    out.addWithMust("uniq", LIST, Lists::uniq);
    out.addWithMust("without", "func(any, ...any) []any", Lists::without);
    out.addWithMust("has", "func(any, any) bool", Lists::has);
    out.addWithMust("slice", "func(any, ...any) any", Lists::slice);
    out.addWithMust("chunk", "func(int, any) [][]any", Lists::chunk);
    out.add("concat", "func(...any) any", Lists::concat);
  }

  private static Object list(Call call) {
    return call.size() == 0 ? TypedList.nil(GoType.ANYS) : call.rest(0);
  }

  private static List<Object> copy(List<?> list, Meter meter) {
    meter.grow(list.size());
    return new ArrayList<>(list);
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private static Object append(Call call) {
    List<Object> list = copy(Values.list(call.get(0), "Cannot push on type "), call.meter());
    list.add(call.get(1));
    return list;
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private static Object prepend(Call call) {
    List<?> list = Values.list(call.get(0), "Cannot prepend on type ");
    call.meter().grow(list.size());
    List<Object> longer = new ArrayList<>();
    longer.add(call.get(1));
    longer.addAll(list);
    return longer;
  }

  private static @Nullable Object edge(Call call, String name, boolean first) {
    List<?> list = Values.list(call.get(0), "Cannot find " + name + " on type ");
    return list.isEmpty() ? null : list.get(first ? 0 : list.size() - 1);
  }

  private static Object most(Call call, String name, int skip, int leave) {
    List<?> list = Values.list(call.get(0), "Cannot find " + name + " on type ");
    return list.isEmpty()
        ? TypedList.nil(GoType.ANYS)
        : copy(list.subList(skip, list.size() - leave), call.meter());
  }

  private static Object reverse(Call call) {
    List<Object> list =
        copy(Values.list(call.get(0), "Cannot find reverse on type "), call.meter());
    Collections.reverse(list);
    return list;
  }

  private static Object compact(Call call) {
    List<Object> list = copy(Values.list(call.get(0), "Cannot compact on type "), call.meter());
    list.removeIf(Values::isEmpty);
    return list;
  }

  private static Object uniq(Call call) {
    List<Object> kept = new ArrayList<>();
    for (Object item : Values.list(call.get(0), "Cannot find uniq on type ")) {
      if (!isIn(kept, item, call.meter())) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static boolean isIn(List<?> list, @Nullable Object needle, Meter meter) {
    for (Object item : list) {
      if (GoEquality.deepEqual(needle, item, meter)) {
        return true;
      }
    }
    return false;
  }

  private static Object without(Call call) {
    List<Object> omitted = call.rest(1);
    List<Object> kept = new ArrayList<>();
    for (Object item : Values.list(call.get(0), "Cannot find without on type ")) {
      if (!isIn(omitted, item, call.meter())) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static Object has(Call call) {
    Object haystack = call.get(1);
    return haystack != null
        && isIn(Values.list(haystack, "Cannot find has on type "), call.get(0), call.meter());
  }

  private static @Nullable Object slice(Call call) {
    List<?> list = Values.list(call.get(0), "list should be type of slice or array but ");
    if (list.isEmpty()) {
      return null;
    }
    long start = call.size() > 1 ? Values.toInt64(call.get(1)) : 0;
    long end = call.size() > 2 ? Values.toInt64(call.get(2)) : list.size();
    if (start < 0 || end < start || end > list.size()) {
      throw new GoError("reflect.Value.Slice: slice index out of bounds");
    }
    return list instanceof TypedList typed
        ? typed.slice((int) start, (int) end)
        : list.subList((int) start, (int) end);
  }

  /** Sizes are computed in floating point, which decides what happens for sizes below 1. */
  private static Object chunk(Call call) {
    double size = call.integer(0);
    List<?> list = Values.list(call.get(1), "Cannot chunk type ");
    long chunks = GoFloat.toLong(Math.floor((list.size() - 1) / size) + 1);
    if (chunks < 0) {
      throw impossibleChunks();
    }
    call.meter().grow(list.size() + chunks);
    List<Object> out = new ArrayList<>();
    for (long i = 0; i < chunks; i++) {
      long rest = GoFloat.toLong(list.size() % size);
      long length = i == chunks - 1 && rest != 0 ? rest : (long) size;
      long from = i * (long) size;
      if (length < 0 || from < 0 || from + length > list.size()) {
        throw impossibleChunks();
      }
      out.add(new ArrayList<Object>(list.subList((int) from, (int) (from + length))));
    }
    return TypedList.of(CHUNKS, out);
  }

  private static GoError impossibleChunks() {
    return new GoError("runtime error: makeslice: len out of range");
  }

  private static Object concat(Call call) {
    List<Object> all = new ArrayList<>();
    for (Object value : call.rest(0)) {
      if (value != null && !(value instanceof List)) {
        throw new GoError("Cannot concat type " + GoType.kindOf(value).text() + " as list");
      }
      List<?> list = Values.list(value, "");
      call.meter().grow(list.size());
      all.addAll(list);
    }
    return all.isEmpty() ? TypedList.nil(GoType.ANYS) : all;
  }
}
