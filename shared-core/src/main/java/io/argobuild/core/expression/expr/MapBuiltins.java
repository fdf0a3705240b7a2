package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoEquality;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import io.argobuild.core.expression.golang.TypedList;
import io.argobuild.core.expression.golang.TypedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** expr's functions for maps. */
final class MapBuiltins {
  private MapBuiltins() {}

  static void register(BuiltinFunctions.Registry out) {
    out.unary("keys", mapOnly("cannot get keys from ", ""), MapBuiltins::keys);
    out.unary("values", mapOnly("cannot get values from ", ""), MapBuiltins::values);
    out.unary("toPairs", mapOnly("cannot transform ", " to pairs"), MapBuiltins::toPairs);
    out.unary(
        "fromPairs",
        new BuiltinFunctions.Unary(
            (kind, type) -> BuiltinFunctions.isAnyOrList(kind) ? GoType.ANY_MAP : null,
            "cannot transform ",
            " from pairs"),
        MapBuiltins::fromPairs);
    out.validated("get", types -> GoType.ANY, call -> Reach.get(call.get(0), call.get(1)));
  }

  private static BuiltinFunctions.Unary mapOnly(String start, String end) {
    return new BuiltinFunctions.Unary(
        (kind, type) -> kind == Kind.INTERFACE || kind == Kind.MAP ? GoType.ANYS : null,
        start,
        end);
  }

  private static Map<?, ?> map(Call call, String start, String end) {
    if (call.get(0) instanceof Map<?, ?> map) {
      call.meter().grow(map.size());
      return map;
    }
    throw new GoError(start + GoType.kindOf(call.get(0)).text() + end);
  }

  private static List<Object> keys(Call call) {
    return new ArrayList<>(map(call, "cannot get keys from ", "").keySet());
  }

  private static List<Object> values(Call call) {
    return new ArrayList<>(map(call, "cannot get values from ", "").values());
  }

  private static TypedList toPairs(Call call) {
    List<Object> pairs = new ArrayList<>();
    map(call, "cannot transform ", " to pairs")
        .forEach((key, value) -> pairs.add(TypedList.of(GoType.PAIR, Arrays.asList(key, value))));
    return TypedList.of(GoType.PAIRS, pairs);
  }

  private static TypedMap fromPairs(Call call) {
    if (!(call.get(0) instanceof List<?> pairs)) {
      throw new GoError(
          "cannot transform " + GoShown.text(call.get(0), call.meter()) + " from pairs");
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object item : pairs) {
      call.meter().step();
      if (!(item instanceof List<?> pair)) {
        throw new GoError("invalid pair " + shown(item, call));
      }
      if (pair.size() != 2) {
        throw new GoError("invalid pair length " + shown(item, call));
      }
      put(map, pair.get(0), pair.get(1));
    }
    return new TypedMap(GoType.ANY_MAP, map);
  }

  private static String shown(@Nullable Object value, Call call) {
    return value == null ? "<nil>" : GoPrint.print(value, call.meter());
  }

  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  private static void put(Map<Object, Object> map, @Nullable Object key, @Nullable Object value) {
    map.put(GoEquality.key(key), value);
  }
}
