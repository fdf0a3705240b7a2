package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoUnicode;
import java.util.function.IntPredicate;

/** Names in camel, snake and kebab case, by the rules of huandu/xstrings v1.5.0. */
final class CaseWords {
  private enum Kind {
    NONE,
    NUMBER,
    UPPER,
    ALPHABET,
    CONNECTOR,
    PUNCTUATION,
    OTHER
  }

  private final int[] chars;
  private final int connector;
  private final StringBuilder out = new StringBuilder();
  private int start;
  private int end;
  private Kind kind = Kind.NONE;

  private CaseWords(String text, int connector) {
    this.chars = GoText.sanitize(text).codePoints().toArray();
    this.connector = connector;
  }

  private static boolean isConnector(int c) {
    return c == '-' || c == '_' || GoUnicode.isSpace(c);
  }

  private static boolean isAlphabet(int c) {
    boolean ideograph =
        (c >= 0x4E00 && c <= 0x9FCC)
            || (c >= 0x3400 && c <= 0x4D85)
            || (c >= 0x20000 && c <= 0x2B81D);
    return Character.isLetter(c) && !ideograph;
  }

  private static boolean isUpper(int c) {
    return Character.isUpperCase(c);
  }

  private static boolean isLower(int c) {
    return isAlphabet(c) && !isUpper(c);
  }

  /** {@code http_server} to {@code HttpServer}; connectors at the start stay. */
  static String camel(String text) {
    int[] chars = GoText.sanitize(text).codePoints().toArray();
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < chars.length && isConnector(chars[i])) {
      out.appendCodePoint(chars[i++]);
    }
    if (i == chars.length) {
      // The library writes the last one twice.
      return chars.length == 0 ? "" : out.appendCodePoint(chars[i - 1]).toString();
    }
    boolean shouting = isUpper(chars[i]);
    int current = Character.toUpperCase(chars[i++]);
    for (; i < chars.length; i++) {
      int previous = current;
      current = chars[i];
      if (isConnector(current) && isConnector(previous)) {
        out.appendCodePoint(previous);
        continue;
      }
      if (isConnector(previous)) {
        shouting = isUpper(current);
        current = Character.toUpperCase(current);
        continue;
      }
      if (shouting && isUpper(current)) {
        current = Character.toLowerCase(current);
      } else {
        shouting = false;
      }
      out.appendCodePoint(previous);
    }
    return out.appendCodePoint(current).toString();
  }

  /** {@code HTTPServer} to {@code http_server}. */
  static String connected(String text, int connector) {
    CaseWords words = new CaseWords(text, connector);
    return words.chars.length == 0 ? "" : words.connect();
  }

  private boolean hasMore() {
    return end < chars.length;
  }

  private String connect() {
    next();
    while (hasMore()) {
      if (kind != Kind.CONNECTOR) {
        write(kind, start, end);
      }
      Kind previous = kind;
      int from = start;
      int to = end;
      next();
      switch (previous) {
        case NUMBER -> afterNumber();
        case CONNECTOR -> write(previous, from, to);
        case PUNCTUATION -> {}
        default -> afterWord();
      }
    }
    write(kind, start, end);
    return out.toString();
  }

  private void separate() {
    if (kind != Kind.CONNECTOR && kind != Kind.PUNCTUATION) {
      out.appendCodePoint(connector);
    }
  }

  /** Lower case letters and numbers belong to the number before them. */
  private void afterNumber() {
    while (kind == Kind.ALPHABET || kind == Kind.NUMBER) {
      write(kind, start, end);
      next();
    }
    if (kind != Kind.NONE) {
      separate();
    }
  }

  private void afterWord() {
    if (kind != Kind.NUMBER) {
      separate();
      return;
    }
    if (!hasMore()) {
      return;
    }
    int from = start;
    int to = end;
    next();
    if (kind != Kind.ALPHABET) {
      // The number belongs to the word before it: Bld4Floor is bld4_floor.
      write(Kind.NUMBER, from, to);
      separate();
      return;
    }
    out.appendCodePoint(connector);
    write(Kind.NUMBER, from, to);
    afterNumber();
  }

  private void write(Kind what, int from, int to) {
    for (int i = from; i < to; i++) {
      int c = chars[i];
      if (what != Kind.UPPER && what != Kind.CONNECTOR) {
        out.appendCodePoint(c);
      } else if (isConnector(c)) {
        out.appendCodePoint(connector);
      } else {
        out.appendCodePoint(isUpper(c) ? Character.toLowerCase(c) : c);
      }
    }
  }

  /** Finds the next word. */
  private void next() {
    start = end;
    if (start == chars.length) {
      kind = Kind.NONE;
      return;
    }
    int first = chars[end++];
    if (isConnector(first)) {
      kind = Kind.CONNECTOR;
      skip(CaseWords::isConnector);
    } else if (GoUnicode.isPunct(first)) {
      kind = Kind.PUNCTUATION;
      skip(GoUnicode::isPunct);
    } else if (isUpper(first)) {
      kind = Kind.UPPER;
      upper();
    } else if (isAlphabet(first)) {
      kind = Kind.ALPHABET;
      skip(CaseWords::isLower);
    } else if (GoUnicode.isNumber(first)) {
      kind = Kind.NUMBER;
      skip(GoUnicode::isNumber);
    } else {
      kind = Kind.OTHER;
      skip(
          c -> !(isConnector(c) || isAlphabet(c) || GoUnicode.isNumber(c) || GoUnicode.isPunct(c)));
    }
  }

  private void skip(IntPredicate belongs) {
    while (hasMore() && belongs.test(chars[end])) {
      end++;
    }
  }

  /** Of HTTPStatus the word is HTTP. */
  private void upper() {
    if (!hasMore()) {
      return;
    }
    if (isUpper(chars[end])) {
      skip(CaseWords::isUpper);
      if (hasMore() && isAlphabet(chars[end])) {
        end--;
      }
    } else {
      skip(CaseWords::isLower);
    }
  }
}
