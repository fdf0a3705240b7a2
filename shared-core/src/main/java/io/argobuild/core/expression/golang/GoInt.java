package io.argobuild.core.expression.golang;

/**
 * An integer that isn't a Go {@code int}.
 *
 * @param bits the value; for uint64 and uint the bits of it
 */
public record GoInt(GoType type, long bits) implements GoValue {

  public static GoInt int64(long value) {
    return new GoInt(GoType.INT64, value);
  }

  public static GoInt uint8(int value) {
    return new GoInt(GoType.UINT8, value & 0xff);
  }

  public boolean unsigned() {
    return type.kind().unsigned();
  }

  /** As {@code float64(x)} converts it. */
  public double toDouble() {
    if (!unsigned() || bits >= 0) {
      return (double) bits;
    }
    double half = (double) ((bits >>> 1) | (bits & 1));
    return half * 2;
  }

  @Override
  public String toString() {
    return unsigned() ? Long.toUnsignedString(bits) : Long.toString(bits);
  }
}
