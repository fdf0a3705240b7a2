package io.argobuild.core.expression.golang;

import org.jspecify.annotations.Nullable;

/** Go's {@code strconv.Quote}. */
public final class GoQuote {
  private GoQuote() {}

  /** The text in double quotes, escaped as Go does. */
  public static String quote(String text) {
    return quote(text, '"');
  }

  /** The text in the given quotes. */
  public static String quote(String text, char quote) {
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> append(out, c, quote));
    return out.append(quote).toString();
  }

  private static void append(StringBuilder out, int c, char quote) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
      return;
    }
    if (c >= 0xDC80 && c <= 0xDCFF) {
      out.append(String.format("\\x%02x", c & 0xff));
      return;
    }
    if (GoUnicode.isPrint(c)) {
      out.appendCodePoint(c);
      return;
    }
    String named = named(c);
    if (named != null) {
      out.append(named);
    } else if (c < ' ' || c == 0x7f) {
      out.append(String.format("\\x%02x", c));
    } else if (c < 0x10000) {
      out.append(String.format("\\u%04x", c));
    } else {
      out.append(String.format("\\U%08x", c));
    }
  }

  private static @Nullable String named(int c) {
    return switch (c) {
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default -> null;
    };
  }
}
