package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's {@code %s}, which marks everything in a value that is no string. */
final class GoShown {
  private GoShown() {}

  static String text(@Nullable Object value, Meter meter) {
    return value == null ? "<invalid reflect.Value>" : inner(value, 0, meter);
  }

  private static String inner(@Nullable Object value, int depth, Meter meter) {
    meter.depth(depth);
    meter.step();
    if (value == null) {
      return "%!s(<nil>)";
    }
    if (value instanceof String text) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    if (value instanceof Map<?, ?> map) {
      String gap = "";
      for (String key : map.keySet().stream().map(String::valueOf).sorted().toList()) {
        out.append(gap).append(key).append(':').append(inner(map.get(key), depth + 1, meter));
        gap = " ";
      }
      return "map[" + out + "]";
    }
    if (value instanceof List<?> list) {
      String gap = "";
      for (Object item : list) {
        out.append(gap).append(inner(item, depth + 1, meter));
        gap = " ";
      }
      return "[" + out + "]";
    }
    return "%!s(" + GoType.textOf(value) + "=" + GoPrint.print(value, meter) + ")";
  }
}
