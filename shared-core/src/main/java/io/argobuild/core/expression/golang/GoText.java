package io.argobuild.core.expression.golang;

import java.nio.charset.StandardCharsets;

/**
 * Go strings, which are bytes, kept in Java strings. A byte that is part of no UTF-8 character is
 * kept as the char U+DC00 plus the byte, which no valid text contains.
 */
public final class GoText {
  private static final int BAD = 0xDC00;

  private GoText() {}

  private static boolean isBad(char c) {
    return c >= BAD + 0x80 && c <= BAD + 0xFF;
  }

  /** Whether the text holds a byte that isn't UTF-8. */
  public static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
      } else if (isBad(c)) {
        return true;
      }
    }
    return false;
  }

  /** Makes valid Go text of any Java string: lone surrogates become U+FFFD. */
  public static String sanitize(String text) {
    int lone = firstLone(text);
    if (lone < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                out.appendCodePoint(
                    c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
    return out.toString();
  }

  private static int firstLone(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      return i;
    }
    return -1;
  }

  public static byte[] bytes(String text) {
    if (!isBroken(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    byte[] out = new byte[length(text)];
    int at = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c >= BAD + 0x80 && c <= BAD + 0xFF) {
        out[at++] = (byte) c;
      } else {
        byte[] part = Character.toString(c).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(part, 0, out, at, part.length);
        at += part.length;
      }
    }
    return out;
  }

  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The text of the bytes from {@code from} to before {@code to}. */
  public static String of(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from; i < to; ) {
      int size = sequence(bytes, i, to);
      if (size == 0) {
        out.append((char) (BAD + (bytes[i] & 0xff)));
        i++;
      } else if (size == 1) {
        out.append((char) bytes[i]);
        i++;
      } else {
        out.append(new String(bytes, i, size, StandardCharsets.UTF_8));
        i += size;
      }
    }
    return out.toString();
  }

  /** Length of the character at {@code i}; 0 when there is none. */
  private static int sequence(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || i + size > to) {
      return 0;
    }
    int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    int second = bytes[i + 1] & 0xff;
    if (second < low || second > high) {
      return 0;
    }
    for (int j = 2; j < size; j++) {
      if ((bytes[i + j] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** Number of bytes. */
  public static int length(String text) {
    return length(text, text.length());
  }

  /** Number of bytes of the first {@code chars} chars. */
  public static int length(String text, int chars) {
    int size = 0;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        size++;
      } else if (c < 0x800) {
        size += 2;
      } else if (Character.isHighSurrogate(c)) {
        size += 4;
        i++;
      } else {
        size += isBad(c) ? 1 : 3;
      }
    }
    return size;
  }

  /** Number of characters, a bad byte being one. */
  public static int runes(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code left + right}; halves of a character that meet become one. */
  public static String concat(String left, String right) {
    String joined = left.concat(right);
    if (!left.isEmpty()
        && !right.isEmpty()
        && isBad(right.charAt(0))
        && isBad(left.charAt(left.length() - 1))) {
      return of(bytes(joined));
    }
    return joined;
  }

  /** The bytes from {@code from} to before {@code to}, which must lie within the text. */
  public static String slice(String text, int from, int to) {
    if (isAscii(text)) {
      return text.substring(from, to);
    }
    return of(bytes(text), from, to);
  }

  /** Whether every char is one byte. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Order of the bytes. */
  public static int compare(String left, String right) {
    int size = Math.min(left.length(), right.length());
    for (int i = 0; i < size; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        if (Character.isSurrogate(a) || Character.isSurrogate(b)) {
          return java.util.Arrays.compareUnsigned(bytes(left), bytes(right));
        }
        return Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
