package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and quoted texts in kubectl templates. */
final class KubectlLiterals {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");

  private KubectlLiterals() {}

  /** A Long, a Double, or null when it is neither. */
  static @Nullable Object number(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return null;
    }
    if (INTEGER.matcher(text).matches()) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException tooLarge) {
        return decimal(text);
      }
    }
    return decimal(text);
  }

  private static @Nullable Double decimal(String text) {
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? null : value;
  }

  static String trimBlanks(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  /** The text of a literal with its quotes, with Go's escapes; null when it is malformed. */
  static @Nullable String unquote(String literal) {
    if (literal.length() < 2) {
      return null;
    }
    char quote = literal.charAt(0);
    String inside = Subscript.inside(literal);
    if (inside.indexOf('\\') < 0 && inside.indexOf(quote) < 0) {
      return inside;
    }
    // Escapes may name single bytes.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at >= 0 && at < inside.length()) {
      at = character(inside, at, quote, out);
    }
    return at < 0 ? null : GoText.of(out.toByteArray());
  }

  /** Decodes one character; returns where the next begins, -1 when it is malformed. */
  private static int character(String text, int at, char quote, ByteArrayOutputStream out) {
    int c = text.codePointAt(at);
    if (c == quote) {
      return -1;
    }
    if (c != '\\') {
      out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      return at + Character.charCount(c);
    }
    if (at + 1 >= text.length()) {
      return -1;
    }
    char escape = text.charAt(at + 1);
    return switch (escape) {
      case 'x' -> coded(text, at + 2, 2, 16, out);
      case 'u' -> coded(text, at + 2, 4, 16, out);
      case 'U' -> coded(text, at + 2, 8, 16, out);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> coded(text, at + 1, 3, 8, out);
      default -> named(escape, quote, at + 2, out);
    };
  }

  private static int named(char escape, char quote, int next, ByteArrayOutputStream out) {
    int c =
        switch (escape) {
          case 'a' -> 7;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'v' -> 11;
          case '\\' -> '\\';
          default -> escape == quote ? quote : -1;
        };
    out.write(c);
    return c < 0 ? -1 : next;
  }

  private static int coded(
      String text, int from, int digits, int radix, ByteArrayOutputStream out) {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit =
          i < text.length() && text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    if (digits < 4) {
      out.write((int) value);
      return value > 255 ? -1 : from + digits;
    }
    if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
      return -1;
    }
    out.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
    return from + digits;
  }
}
