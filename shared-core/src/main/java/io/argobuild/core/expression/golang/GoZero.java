package io.argobuild.core.expression.golang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Zero values. */
public final class GoZero {
  private GoZero() {}

  /** What a variable of that type holds at first; null for nil maps, pointers and interfaces. */
  public static @Nullable Object of(GoType type) {
    if (type.equals(GoType.TIME)) {
      return GoTime.ZERO;
    }
    if (type.equals(GoType.DURATION)) {
      return new GoDuration(0);
    }
    return switch (type.kind()) {
      case BOOL -> false;
      case INT -> 0L;
      case INT8, INT16, INT32, INT64, UINT, UINT8, UINT16, UINT32, UINT64 -> new GoInt(type, 0);
      case FLOAT32, FLOAT64 -> 0.0;
      case STRING -> "";
      case SLICE -> TypedList.nil(type);
      case ARRAY, FUNC, INTERFACE, MAP, PTR, STRUCT, INVALID -> null;
    };
  }

  /** Whether {@code value} is nil, or a slice that is. */
  public static boolean isNil(@Nullable Object value) {
    return value == null || value instanceof TypedList list && list.isNil();
  }

  /** An empty list for a nil one. */
  public static List<Object> orEmpty(@Nullable List<Object> list) {
    return list == null ? List.of() : list;
  }
}
