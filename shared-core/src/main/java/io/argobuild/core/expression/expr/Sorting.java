package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts by expr's {@code <}. Up to twelve elements are compared in the order in which Go compares
 * them, so that the same pair fails first; longer lists are sorted stably, which Go doesn't
 * promise.
 */
final class Sorting {
  private static final int SHORT = 12;

  private Sorting() {}

  /** An element and what it is sorted by. */
  record Keyed(@Nullable Object key, @Nullable Object item) {}

  static List<Object> sort(List<Keyed> elements, boolean descending, Meter meter) {
    Keyed[] array = elements.toArray(new Keyed[0]);
    if (array.length <= SHORT) {
      insertion(array, 0, array.length, descending, meter);
    } else {
      merge(array, new Keyed[array.length], 0, array.length, descending, meter);
    }
    return items(array);
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private static List<Object> items(Keyed[] array) {
    List<Object> items = new ArrayList<>(array.length);
    for (Keyed keyed : array) {
      items.add(keyed.item);
    }
    return items;
  }

  private static boolean less(Keyed a, Keyed b, boolean descending, Meter meter) {
    meter.step();
    return descending ? Arithmetic.less(b.key, a.key) : Arithmetic.less(a.key, b.key);
  }

  private static void insertion(Keyed[] array, int from, int to, boolean descending, Meter meter) {
    for (int i = from + 1; i < to; i++) {
      for (int j = i; j > from && less(array[j], array[j - 1], descending, meter); j--) {
        Keyed swapped = array[j];
        array[j] = array[j - 1];
        array[j - 1] = swapped;
      }
    }
  }

  private static void merge(
      Keyed[] array, Keyed[] spare, int from, int to, boolean descending, Meter meter) {
    if (to - from <= SHORT) {
      insertion(array, from, to, descending, meter);
      return;
    }
    int middle = (from + to) >>> 1;
    merge(array, spare, from, middle, descending, meter);
    merge(array, spare, middle, to, descending, meter);
    System.arraycopy(array, from, spare, from, to - from);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeRight =
          left >= middle || (right < to && less(spare[right], spare[left], descending, meter));
      array[i] = takeRight ? spare[right++] : spare[left++];
    }
  }
}
