package io.argobuild.core.expression.expr;

/** The source as characters, with the word that is being read. */
final class SourceCursor {
  static final int EOF = -1;

  private final String source;
  private final int[] chars;
  private int start;
  private int end;

  SourceCursor(String source) {
    this.source = source;
    this.chars = source.codePoints().toArray();
  }

  /** Index of the first character of the word. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Goes back to before {@code end}. */
  void end(int index) {
    this.end = index;
  }

  /** Begins a new word. */
  void commit() {
    start = end;
  }

  String word() {
    return new String(chars, start, end - start);
  }

  int peek() {
    return end < chars.length ? chars[end] : EOF;
  }

  int advance() {
    return end < chars.length ? chars[end++] : EOF;
  }

  boolean accept(String valid) {
    if (end < chars.length && valid.indexOf(chars[end]) >= 0) {
      end++;
      return true;
    }
    return false;
  }

  void acceptRun(String valid) {
    while (accept(valid)) {
      continue;
    }
  }

  void skipWord() {
    while (Lexer.isAlphaNumeric(peek())) {
      end++;
    }
  }

  /** Go's lexer stands behind the character it complains of; at the end one further. */
  ExprError error(String message, boolean atEnd) {
    return ExprError.compiling(message, new Location(atEnd ? end : end - 1), source);
  }
}
