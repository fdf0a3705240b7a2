package io.argobuild.core.expression.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt} with the verb {@code %v}. */
public final class GoPrint {
  private GoPrint() {}

  /** The value as {@code %v} prints it, a string as it is. */
  public static String print(@Nullable Object value, Meter meter) {
    if (value instanceof String text) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    append(out, value, 0, meter);
    String printed = out.toString();
    return GoText.isBroken(printed) ? GoText.of(GoText.bytes(printed)) : printed;
  }

  private static void append(StringBuilder out, @Nullable Object value, int depth, Meter meter) {
    meter.depth(depth);
    meter.step();
    int before = out.length();
    if (value == null) {
      out.append("<nil>");
    } else if (value instanceof Double number) {
      out.append(GoFloat.print(number));
    } else if (value instanceof Map<?, ?> map) {
      appendMap(out, map, depth, meter);
      return;
    } else if (value instanceof List<?> list) {
      appendAll(out, "[", list, "]", depth, meter);
      return;
    } else if (value instanceof GoStruct struct) {
      appendAll(out, "{", struct.fields().values(), "}", depth, meter);
      return;
    } else if (value instanceof GoFunction) {
      // Go prints its address, which is another one in each run.
      out.append("0x0");
    } else {
      out.append(value);
    }
    meter.grow(out.length() - before);
  }

  private static void appendAll(
      StringBuilder out, String open, Iterable<?> items, String close, int depth, Meter meter) {
    out.append(open);
    String gap = "";
    for (Object item : items) {
      out.append(gap);
      append(out, item, depth + 1, meter);
      gap = " ";
    }
    out.append(close);
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map, int depth, Meter meter) {
    out.append("map[");
    String gap = "";
    for (Object key : sortedKeys(map)) {
      out.append(gap);
      append(out, key, depth + 1, meter);
      out.append(':');
      append(out, map.get(key), depth + 1, meter);
      gap = " ";
    }
    out.append(']');
  }

  /** The keys in the order in which Go prints them. */
  static List<Object> sortedKeys(Map<?, ?> map) {
    List<Object> keys = new ArrayList<>(map.keySet());
    keys.sort(GoPrint::compareKeys);
    return keys;
  }

  private static int compareKeys(@Nullable Object left, @Nullable Object right) {
    int byType = Integer.compare(rank(left), rank(right));
    if (byType != 0) {
      return byType;
    }
    if (left instanceof String a && right instanceof String b) {
      return GoText.compare(a, b);
    }
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.isNaN(a) || Double.isNaN(b)
          ? Boolean.compare(!Double.isNaN(a), !Double.isNaN(b))
          : Double.compare(a, b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof GoInt a && right instanceof GoInt b) {
      return a.unsigned()
          ? Long.compareUnsigned(a.bits(), b.bits())
          : Long.compare(a.bits(), b.bits());
    }
    return String.valueOf(left).compareTo(String.valueOf(right));
  }

  /** Go sorts keys of several types by where it keeps these types: first texts, last booleans. */
  private static int rank(@Nullable Object key) {
    if (key == null) {
      return 0;
    }
    if (key instanceof String) {
      return 1;
    }
    if (key instanceof Long || key instanceof GoInt) {
      return 2;
    }
    if (key instanceof Double) {
      return 3;
    }
    return key instanceof Boolean ? 4 : 5;
  }
}
