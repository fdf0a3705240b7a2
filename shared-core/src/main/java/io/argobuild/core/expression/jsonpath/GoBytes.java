package io.argobuild.core.expression.jsonpath;

import java.nio.charset.StandardCharsets;

/**
 * Go's strings are bytes, and the expression dialect cuts between them. While a path is being read
 * it is therefore kept as a string with one char for each UTF-8 byte.
 */
final class GoBytes {
  private static final String[] SPACES = spaces();

  private GoBytes() {}

  static String toBytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static String toText(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Go's {@code strings.TrimSpace}. */
  static String trim(String bytes) {
    int start = 0;
    int end = bytes.length();
    for (int width = spaceAt(bytes, start); width > 0; width = spaceAt(bytes, start)) {
      start += width;
    }
    for (int width = spaceBefore(bytes, start, end); width > 0; ) {
      end -= width;
      width = spaceBefore(bytes, start, end);
    }
    return bytes.substring(start, end);
  }

  private static int spaceAt(String bytes, int at) {
    for (String space : SPACES) {
      if (bytes.startsWith(space, at)) {
        return space.length();
      }
    }
    return 0;
  }

  private static int spaceBefore(String bytes, int start, int end) {
    for (String space : SPACES) {
      int at = end - space.length();
      if (at >= start && bytes.startsWith(space, at)) {
        return space.length();
      }
    }
    return 0;
  }

  private static String[] spaces() {
    String all =
        "\t\n\u000b\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
            + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a";
    return all.chars().mapToObj(c -> toBytes(String.valueOf((char) c))).toArray(String[]::new);
  }
}
