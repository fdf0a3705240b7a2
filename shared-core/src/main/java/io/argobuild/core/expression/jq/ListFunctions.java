package io.argobuild.core.expression.jq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions for lists. */
final class ListFunctions {
  private ListFunctions() {}

  static void addTo(Library library) {
    library.add("reverse", 0, (m, v, a) -> reverse(m, v));
    library.add("indices", 1, (m, v, a) -> indices(m, "indices", v, a.get(0)));
    library.add("index", 1, (m, v, a) -> edge(indices(m, "index", v, a.get(0)), false));
    library.add("rindex", 1, (m, v, a) -> edge(indices(m, "rindex", v, a.get(0)), true));
    library.add("flatten", 0, (m, v, a) -> flatten(m, v, Double.POSITIVE_INFINITY));
    library.add("flatten", 1, (m, v, a) -> flatten(m, v, a.get(0)));
    library.add("transpose", 0, (m, v, a) -> transpose(m, v));
    library.add("bsearch", 1, (m, v, a) -> search(m, v, a.get(0)));
    library.add("min", 0, (m, v, a) -> extreme(m, items(m, "min", v), false));
    library.add("max", 0, (m, v, a) -> extreme(m, items(m, "max", v), true));
    library.add("_min_by", 1, (m, v, a) -> extreme(m, itemsBy(m, "min_by", v, a), false));
    library.add("_max_by", 1, (m, v, a) -> extreme(m, itemsBy(m, "max_by", v, a), true));
    library.add("sort", 0, (m, v, a) -> values(sorted(m, items(m, "sort", v))));
    library.add("_sort_by", 1, (m, v, a) -> values(sorted(m, itemsBy(m, "sort_by", v, a))));
    library.add("unique", 0, (m, v, a) -> firsts(groups(m, items(m, "unique", v))));
    library.add("_unique_by", 1, (m, v, a) -> firsts(groups(m, itemsBy(m, "unique_by", v, a))));
    library.add("_group_by", 1, (m, v, a) -> groups(m, itemsBy(m, "group_by", v, a)));
  }

  private static List<@Nullable Object> require(String name, @Nullable Object value) {
    List<@Nullable Object> list = JqValues.asList(value);
    if (list == null) {
      throw JqErrors.cannotApply(name, value);
    }
    return list;
  }

  private static Object reverse(Machine m, @Nullable Object value) {
    List<@Nullable Object> reversed = JqValues.copyOf(require("reverse", value), 0, m.budget);
    Collections.reverse(reversed);
    return reversed;
  }

  private static @Nullable List<@Nullable Object> indices(
      Machine m, String name, @Nullable Object value, @Nullable Object part) {
    if (value == null) {
      return null;
    }
    List<@Nullable Object> list = JqValues.asList(value);
    if (list != null) {
      List<@Nullable Object> parts = JqValues.asList(part);
      return JqAccess.indices(m, list, parts != null ? parts : Collections.singletonList(part));
    }
    if (value instanceof String text && part instanceof String word) {
      return JqAccess.indices(
          m, TextFunctions.codePoints(m, text), TextFunctions.codePoints(m, word));
    }
    throw JqErrors.cannotApply(name, value, part);
  }

  private static @Nullable Object edge(@Nullable List<@Nullable Object> indices, boolean last) {
    if (indices == null || indices.isEmpty()) {
      return null;
    }
    return indices.get(last ? indices.size() - 1 : 0);
  }

  private static Object flatten(Machine m, @Nullable Object value, @Nullable Object levels) {
    Collection<@Nullable Object> elements = JqValues.elements(value);
    if (elements == null) {
      throw JqErrors.cannotApply("flatten", value);
    }
    Double depth = JqNumbers.toFloat(levels);
    if (depth == null) {
      throw JqErrors.cannotApply("flatten", levels);
    }
    if (depth < 0 || depth.isNaN()) {
      throw JqError.of("flatten depth should not be negative: " + JqValues.preview(depth));
    }
    List<@Nullable Object> flat = new ArrayList<>();
    flatten(m, elements, depth, flat, 0);
    return flat;
  }

  private static void flatten(
      Machine m,
      Collection<@Nullable Object> elements,
      double levels,
      List<@Nullable Object> flat,
      int depth) {
    JqBudget.nesting(depth);
    m.budget.allocate((long) elements.size() * JqBudget.ELEMENT_BYTES);
    for (Object element : elements) {
      m.budget.work(1);
      List<@Nullable Object> inner = JqValues.asList(element);
      if (inner != null && levels != 0) {
        flatten(m, inner, levels - 1, flat, depth + 1);
      } else {
        flat.add(element);
      }
    }
  }

