package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoText;
import java.io.ByteArrayOutputStream;

/** Go's {@code base32.StdEncoding}. */
final class Base32 {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 5) {
      long bits = 0;
      int size = Math.min(5, bytes.length - i);
      for (int j = 0; j < 5; j++) {
        bits = bits << 8 | (j < size ? bytes[i + j] & 0xff : 0);
      }
      int digits = (size * 8 + 4) / 5;
      for (int j = 0; j < 8; j++) {
        out.append(j < digits ? DIGITS.charAt((int) (bits >> (35 - 5 * j)) & 31) : '=');
      }
    }
    return out.toString();
  }

  /** Newlines are ignored; offsets in errors don't count them. */
  static byte[] decode(String text) {
    String clean = text.replace("\r", "").replace("\n", "");
    byte[] in = GoText.bytes(clean);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < in.length; i += 8) {
      int count = 0;
      long bits = 0;
      while (count < 8) {
        if (i + count >= in.length) {
          throw corrupt(i);
        }
        int c = in[i + count] & 0xff;
        if (c == '=' && count >= 2 && in.length - i <= 8) {
          checkPadding(in, i, count);
          break;
        }
        int digit = DIGITS.indexOf(c);
        if (digit < 0) {
          throw corrupt(i + count);
        }
        bits = bits << 5 | digit;
        count++;
      }
      bits <<= 5 * (8 - count);
      for (int j = 0; j < count * 5 / 8; j++) {
        out.write((int) (bits >> (32 - 8 * j)));
      }
    }
    return out.toByteArray();
  }

  private static void checkPadding(byte[] in, int start, int count) {
    if (in.length - start < 8) {
      throw corrupt(in.length);
    }
    for (int i = start + count; i < in.length; i++) {
      if (in[i] != '=') {
        throw corrupt(i - 1);
      }
    }
    if (count == 1 || count == 3 || count == 6) {
      throw corrupt(start + count);
    }
  }

  private static GoError corrupt(int at) {
    return new GoError("illegal base32 data at input byte " + at);
  }
}
