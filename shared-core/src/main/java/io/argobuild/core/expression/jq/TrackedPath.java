package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way from the input of {@code path(f)} to the current value, while it is being followed.
 *
 * @param parent null at the beginning
 * @param value what stands there, to tell whether the current value still is that
 */
record TrackedPath(
    @Nullable TrackedPath parent, @Nullable Object key, @Nullable Object value, int length) {

  static TrackedPath from(@Nullable Object value) {
    return new TrackedPath(null, null, value, 0);
  }

  TrackedPath then(@Nullable Object nextKey, @Nullable Object nextValue) {
    if (length >= JqBudget.MAX_PENDING) {
      throw JqBudget.limit("path is longer than " + JqBudget.MAX_PENDING);
    }
    return new TrackedPath(this, nextKey, nextValue, length + 1);
  }

  /** Whether a value is what stands at this place: the same container, or an equal scalar. */
  boolean leadsTo(@Nullable Object other) {
    if (value instanceof List<?> mine && other instanceof List<?> theirs) {
      return mine == theirs || (mine.isEmpty() && theirs.isEmpty());
    }
    if (value instanceof Map || other instanceof Map) {
      return value == other;
    }
    if (value instanceof Double mine && other instanceof Double theirs) {
      return mine.doubleValue() == theirs.doubleValue() || (mine.isNaN() && theirs.isNaN());
    }
    if (value instanceof String mine && other instanceof String theirs) {
      return GoText.compare(mine, theirs) == 0;
    }
    return value == null ? other == null : value.equals(other);
  }

  List<@Nullable Object> keys() {
    List<@Nullable Object> keys = new ArrayList<>(length);
    for (TrackedPath at = this; at.parent != null; at = at.parent) {
      keys.add(at.key);
    }
    Collections.reverse(keys);
    return keys;
  }
}