  private static Object transpose(Machine m, @Nullable Object value) {
    List<@Nullable Object> rows = require("transpose", value);
    int width = 0;
    for (Object row : rows) {
      List<@Nullable Object> cells = JqValues.asList(row);
      if (cells == null) {
        throw JqErrors.cannotApply("transpose", value);
      }
      width = Math.max(width, cells.size());
    }
    m.budget.allocate((long) width * rows.size() * JqBudget.ELEMENT_BYTES);
    List<@Nullable Object> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      List<@Nullable Object> column = new ArrayList<>();
      for (Object row : rows) {
        List<@Nullable Object> cells = JqAccess.requireList(row);
        column.add(i < cells.size() ? cells.get(i) : null);
      }
      columns.add(column);
    }
    return columns;
  }

  private static Object search(Machine m, @Nullable Object value, @Nullable Object target) {
    List<@Nullable Object> list = JqValues.asList(value);
    if (list == null) {
      throw JqErrors.cannotApply("bsearch", value, target);
    }
    int low = 0;
    int high = list.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (m.order.compare(list.get(middle), target) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    boolean found = low < list.size() && m.order.equal(list.get(low), target);
    return found ? (long) low : -low - 1L;
  }

  /** A value and what it is ordered by. */
  private record Item(@Nullable Object value, @Nullable Object key) {}

  private static List<Item> items(Machine m, String name, @Nullable Object value) {
    List<@Nullable Object> list = require(name, value);
    return items(m, list, list);
  }

  private static List<Item> items(
      Machine m, List<@Nullable Object> values, List<@Nullable Object> keys) {
    m.budget.allocate(6L * values.size() * JqBudget.ELEMENT_BYTES);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      items.add(new Item(values.get(i), keys.get(i)));
    }
    return items;
  }

  private static List<Item> itemsBy(
      Machine m, String name, @Nullable Object value, List<@Nullable Object> arguments) {
    Object by = arguments.get(0);
    List<@Nullable Object> values = JqValues.asList(value);
    List<@Nullable Object> keys = JqValues.asList(by);
    if (values == null || keys == null) {
      throw JqErrors.cannotApply(name, value, by);
    }
    if (values.size() != keys.size()) {
      throw JqErrors.failed(name, value, "length mismatch", by);
    }
    return items(m, values, keys);
  }

  private static @Nullable Object extreme(Machine m, List<Item> items, boolean greatest) {
    if (items.isEmpty()) {
      return null;
    }
    Item best = items.get(0);
    for (Item item : items.subList(1, items.size())) {
      boolean greater = m.order.compare(best.key(), item.key()) > 0;
      if (greater != greatest) {
        best = item;
      }
    }
    return best.value();
  }

  /** Sorts by insertion and merging, so that an order that contradicts itself does no harm. */
  private static List<Item> sorted(Machine m, List<Item> items) {
    Item[] all = items.toArray(Item[]::new);
    sort(m, all, 0, all.length);
    return Arrays.asList(all);
  }

  private static void sort(Machine m, Item[] items, int from, int to) {
    if (to - from <= 20) {
      for (int i = from + 1; i < to; i++) {
        for (int j = i; j > from && isLess(m, items[j], items[j - 1]); j--) {
          Item item = items[j];
          items[j] = items[j - 1];
          items[j - 1] = item;
        }
      }
      return;
    }
    int middle = (from + to) >>> 1;
    sort(m, items, from, middle);
    sort(m, items, middle, to);
    Item[] left = Arrays.copyOfRange(items, from, middle);
    int next = from;
    int right = middle;
    for (Item item : left) {
      while (right < to && isLess(m, items[right], item)) {
        items[next++] = items[right++];
      }
      items[next++] = item;
    }
  }

  private static boolean isLess(Machine m, Item left, Item right) {
    return m.order.compare(left.key(), right.key()) < 0;
  }

  private static List<@Nullable Object> values(List<Item> items) {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    items.forEach(item -> values.add(item.value()));
    return values;
  }

  /** Lists of the values with equal keys, sorted by key. */
  private static List<@Nullable Object> groups(Machine m, List<Item> items) {
    List<@Nullable Object> groups = new ArrayList<>();
    List<@Nullable Object> group = new ArrayList<>();
    Item last = null;
    for (Item item : sorted(m, items)) {
      if (last == null || !m.order.equal(last.key(), item.key())) {
        group = new ArrayList<>();
        groups.add(group);
        last = item;
      }
      group.add(item.value());
    }
    return groups;
  }

  private static List<@Nullable Object> firsts(List<@Nullable Object> groups) {
    List<@Nullable Object> firsts = new ArrayList<>(groups.size());
    groups.forEach(group -> firsts.add(JqAccess.requireList(group).get(0)));
    return firsts;
  }
}
