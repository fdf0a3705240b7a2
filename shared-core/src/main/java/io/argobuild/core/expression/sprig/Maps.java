package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** sprig's functions for maps. Some change the map they get, as in Go. */
@SuppressWarnings("NullAway") // Maps and lists of Go values hold null for nil.
final class Maps {
  private static final String MAP = "map[string]interface {}";

  private Maps() {}

  static void register(Registry out) {
    out.add("dict", "func(...any) " + MAP, Maps::dict);
    out.add("get", "func(" + MAP + ", string) any", Maps::get);
    out.add("set", "func(" + MAP + ", string, any) " + MAP, Maps::set);
    out.add("unset", "func(" + MAP + ", string) " + MAP, Maps::unset);
    out.add(
        "hasKey",
        "func(" + MAP + ", string) bool",
        call -> orEmpty(call.map(0)).containsKey(call.text(1)));
    out.add("pluck", "func(string, ..." + MAP + ") []any", Maps::pluck);
    out.add("keys", "func(..." + MAP + ") []string", Maps::keys);
    out.add(
        "values",
        "func(" + MAP + ") []any",
        call -> new ArrayList<>(orEmpty(call.map(0)).values()));
    out.add("pick", "func(" + MAP + ", ...string) " + MAP, Maps::pick);
    out.add("omit", "func(" + MAP + ", ...string) " + MAP, Maps::omit);
    out.add("dig", "func(...any) (any, error)", Maps::dig);
    out.addWithMust("merge", "func(" + MAP + ", ..." + MAP + ") any", call -> merge(call, false));
    out.addWithMust(
        "mergeOverwrite", "func(" + MAP + ", ..." + MAP + ") any", call -> merge(call, true));
  }

  private static Map<String, Object> orEmpty(@Nullable Map<String, Object> map) {
    return map == null ? Map.of() : map;
  }

  private static Map<String, Object> dict(Call call) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < call.size(); i += 2) {
      String key = Values.text(call.get(i), call.meter());
      map.put(key, i + 1 < call.size() ? call.get(i + 1) : "");
    }
    return map;
  }

  private static @Nullable Object get(Call call) {
    Map<String, Object> map = orEmpty(call.map(0));
    return map.containsKey(call.text(1)) ? map.get(call.text(1)) : "";
  }

  private static Map<String, Object> set(Call call) {
    Map<String, Object> map = call.map(0);
    if (map == null) {
      throw new GoError("assignment to entry in nil map");
    }
    call.meter().grow(1);
    put(map, call.text(1), call.get(2));
    return map;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    try {
      map.put(key, value);
    } catch (UnsupportedOperationException e) {
      throw new GoError("the map of functions can't be changed");
    }
  }

  private static @Nullable Object unset(Call call) {
    Map<String, Object> map = call.map(0);
    if (map == null) {
      return null;
    }
    try {
      map.remove(call.text(1));
    } catch (UnsupportedOperationException e) {
      throw new GoError("the map of functions can't be changed");
    }
    return map;
  }

  private static List<Object> pluck(Call call) {
    List<Object> found = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      Map<String, Object> map = orEmpty(call.map(i));
      if (map.containsKey(call.text(0))) {
        found.add(map.get(call.text(0)));
      }
    }
    return found;
  }

  private static TypedList keys(Call call) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < call.size(); i++) {
      keys.addAll(orEmpty(call.map(i)).keySet());
    }
    call.meter().grow(keys.size());
    return TypedList.strings(keys);
  }

  private static Map<String, Object> pick(Call call) {
    Map<String, Object> map = orEmpty(call.map(0));
    Map<String, Object> picked = new LinkedHashMap<>();
    for (int i = 1; i < call.size(); i++) {
      if (map.containsKey(call.text(i))) {
        picked.put(call.text(i), map.get(call.text(i)));
      }
    }
    return picked;
  }

  private static Map<String, Object> omit(Call call) {
    Map<String, Object> map = orEmpty(call.map(0));
    call.meter().grow(map.size());
    Set<Object> omitted = new TreeSet<>(call.rest(1));
    Map<String, Object> kept = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (!omitted.contains(key)) {
            kept.put(key, value);
          }
        });
    return kept;
  }

  private static @Nullable Object dig(Call call) {
    int size = call.size();
    if (size < 3) {
      throw new GoError("dig needs at least three arguments");
    }
    Object value = step(call.get(size - 1));
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < size - 2; i++) {
      if (!(call.get(i) instanceof String key)) {
        throw conversion(call.get(i), "string");
      }
      keys.add(key);
    }
    for (String key : keys) {
      Map<?, ?> map = step(value);
      if (!map.containsKey(key)) {
        return call.get(size - 2);
      }
      value = map.get(key);
    }
    return value;
  }

  private static Map<?, ?> step(@Nullable Object value) {
    if (GoType.STRING_MAP.equals(GoType.of(value)) && value instanceof Map<?, ?> map) {
      return map;
    }
    throw conversion(value, MAP);
  }

  private static GoError conversion(@Nullable Object value, String wanted) {
    String actual = value == null ? "nil" : GoType.textOf(value);
    return new GoError("interface conversion: interface {} is " + actual + ", not " + wanted);
  }

  private static Object merge(Call call, boolean overwrite) {
    Map<String, Object> target = call.map(0);
    Map<String, Object> merged = target == null ? new LinkedHashMap<>() : target;
    for (int i = 1; i < call.size(); i++) {
      merge(merged, orEmpty(call.map(i)), overwrite, 0, call);
    }
    return merged;
  }

  /** Without overwriting, what is empty in the target still gives way, even {@code false}. */
  @SuppressWarnings("unchecked") // Maps of that Go type have strings for keys.
  private static void merge(
      Map<String, Object> target,
      Map<String, Object> source,
      boolean overwrite,
      int depth,
      Call call) {
    call.meter().depth(depth);
    for (Map.Entry<String, Object> entry : new ArrayList<>(source.entrySet())) {
      call.meter().step();
      String key = entry.getKey();
      Object from = entry.getValue();
      Object to = target.get(key);
      if (from == null) {
        if (overwrite) {
          put(target, key, null);
        }
        continue;
      }
      boolean maps = GoType.STRING_MAP.equals(GoType.of(from)) && to instanceof Map;
      if (maps && GoType.STRING_MAP.equals(GoType.of(to))) {
        merge((Map<String, Object>) to, (Map<String, Object>) from, overwrite, depth + 1, call);
        if (!Values.isEmpty(to)) {
          continue;
        }
      }
      if (overwrite || Values.isEmpty(to)) {
        put(target, key, from);
      }
    }
  }
}
