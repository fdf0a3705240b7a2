package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Sets and deletes what paths lead to. Values are copied on the way, once: copies made by the same
 * update may be changed again, so that an assignment to all elements of a list does not copy the
 * list for each.
 */
final class PathUpdate {
  private static final long MAX_INDEX = 0x20000000;

  /** Stands for what is to be deleted, until the positions no longer matter. */
  private static final Object DELETED = new Object();

  private final JqBudget budget;
  private final Set<Object> owned = Collections.newSetFromMap(new IdentityHashMap<>());

  PathUpdate(JqBudget budget) {
    this.budget = budget;
  }

  /** {@code setpath}. */
  @Nullable Object set(@Nullable Object value, @Nullable Object path, @Nullable Object next) {
    List<@Nullable Object> keys = JqValues.asList(path);
    if (keys == null) {
      throw JqErrors.cannotApply("setpath", value, path);
    }
    try {
      return update(value, keys, 0, next);
    } catch (JqError error) {
      throw JqErrors.failed("setpath", value, error.text(), path, next);
    }
  }

  /** {@code delpaths}. */
  @Nullable Object delete(@Nullable Object value, @Nullable Object paths) {
    List<@Nullable Object> list = JqValues.asList(paths);
    if (list == null) {
      throw JqErrors.cannotApply("delpaths", value, paths);
    }
    if (list.isEmpty()) {
      return value;
    }
    Object updated = value;
    try {
      for (Object path : list) {
        updated = update(updated, JqAccess.requireList(path), 0, DELETED);
      }
    } catch (JqError error) {
      throw JqErrors.failed("delpaths", value, error.text(), paths);
    }
    return withoutDeleted(updated, 0);
  }

  private @Nullable Object update(
      @Nullable Object value, List<@Nullable Object> keys, int at, @Nullable Object next) {
    budget.work(1);
    JqBudget.nesting(at);
    if (at == keys.size()) {
      return next;
    }
    Object key = keys.get(at);
    Long position = JqNumbers.toInt(key);
    Map<String, @Nullable Object> slice = JqValues.asMap(key);
    if (!(key instanceof String) && position == null && slice == null) {
      throw value instanceof List
          ? JqErrors.indexNotNumber("an array", key)
          : JqErrors.keyNotString(key);
    }
    if (value == DELETED) {
      return value;
    }
    if (key instanceof String name) {
      return updateMember(value, name, keys, at, next);
    }
    if (value != null && !(value instanceof List)) {
      throw JqErrors.expectedArray(value);
    }
    List<@Nullable Object> list = JqValues.asList(value);
    return position != null
        ? updateElement(list, position, keys, at, next)
        : updateSlice(list, slice == null ? Map.of() : slice, keys, at, next);
  }

  private @Nullable Object updateMember(
      @Nullable Object value,
      String name,
      List<@Nullable Object> keys,
      int at,
      @Nullable Object next) {
    Map<String, @Nullable Object> map = JqValues.asMap(value);
    if (map == null && value != null) {
      throw JqErrors.expectedObject(value);
    }
    if (next == DELETED && (map == null || !map.containsKey(name))) {
      return value;
    }
    Object updated = update(map == null ? null : map.get(name), keys, at + 1, next);
    Map<String, @Nullable Object> target = map != null && owned.contains(map) ? map : own(map);
    target.put(name, updated);
    return target;
  }

  private Map<String, @Nullable Object> own(@Nullable Map<String, @Nullable Object> map) {
    SortedMap<String, @Nullable Object> copy =
        JqValues.copyOf(map == null ? Map.of() : map, budget);
    budget.allocate(JqBudget.ENTRY_BYTES);
    owned.add(copy);
    return copy;
  }

  private List<@Nullable Object> own(List<@Nullable Object> copy) {
    owned.add(copy);
    return copy;
  }

  private @Nullable Object updateElement(
      @Nullable List<@Nullable Object> list,
      long position,
      List<@Nullable Object> keys,
      int at,
      @Nullable Object next) {
    int size = list == null ? 0 : list.size();
    long index = position < 0 ? position + size : position;
    if (next == DELETED && (index < 0 || index >= size)) {
      return list;
    }
    if (index < 0) {
      throw JqError.of("array index should not be negative: " + position);
    }
    if (index >= size && index >= MAX_INDEX) {
      throw JqError.of("array index too large: " + position);
    }
    Object old = list != null && index < size ? list.get((int) index) : null;
    Object updated = update(old, keys, at + 1, next);
    int grown = (int) Math.max(0, index + 1 - size);
    budget.allocate((long) grown * JqBudget.ELEMENT_BYTES);
    List<@Nullable Object> target =
        list != null && owned.contains(list)
            ? list
            : own(JqValues.copyOf(list == null ? List.of() : list, grown, budget));
    target.addAll(Collections.nCopies(grown, null));
    target.set((int) index, updated);
    return target;
  }

  private @Nullable Object updateSlice(
      @Nullable List<@Nullable Object> given,
      Map<String, @Nullable Object> slice,
      List<@Nullable Object> keys,
      int at,
      @Nullable Object next) {
    if (!slice.containsKey("start") || !slice.containsKey("end")) {
      throw JqErrors.noBounds(slice);
    }
    List<@Nullable Object> list = given == null ? List.of() : given;
    JqAccess.Bounds bounds = JqAccess.Bounds.of(slice.get("start"), slice.get("end"), list.size());
    int start = bounds.start();
    int end = bounds.end();
    if (start == end && next == DELETED) {
      return given;
    }
    // Go's slice of nil is a list, too; an empty one.
    List<@Nullable Object> part = JqValues.copyOf(list.subList(start, end), 0, budget);
    Object updated = update(part, keys, at + 1, next);
    List<@Nullable Object> target = JqValues.copyOf(list.subList(0, start), list.size(), budget);
    if (updated == DELETED) {
      target.addAll(Collections.nCopies(end - start, DELETED));
    } else {
      target.addAll(JqAccess.requireList(updated));
    }
    target.addAll(list.subList(end, list.size()));
    return own(target);
  }

  /** Drops what was deleted; containers without any stay as they are. */
  private @Nullable Object withoutDeleted(@Nullable Object value, int depth) {
    JqBudget.nesting(depth);
    budget.work(1);
    List<@Nullable Object> list = JqValues.asList(value);
    if (list != null) {
      return withoutDeleted(list, depth);
    }
    Map<String, @Nullable Object> map = JqValues.asMap(value);
    if (map == null) {
      return value == DELETED ? null : value;
    }
    boolean changed = false;
    SortedMap<String, @Nullable Object> rest = JqValues.newMap();
    for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
      if (entry.getValue() != DELETED) {
        rest.put(entry.getKey(), withoutDeleted(entry.getValue(), depth + 1));
      }
      changed |= rest.get(entry.getKey()) != entry.getValue();
    }
    return changed ? rest : value;
  }

  private List<@Nullable Object> withoutDeleted(List<@Nullable Object> list, int depth) {
    boolean changed = false;
    List<@Nullable Object> rest = new ArrayList<>(list.size());
    for (Object element : list) {
      Object kept = element == DELETED ? element : withoutDeleted(element, depth + 1);
      if (element != DELETED) {
        rest.add(kept);
      }
      changed |= element == DELETED || kept != element;
    }
    return changed ? rest : list;
  }
}
