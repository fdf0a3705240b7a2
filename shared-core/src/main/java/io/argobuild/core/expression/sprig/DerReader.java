package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoError;
import java.math.BigInteger;
import java.util.Arrays;

/** Reads what {@link Der} writes, element by element. */
final class DerReader {
  private final byte[] bytes;
  private int at;

  DerReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isAt(int tag) {
    return at < bytes.length && (bytes[at] & 0xff) == tag;
  }

  /** The contents of the next element, which must have that tag. */
  byte[] contents(int tag) {
    if (!isAt(tag) || at + 1 >= bytes.length) {
      throw malformed();
    }
    int length = bytes[at + 1] & 0xff;
    int start = at + 2;
    if (length >= 0x80) {
      int size = length & 0x7f;
      if (size == 0 || size > 3 || start + size > bytes.length) {
        throw malformed();
      }
      length = 0;
      for (int i = 0; i < size; i++) {
        length = length << 8 | bytes[start + i] & 0xff;
      }
      start += size;
    }
    if (start + length > bytes.length) {
      throw malformed();
    }
    at = start + length;
    return Arrays.copyOfRange(bytes, start, at);
  }

  DerReader inside(int tag) {
    return new DerReader(contents(tag));
  }

  BigInteger integer() {
    byte[] digits = contents(Der.INTEGER);
    if (digits.length == 0) {
      throw malformed();
    }
    return new BigInteger(digits);
  }

  private static GoError malformed() {
    return new GoError("asn1: structure error: malformed data");
  }
}
