package io.argobuild.core.template;

import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoUnicode;

/** Texts as Go's {@code encoding/json} and {@code strconv} write them. */
final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /** The inside of a JSON string, with HTML characters escaped as Go does. */
  static String escape(String text) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else if (Character.isSurrogate(c)) {
        i += surrogate(text, i, out) - 1;
      } else {
        escape(c, out);
      }
    }
    return out.toString();
  }

  private static boolean isPlain(char c) {
    return c >= ' '
        && c != '"'
        && c != '\\'
        && c != '<'
        && c != '>'
        && c != '&'
        && c != '\u2028'
        && c != '\u2029'
        && !Character.isSurrogate(c);
  }

  /** Writes a pair; half a pair is no character in Go. Returns how many chars were read. */
  private static int surrogate(String text, int at, StringBuilder out) {
    int character = text.codePointAt(at);
    if (Character.isSupplementaryCodePoint(character)) {
      out.appendCodePoint(character);
      return 2;
    }
    out.append("\\ufffd");
    return 1;
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default ->
          out.append("\\u")
              .append(HEX.charAt(c >> 12))
              .append(HEX.charAt(c >> 8 & 15))
              .append(HEX.charAt(c >> 4 & 15))
              .append(HEX.charAt(c & 15));
    }
  }

  /**
   * What Argo inserts for a value: escaped as in Go source code, which is mostly, but not always,
   * the inside of a JSON string.
   */
  static String quoted(String text) {
    String quoted = GoQuote.quote(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** Undoes the escaping of HTML characters, as Argo does before it reads an expression. */
  static String withoutHtmlEscapes(String text) {
    return text.contains("\\u00")
        ? text.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")
        : text;
  }

  /** Without Unicode white space at both ends. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && GoUnicode.isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && GoUnicode.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
