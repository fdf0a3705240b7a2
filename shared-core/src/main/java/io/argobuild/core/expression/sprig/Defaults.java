package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoJsonReader;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import io.argobuild.core.expression.golang.TypedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** sprig's functions for defaults, JSON, copies and failing. */
@SuppressWarnings("NullAway") // Maps and lists of Go values hold null for nil.
final class Defaults {
  private Defaults() {}

  static void register(Registry out) {
    out.add(
        "default",
        "func(any, ...any) any",
        call -> call.size() < 2 || Values.isEmpty(call.get(1)) ? call.get(0) : call.get(1));
    out.add("empty", "func(any) bool", call -> Values.isEmpty(call.get(0)));
    out.add("coalesce", "func(...any) any", Defaults::coalesce);
    out.add("all", "func(...any) bool", call -> call.rest(0).stream().noneMatch(Values::isEmpty));
    out.add(
        "any",
        "func(...any) bool",
        call -> call.rest(0).stream().anyMatch(value -> !Values.isEmpty(value)));
    out.add("ternary", "func(any, any, bool) any", call -> call.get(call.bool(2) ? 0 : 1));
    out.add("fail", "func(string) (string, error)", Defaults::fail);
    out.add("deepCopy", "func(any) any", Defaults::copy);
    out.add("mustDeepCopy", "func(any) (any, error)", Defaults::copy);
    json(out);
  }

  private static @Nullable Object coalesce(Call call) {
    for (Object value : call.rest(0)) {
      if (!Values.isEmpty(value)) {
        return value;
      }
    }
    return null;
  }

  private static Object fail(Call call) {
    throw new GoError(call.text(0));
  }

  private static @Nullable Object copy(Call call) {
    if (call.get(0) == null) {
      throw new GoError("reflect: call of reflect.Value.Type on zero Value");
    }
    return copy(call.get(0), 0, call.meter());
  }

  private static @Nullable Object copy(@Nullable Object value, int depth, Meter meter) {
    meter.depth(depth);
    meter.grow(1);
    if (value instanceof TypedList) {
      // What is typed can't be changed.
      return value;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(copy(item, depth + 1, meter)));
      return copy;
    }
    if (value instanceof Map<?, ?> map && !(value instanceof TypedMap)) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, item) -> copy.put((String) key, copy(item, depth + 1, meter)));
      return copy;
    }
    return value;
  }

  private static void json(Registry out) {
    out.add(
        "fromJson",
        "func(string) any",
        call -> {
          try {
            return GoJsonReader.unmarshal(call.text(0), call.meter());
          } catch (GoError e) {
            return null;
          }
        });
    out.add(
        "mustFromJson",
        "func(string) (any, error)",
        call -> GoJsonReader.unmarshal(call.text(0), call.meter()));
    writer(out, "oJson", GoJson::marshal);
    writer(out, "oPrettyJson", GoJson::marshalIndent);
    out.addWithMust(
        "toRawJson", "func(any) string", call -> GoJson.marshalRaw(call.get(0), call.meter()));
  }

  /** Without {@code must}, what has no JSON form is an empty string. */
  private static void writer(
      Registry out, String name, BiFunction<@Nullable Object, Meter, String> write) {
    out.add(
        "t" + name,
        "func(any) string",
        call -> {
          try {
            return write.apply(call.get(0), call.meter());
          } catch (GoError e) {
            if (e.text().startsWith("json: ")) {
              return "";
            }
            throw e;
          }
        });
    out.add(
        "mustT" + name,
        "func(any) (string, error)",
        call -> write.apply(call.get(0), call.meter()));
  }
}
