package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Turns a quoted literal into its value. */
final class Unescape {
  private static final String FAILED = "unable to unescape string";

  private final String text;
  private final boolean bytes;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int at;

  private Unescape(String text, boolean bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /**
   * The value of a literal.
   *
   * @param quoted with its quotes
   * @param bytes whether {@code \xff} is a byte, not a character
   */
  static String unescape(String quoted, boolean bytes) {
    String text = quoted.replace("\r\n", "\n").replace('\r', '\n');
    Unescape reader = new Unescape(text.substring(1, text.length() - 1), bytes);
    while (reader.at < reader.text.length()) {
      reader.one();
    }
    return GoText.of(reader.out.toByteArray());
  }

  private void put(int codePoint) {
    // Go writes surrogates as U+FFFD.
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    String shown = Character.toString(surrogate ? 0xFFFD : codePoint);
    out.writeBytes(shown.getBytes(StandardCharsets.UTF_8));
  }

  private void one() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\') {
      put(c);
      return;
    }
    if (at >= text.length()) {
      throw new GoError(FAILED + ", found '\\' as last character");
    }
    char escape = text.charAt(at++);
    int simple = "abfnrtv\\'\"`?".indexOf(escape);
    if (simple >= 0) {
      put("\u0007\b\f\n\r\t\u000b\\'\"`?".charAt(simple));
    } else if (escape >= '0' && escape <= '3') {
      octal(escape);
    } else if (escape == 'x' || escape == 'X') {
      value(hex(2));
    } else if ((escape == 'u' || escape == 'U') && !bytes) {
      value(escape == 'u' && text.startsWith("{", at) ? braces() : hex(escape == 'u' ? 4 : 8));
    } else {
      throw new GoError(FAILED);
    }
  }

  private void value(long code) {
    if (code > Character.MAX_CODE_POINT) {
      throw new GoError(FAILED);
    }
    if (bytes) {
      out.write((int) code);
    } else {
      put((int) code);
    }
  }

  private void octal(char first) {
    int code = first - '0';
    for (int i = 0; i < 2; i++, at++) {
      char c = at < text.length() ? text.charAt(at) : 0;
      if (c < '0' || c > '7') {
        throw new GoError("unable to unescape octal sequence in string");
      }
      code = code * 8 + c - '0';
    }
    value(code);
  }

  private long hex(int digits) {
    long code = 0;
    for (int i = 0; i < digits; i++, at++) {
      int digit = at < text.length() ? digit(text.charAt(at)) : -1;
      if (digit < 0) {
        throw new GoError(FAILED);
      }
      code = code * 16 + digit;
    }
    return code;
  }

  private long braces() {
    int close = text.indexOf('}', at);
    at++;
    if (close < at + 1 || close > at + 6) {
      throw new GoError(FAILED);
    }
    long code = hex(close - at);
    at++;
    return code;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
