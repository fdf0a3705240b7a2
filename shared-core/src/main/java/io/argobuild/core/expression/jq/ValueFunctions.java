package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Functions for values of several types, conversions and errors. */
final class ValueFunctions {
  private ValueFunctions() {}

  static void addTo(Library library) {
    library.add("length", 0, (m, v, a) -> length(m, v));
    library.add("abs", 0, (m, v, a) -> abs("abs", v));
    library.add("utf8bytelength", 0, (m, v, a) -> byteLength(m, v));
    library.add("type", 0, (m, v, a) -> JqValues.type(v));
    library.add("keys", 0, (m, v, a) -> keys(m, v));
    library.add("has", 1, (m, v, a) -> has(v, a.get(0)));
    library.add("add", 0, (m, v, a) -> add(m, v));
    library.add("contains", 1, (m, v, a) -> contains(m, v, a.get(0), 0));
    library.add("inside", 1, (m, v, a) -> contains(m, a.get(0), v, 0));
    library.add("toboolean", 0, (m, v, a) -> toBoolean(v));
    library.add("tonumber", 0, (m, v, a) -> toNumber(v));
    library.add("tostring", 0, (m, v, a) -> encoded(m, JqValues.text(v)));
    library.add("tojson", 0, (m, v, a) -> encoded(m, JqJson.encode(v)));
    library.add("fromjson", 0, (m, v, a) -> JqJsonReader.read(m, v));
    library.add("_captures", 0, (m, v, a) -> captures(v));
    library.add("modulemeta", 0, (m, v, a) -> moduleMeta(v));
    addErrors(library);
  }

  private static void addErrors(Library library) {
    library.add(
        "error",
        0,
        (m, v, a) -> {
          throw JqError.ofValue(v);
        });
    library.add(
        "error",
        1,
        (m, v, a) -> {
          throw JqError.ofValue(a.get(0));
        });
    library.add(
        "halt",
        0,
        (m, v, a) -> {
          throw JqError.halt(null);
        });
    library.add(
        "halt_error",
        0,
        (m, v, a) -> {
          throw JqError.halt(v);
        });
    library.add(
        "halt_error",
        1,
        (m, v, a) -> {
          throw JqNumbers.toInt(a.get(0)) == null
              ? JqErrors.cannotApply("halt_error", a.get(0))
              : JqError.halt(v);
        });
  }

  private static String encoded(Machine m, String text) {
    m.budget.allocate(text.length());
    return text;
  }

  private static @Nullable Object length(Machine m, @Nullable Object value) {
    if (value == null) {
      return 0L;
    }
    if (value instanceof String text) {
      m.budget.work(text.length() / 64);
      return (long) text.codePointCount(0, text.length());
    }
    Collection<@Nullable Object> elements = JqValues.elements(value);
    return elements != null ? (Object) (long) elements.size() : abs("length", value);
  }

  private static @Nullable Object abs(String name, @Nullable Object value) {
    if (value instanceof NumberText text) {
      return text.text().startsWith("-") ? JqArithmetic.negate(value) : value;
    }
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    if (!JqNumbers.isNumber(value)) {
      throw JqErrors.cannotApply(name, value);
    }
    return JqArithmetic.big(value).signum() < 0 ? JqArithmetic.negate(value) : value;
  }

  private static Object byteLength(Machine m, @Nullable Object value) {
    if (value instanceof String text) {
      m.budget.work(text.length() / 64);
      return (long) GoText.length(text);
    }
    throw JqErrors.cannotApply("utf8bytelength", value);
  }

