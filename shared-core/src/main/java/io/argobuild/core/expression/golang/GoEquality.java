package io.argobuild.core.expression.golang;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Go's {@code reflect.DeepEqual}: 1 and 1.0 differ, and so do a nil and an empty list. */
public final class GoEquality {
  private GoEquality() {}

  public static boolean deepEqual(@Nullable Object left, @Nullable Object right, Meter meter) {
    return deepEqual(left, right, 0, meter);
  }

  private static boolean deepEqual(
      @Nullable Object left, @Nullable Object right, int depth, Meter meter) {
    meter.depth(depth);
    meter.step();
    if (!Objects.equals(GoType.of(left), GoType.of(right))) {
      return false;
    }
    if (left == right && (left instanceof List || left instanceof Map)) {
      return true;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return lists(a, b, depth, meter);
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return maps(a, b, depth, meter);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    // Functions are equal only when both are nil.
    return !(left instanceof GoFunction) && Objects.equals(left, right);
  }

  private static boolean lists(List<?> left, List<?> right, int depth, Meter meter) {
    if (left.size() != right.size() || GoZero.isNil(left) != GoZero.isNil(right)) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!deepEqual(left.get(i), right.get(i), depth + 1, meter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(Map<?, ?> left, Map<?, ?> right, int depth, Meter meter) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<?, ?> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())
          || !deepEqual(entry.getValue(), right.get(entry.getKey()), depth + 1, meter)) {
        return false;
      }
    }
    return true;
  }

  /** The key under which a Go map would keep {@code key}; lists and maps can't be keys. */
  public static @Nullable Object key(@Nullable Object key) {
    if (!isHashable(key)) {
      throw new GoError("runtime error: hash of unhashable type " + GoType.textOf(key));
    }
    return key instanceof Double number && number == 0 ? (Object) 0.0 : key;
  }

  /** The key to look for in {@code map}; Go words the error another way while a map is empty. */
  public static @Nullable Object lookedUp(Map<?, ?> map, @Nullable Object key) {
    if (map.isEmpty() && !isHashable(key)) {
      throw new GoError("hash of unhashable type: " + GoType.textOf(key));
    }
    return key(key);
  }

  private static boolean isHashable(@Nullable Object key) {
    if (key instanceof TypedList list && list.type().kind() == Kind.ARRAY) {
      return true;
    }
    return !(key instanceof List
        || key instanceof Map
        || key instanceof GoFunction
        || (key instanceof GoLocation location && !location.pointer()));
  }
}
