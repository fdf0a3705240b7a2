package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoEquality;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.TypedMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the functions that take a closure. */
final class Closures {
  private final Interpreter interpreter;
  private final Deque<Loop> loops = new ArrayDeque<>();

  Closures(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** One run over a collection. */
  private static final class Loop {
    private final Object collection;
    private final int size;
    private int index;
    private @Nullable Object accumulator;

    Loop(Object collection, int size) {
      this.collection = collection;
      this.size = size;
    }

    @Nullable Object item() {
      if (collection instanceof List<?> list) {
        return list.get(index);
      }
      if (collection instanceof byte[] bytes) {
        return GoInt.uint8(bytes[index]);
      }
      throw new GoError("reflect: call of reflect.Value.Index on map Value");
    }
  }

  private static Loop loop(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new Loop(list, list.size());
    }
    if (value instanceof Map<?, ?> map) {
      return new Loop(map, map.size());
    }
    if (value instanceof String text) {
      byte[] bytes = GoText.bytes(text);
      return new Loop(bytes, bytes.length);
    }
    String kind = value == null ? "zero" : GoType.kindOf(value).text();
    throw new GoError("reflect: call of reflect.Value.Len on " + kind + " Value");
  }

  /** {@code #}, {@code #index} or {@code #acc} of the innermost closure. */
  @Nullable Object pointer(String name) {
    Loop loop = loops.element();
    return switch (name) {
      case "" -> loop.item();
      case "index" -> (long) loop.index;
      case "acc" -> loop.accumulator;
      default -> throw new GoError("unknown pointer " + name);
    };
  }

  @Nullable Object run(Access.Builtin node) {
    Object collection = Cast.dereferenced(interpreter.evaluate(node.arguments().get(0)));
    interpreter.at(node);
    Loop loop = loop(collection);
    loops.push(loop);
    Object result = run(node, loop);
    loops.pop();
    interpreter.at(node);
    return result;
  }

  private @Nullable Object run(Access.Builtin node, Loop loop) {
    return switch (node.name()) {
      case "all" -> !anyIs(node, loop, false);
      case "none" -> !anyIs(node, loop, true);
      case "any" -> anyIs(node, loop, true);
      case "one" -> count(node, loop) == 1;
      case "filter" -> filter(node, loop);
      case "map" -> map(node, loop);
      case "count" -> count(node, loop);
      case "sum" -> sum(node, loop);
      case "find", "findIndex" -> find(node, loop, 0, 1);
      case "findLast", "findLastIndex" -> find(node, loop, loop.size - 1, -1);
      case "groupBy" -> groupBy(node, loop);
      case "sortBy" -> sortBy(node, loop);
      case "reduce" -> reduce(node, loop);
      default -> throw new GoError("unknown builtin " + node.name());
    };
  }

  /** The value of the closure for the current element. */
  private @Nullable Object body(Access.Builtin node, Loop loop) {
    interpreter.meter().step();
    if (node.arguments().size() == 1) {
      return loop.item();
    }
    Object value = interpreter.evaluate(node.arguments().get(1));
    interpreter.at(node);
    return value;
  }

  private boolean test(Access.Builtin node, Loop loop) {
    return Cast.bool(body(node, loop));
  }

  private boolean anyIs(Access.Builtin node, Loop loop, boolean wanted) {
    for (; loop.index < loop.size; loop.index++) {
      if (test(node, loop) == wanted) {
        return true;
      }
    }
    return false;
  }

  private long count(Access.Builtin node, Loop loop) {
    long count = 0;
    for (; loop.index < loop.size; loop.index++) {
      if (test(node, loop)) {
        count++;
        if (node.threshold() > 0 && count >= node.threshold()) {
          break;
        }
      }
    }
    return count;
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private List<Object> filter(Access.Builtin node, Loop loop) {
    List<Object> kept = new ArrayList<>();
    for (; loop.index < loop.size; loop.index++) {
      if (test(node, loop)) {
        kept.add(kept(node, loop));
      }
    }
    interpreter.meter().memory(kept.size());
    return kept;
  }

  private @Nullable Object kept(Access.Builtin node, Loop loop) {
    Node mapped = node.mapped();
    if (mapped == null) {
      return loop.item();
    }
    Object value = interpreter.evaluate(mapped);
    interpreter.at(node);
    return value;
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private List<Object> map(Access.Builtin node, Loop loop) {
    List<Object> values = new ArrayList<>();
    for (; loop.index < loop.size; loop.index++) {
      values.add(body(node, loop));
    }
    interpreter.meter().memory(loop.size);
    return values;
  }

  private @Nullable Object sum(Access.Builtin node, Loop loop) {
    loop.accumulator = 0L;
    for (; loop.index < loop.size; loop.index++) {
      Object value = body(node, loop);
      loop.accumulator = Arithmetic.add(value, loop.accumulator, interpreter.meter());
    }
    return loop.accumulator;
  }

  private @Nullable Object find(Access.Builtin node, Loop loop, int from, int step) {
    for (loop.index = from; loop.index >= 0 && loop.index < loop.size; loop.index += step) {
      if (test(node, loop)) {
        return node.name().endsWith("Index") ? (Object) (long) loop.index : kept(node, loop);
      }
    }
    if (node.throwing()) {
      throw new GoError("reflect: slice index out of range");
    }
    return null;
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private TypedMap groupBy(Access.Builtin node, Loop loop) {
    Map<Object, Object> groups = new LinkedHashMap<>();
    Map<Object, List<Object>> lists = new LinkedHashMap<>();
    for (; loop.index < loop.size; loop.index++) {
      Object key = GoEquality.lookedUp(lists, body(node, loop));
      lists.computeIfAbsent(key, k -> new ArrayList<>()).add(loop.item());
    }
    interpreter.meter().grow(loop.size);
    groups.putAll(lists);
    return new TypedMap(GoType.GROUPS, groups);
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private List<Object> sortBy(Access.Builtin node, Loop loop) {
    boolean descending = false;
    if (node.arguments().size() == 3) {
      Object order = interpreter.evaluate(node.arguments().get(2));
      interpreter.at(node);
      if (!(order instanceof String)) {
        throw new GoError("sortBy order argument must be a string");
      }
      descending = order.equals("desc");
      if (!descending && !order.equals("asc")) {
        throw new GoError("unknown order, use asc or desc");
      }
    }
    List<Sorting.Keyed> keyed = new ArrayList<>();
    for (; loop.index < loop.size; loop.index++) {
      Object key = body(node, loop);
      keyed.add(new Sorting.Keyed(key, loop.item()));
    }
    List<Object> sorted = Sorting.sort(keyed, descending, interpreter.meter());
    interpreter.meter().memory(loop.size);
    return sorted;
  }

  private @Nullable Object reduce(Access.Builtin node, Loop loop) {
    if (node.arguments().size() == 3) {
      loop.accumulator = interpreter.evaluate(node.arguments().get(2));
      interpreter.at(node);
    } else if (loop.size == 0) {
      throw new GoError("reduce of empty array with no initial value");
    } else {
      loop.accumulator = loop.item();
      loop.index++;
    }
    for (; loop.index < loop.size; loop.index++) {
      loop.accumulator = body(node, loop);
    }
    return loop.accumulator;
  }
}