  private static Object keys(Machine m, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return JqValues.copyOf(map.keySet(), 0, m.budget);
    }
    if (!(value instanceof List<?> list)) {
      throw JqErrors.cannotApply("keys", value);
    }
    m.budget.allocate(6L * list.size() * JqBudget.ELEMENT_BYTES);
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      keys.add((long) i);
    }
    return keys;
  }

  private static Object has(@Nullable Object container, @Nullable Object key) {
    if (container == null) {
      return false;
    }
    Long index = JqNumbers.toInt(key);
    if (container instanceof List<?> list && index != null) {
      return index >= 0 && index < list.size();
    }
    if (container instanceof Map<?, ?> map && key instanceof String) {
      return map.containsKey(key);
    }
    throw JqErrors.cannotApply("has", container, key);
  }

  private static @Nullable Object add(Machine m, @Nullable Object value) {
    Collection<@Nullable Object> elements = JqValues.elements(value);
    if (elements == null) {
      throw JqErrors.cannotApply("add", value);
    }
    Sum sum = new Sum(m);
    elements.forEach(sum::add);
    return sum.result();
  }

  /** A sum of many values that does not copy what it has for each of them. */
  static final class Sum {
    private final Machine m;
    private @Nullable StringBuilder text;
    private @Nullable List<@Nullable Object> list;
    private @Nullable SortedMap<String, @Nullable Object> map;
    private @Nullable Object other;

    Sum(Machine m) {
      this.m = m;
    }

    void add(@Nullable Object value) {
      m.budget.work(1);
      if (value == null) {
        return;
      }
      boolean empty = text == null && list == null && map == null && other == null;
      if (value instanceof String part && (empty || text != null)) {
        m.budget.allocate(part.length());
        text = text == null ? new StringBuilder() : text;
        text.append(part);
      } else if (value instanceof List<?> part && (empty || list != null)) {
        m.budget.allocate((long) part.size() * JqBudget.ELEMENT_BYTES);
        list = list == null ? new ArrayList<>() : list;
        list.addAll(part);
      } else if (value instanceof Map && (empty || map != null)) {
        addMap(value);
      } else {
        Object sum = m.arithmetic.add(result(), value);
        text = null;
        list = null;
        map = null;
        other = sum;
      }
    }

    private void addMap(Object value) {
      Map<String, @Nullable Object> part = JqValues.asMap(value);
      if (part != null) {
        m.budget.allocate((long) part.size() * JqBudget.ENTRY_BYTES);
        map = map == null ? JqValues.newMap() : map;
        map.putAll(part);
      }
    }

    @Nullable Object result() {
      if (text != null) {
        // Halves of a character that met become one.
        String joined = text.toString();
        return GoText.isBroken(joined) ? GoText.of(GoText.bytes(joined)) : joined;
      }
      return list != null ? list : map != null ? map : other;
    }
  }

  private static Object contains(
      Machine m, @Nullable Object containing, @Nullable Object contained, int depth) {
    m.budget.work(1);
    JqBudget.nesting(depth);
    if (JqNumbers.isNumber(containing) && JqNumbers.isNumber(contained)) {
      return m.order.equal(containing, contained) && !isNan(containing);
    }
    if (containing instanceof String text && contained instanceof String part) {
      m.budget.work((long) text.length() * part.length() / 64);
      return GoStrings.contains(text, part);
    }
    if (containing instanceof List<?> list && contained instanceof List<?> parts) {
      return parts.stream()
          .allMatch(part -> list.stream().anyMatch(each -> matches(m, each, part, depth)));
    }
    if (containing instanceof Map<?, ?> map && contained instanceof Map<?, ?> parts) {
      return parts.entrySet().stream()
          .allMatch(
              part ->
                  map.containsKey(part.getKey())
                      && matches(m, map.get(part.getKey()), part.getValue(), depth));
    }
    if (containing == null ? contained == null : containing.equals(contained)) {
      return true;
    }
    throw JqErrors.cannotApply("contains", containing, contained);
  }

  private static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  /** Inside containers, types that do not match are no error. */
  private static boolean matches(
      Machine m, @Nullable Object containing, @Nullable Object contained, int depth) {
    try {
      return Boolean.TRUE.equals(contains(m, containing, contained, depth + 1));
    } catch (JqError otherTypes) {
      return false;
    }
  }

  private static Object toBoolean(@Nullable Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (!(value instanceof String text)) {
      throw JqErrors.cannotApply("toboolean", value);
    }
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw JqErrors.failed("toboolean", value, "invalid boolean");
  }

  private static @Nullable Object toNumber(@Nullable Object value) {
    if (JqNumbers.isNumber(value)) {
      return value;
    }
    if (!(value instanceof String text)) {
      throw JqErrors.cannotApply("tonumber", value);
    }
    if (!JqNumbers.isNumeral(text)) {
      throw JqErrors.failed("tonumber", value, "invalid number");
    }
    return JqNumbers.parse(text);
  }

  private static Object captures(@Nullable Object value) {
    SortedMap<String, @Nullable Object> texts = JqValues.newMap();
    for (Object capture : JqAccess.requireList(value)) {
      if (capture instanceof Map<?, ?> map && map.get("name") instanceof String name) {
        texts.put(name, map.get("string"));
      }
    }
    return texts;
  }

  private static Object moduleMeta(@Nullable Object value) {
    throw value instanceof String name
        ? JqError.of("cannot load module: " + GoQuote.quote(name))
        : JqErrors.cannotApply("modulemeta", value);
  }
}
