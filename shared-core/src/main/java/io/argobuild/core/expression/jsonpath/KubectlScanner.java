package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoUnicode;

/**
 * Walks over a kubectl template by characters; what was passed since the last {@link #take} is the
 * current token.
 */
final class KubectlScanner {
  static final int END = -1;

  private final String text;
  private int start;
  private int at;
  private int width;

  KubectlScanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at >= text.length();
  }

  boolean startsWith(String prefix) {
    return text.startsWith(prefix, at);
  }

  /** The current token; the next one begins here. */
  String take() {
    String token = text.substring(start, at);
    start = at;
    return token;
  }

  void skip(int length) {
    at += length;
    take();
  }

  int next() {
    if (atEnd()) {
      width = 0;
      return END;
    }
    int c = text.codePointAt(at);
    width = Character.charCount(c);
    at += width;
    return c;
  }

  /** Undoes one {@link #next}. */
  void back() {
    at -= width;
  }

  int peek() {
    int c = next();
    back();
    return c;
  }

  String upTo(char c) {
    int found = text.indexOf(c, at);
    at = found < 0 ? text.length() : found;
    return take();
  }

  void toTerminator() {
    while (!isTerminator(next())) {
      continue;
    }
    back();
  }

  void toUnescapedTerminator() {
    int c = next();
    while (!isTerminator(c)) {
      if (c == '\\') {
        next();
      }
      c = next();
    }
    back();
  }

  void overNumber() {
    int sign = peek();
    if (sign == '+' || sign == '-') {
      next();
    }
    int c = next();
    while (c == '.' || GoUnicode.isDigit(c)) {
      c = next();
    }
    back();
  }

  /** Passes the rest of a quoted text; false when it has no end. */
  boolean overQuoted(int quote) {
    while (true) {
      int c = next();
      if (c == END || c == '\n') {
        return false;
      }
      if (c == quote && text.charAt(at - 2) != '\\') {
        return true;
      }
    }
  }

  boolean overArray() {
    int c = next();
    while (c != ']') {
      if (c == END || c == '\n') {
        return false;
      }
      c = next();
    }
    return true;
  }

  /**
   * Passes a filter and its closing bracket. At most one quoted text is told from the rest: a
   * bracket counts unless it stands after a first quote and before its pair.
   */
  boolean overFilter() {
    int quote = END;
    boolean closed = false;
    while (true) {
      int c = next();
      if (c == END || c == '\n') {
        return false;
      }
      boolean isQuote = c == '"' || c == '\'';
      if (isQuote && quote == END) {
        quote = c;
      } else if (isQuote) {
        closed |= c == quote && text.charAt(at - 2) != '\\';
      } else if (c == ')' && (quote == END || closed)) {
        return true;
      }
    }
  }

  static boolean isEndOfLine(int c) {
    return c == '\r' || c == '\n';
  }

  static boolean isAlphaNumeric(int c) {
    return c == '_' || (c >= 0 && (GoUnicode.isLetter(c) || GoUnicode.isDigit(c)));
  }

  private static boolean isTerminator(int c) {
    return switch (c) {
      case END, ' ', '\t', '\r', '\n', '.', ',', '[', ']', '$', '@', '{', '}' -> true;
      default -> false;
    };
  }
}
