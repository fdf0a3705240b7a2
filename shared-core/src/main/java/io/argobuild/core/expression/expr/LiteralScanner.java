package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;

/** Reads numbers and strings. */
final class LiteralScanner {
  private final SourceCursor cursor;

  LiteralScanner(SourceCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads a number; false when it isn't well-formed. */
  boolean number() {
    String digits = "0123456789_";
    if (cursor.accept("0")) {
      if (cursor.accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
      } else if (cursor.accept("oO")) {
        digits = "01234567_";
      } else if (cursor.accept("bB")) {
        digits = "01_";
      }
    }
    cursor.acceptRun(digits);
    int whole = cursor.end();
    if (cursor.accept(".")) {
      if (cursor.peek() == '.') {
        // It is a range: 1..2.
        cursor.end(whole);
        return true;
      }
      cursor.acceptRun(digits);
    }
    if (cursor.accept("eE")) {
      cursor.accept("+-");
      cursor.acceptRun(digits);
    }
    if (Lexer.isAlphaNumeric(cursor.peek())) {
      cursor.advance();
      return false;
    }
    return true;
  }

  /** The value of a string literal, of which the quote has been read. */
  String string(int quote) {
    scanString(quote);
    return unescape(false, 0);
  }

  /** The value of a bytes literal, of which the letter has been read. */
  String bytes() {
    scanString(cursor.advance());
    return unescape(true, 1);
  }

  private String unescape(boolean bytes, int skip) {
    try {
      return Unescape.unescape(cursor.word().substring(skip), bytes);
    } catch (GoError e) {
      throw cursor.error(e.text(), false);
    }
  }

  private void scanString(int quote) {
    int c = cursor.advance();
    while (c != quote) {
      if (c == '\n' || c == SourceCursor.EOF) {
        throw cursor.error("literal not terminated", c == SourceCursor.EOF);
      }
      c = c == '\\' ? scanEscape(quote) : cursor.advance();
    }
  }

  /** Reads an escape and returns the character after it. */
  private int scanEscape(int quote) {
    int c = cursor.advance();
    if (c == quote) {
      return cursor.advance();
    }
    switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\':
        return cursor.advance();
      case '0', '1', '2', '3', '4', '5', '6', '7':
        return scanDigits(c, 8, 3);
      case 'x':
        return scanDigits(cursor.advance(), 16, 2);
      case 'u':
        return cursor.peek() == '{' ? scanBraces() : scanDigits(cursor.advance(), 16, 4);
      case 'U':
        return scanDigits(cursor.advance(), 16, 8);
      default:
        throw cursor.error("invalid char escape", c == SourceCursor.EOF);
    }
  }

  private int scanBraces() {
    cursor.advance();
    int digits = 0;
    while (cursor.peek() != '}') {
      if (!isDigit(cursor.peek(), 16) || digits >= 6) {
        throw cursor.error("invalid char escape", false);
      }
      cursor.advance();
      digits++;
    }
    if (digits == 0) {
      throw cursor.error("invalid char escape", false);
    }
    cursor.advance();
    return cursor.advance();
  }

  private int scanDigits(int first, int base, int count) {
    int c = first;
    int left = count;
    while (left > 0 && isDigit(c, base)) {
      c = cursor.advance();
      left--;
    }
    if (left > 0) {
      throw cursor.error("invalid char escape", c == SourceCursor.EOF);
    }
    return c;
  }

  private static boolean isDigit(int c, int base) {
    return c != SourceCursor.EOF && c < 0x80 && Character.digit(c, base) >= 0;
  }

  /** The value of a literal in backquotes, of which the first has been read. */
  String rawString() {
    StringBuilder out = new StringBuilder();
    while (true) {
      int c = cursor.advance();
      if (c == SourceCursor.EOF) {
        throw cursor.error("literal not terminated", true);
      }
      if (c == '`') {
        if (cursor.peek() != '`') {
          break;
        }
        cursor.advance();
      }
      out.appendCodePoint(c);
    }
    return out.toString();
  }
}
