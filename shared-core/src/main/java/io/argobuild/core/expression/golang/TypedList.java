package io.argobuild.core.expression.golang;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Go slice or array other than {@code []interface {}}, or one that is nil. Immutable. */
public final class TypedList extends AbstractList<Object> implements GoValue {
  private final GoType type;
  private final List<Object> items;
  private final boolean nil;

  private TypedList(GoType type, List<Object> items, boolean nil) {
    this.type = type;
    this.items = items;
    this.nil = nil;
  }

  public static TypedList of(GoType type, List<Object> items) {
    return new TypedList(type, items, false);
  }

  /** The nil slice of that type. */
  public static TypedList nil(GoType type) {
    return new TypedList(type, List.of(), true);
  }

  public static TypedList strings(List<String> items) {
    return of(GoType.STRINGS, new ArrayList<>(items));
  }

  public static TypedList bytes(byte[] bytes) {
    return of(GoType.BYTES, new ByteItems(Arrays.copyOf(bytes, bytes.length)));
  }

  /** The bytes of a {@code []byte}. */
  public byte[] toBytes() {
    byte[] bytes = new byte[items.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((GoInt) items.get(i)).bits();
    }
    return bytes;
  }

  /** True for Go's nil slice, which prints as {@code []} and is {@code null} in JSON. */
  public boolean isNil() {
    return nil;
  }

  @Override
  public GoType type() {
    return type;
  }

  /** The part from {@code from} to before {@code to}. */
  public TypedList slice(int from, int to) {
    GoType result = type.kind() == Kind.ARRAY ? GoType.sliceOf(type.elem()) : type;
    return new TypedList(result, items.subList(from, to), nil);
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TypedList list
        && type.equals(list.type)
        && nil == list.nil
        && items.equals(list.items);
  }

  @Override
  public int hashCode() {
    return items.hashCode();
  }

  private static final class ByteItems extends AbstractList<Object> {
    private final byte[] bytes;

    ByteItems(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public Object get(int index) {
      return GoInt.uint8(bytes[index]);
    }

    @Override
    public int size() {
      return bytes.length;
    }
  }
}
