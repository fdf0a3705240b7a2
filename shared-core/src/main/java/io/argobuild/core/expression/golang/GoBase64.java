package io.argobuild.core.expression.golang;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/** Go's {@code base64.StdEncoding}. */
public final class GoBase64 {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final byte[] in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int at;

  private GoBase64(byte[] in) {
    this.in = in;
  }

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Newlines are ignored; what is wrong is named by its offset in bytes. */
  public static byte[] decode(String text) {
    GoBase64 decoder = new GoBase64(GoText.bytes(text));
    while (decoder.quantum()) {
      continue;
    }
    return decoder.out.toByteArray();
  }

  /** Reads four digits; false at the end. */
  private boolean quantum() {
    int bits = 0;
    int count = 0;
    while (count < 4) {
      if (at == in.length) {
        if (count == 0) {
          return false;
        }
        throw corrupt(at - count);
      }
      char c = (char) (in[at++] & 0xff);
      if (c == '\n' || c == '\r') {
        continue;
      }
      int digit = DIGITS.indexOf(c);
      if (digit < 0) {
        if (c != '=' || count < 2) {
          throw corrupt(at - 1);
        }
        padding(count);
        break;
      }
      bits = bits << 6 | digit;
      count++;
    }
    bits <<= 6 * (4 - count);
    for (int i = 0; i < count - 1; i++) {
      out.write(bits >> (16 - 8 * i));
    }
    return count == 4;
  }

  private void padding(int count) {
    newlines();
    if (count == 2) {
      if (at == in.length || in[at] != '=') {
        throw corrupt(at);
      }
      at++;
      newlines();
    }
    if (at < in.length) {
      throw corrupt(at);
    }
  }

  private void newlines() {
    while (at < in.length && (in[at] == '\n' || in[at] == '\r')) {
      at++;
    }
  }

  private static GoError corrupt(int at) {
    return new GoError("illegal base64 data at input byte " + at);
  }
}
