package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoUnicode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Cuts the source into tokens, one at a time. Positions count characters. */
final class Lexer {
  private static final int EOF = -1;
  private static final Set<String> WORD_OPERATORS =
      Set.of(
          "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "if", "else");
  private static final Set<String> NEGATABLE =
      Set.of("in", "matches", "contains", "startsWith", "endsWith");

  private final String source;
  private final int[] chars;
  private final Deque<Token> ready = new ArrayDeque<>();
  private int start;
  private int end;
  private boolean finished;

  Lexer(String source) {
    this.source = source;
    this.chars = source.codePoints().toArray();
  }

  static boolean isAlphabetic(int c) {
    return c == '_' || c == '$' || GoUnicode.isLetter(c);
  }

  static boolean isAlphaNumeric(int c) {
    return c != EOF && (isAlphabetic(c) || GoUnicode.isDigit(c));
  }

  static boolean isIdentifier(String word) {
    return !word.isEmpty()
        && isAlphabetic(word.codePointAt(0))
        && word.codePoints().allMatch(Lexer::isAlphaNumeric);
  }

  /** The next token; after EOF an error. */
  Token next() {
    while (ready.isEmpty()) {
      if (finished) {
        throw new EndOfTokens();
      }
      root();
    }
    return ready.remove();
  }

  /** Asked for a token after the last one. */
  static final class EndOfTokens extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndOfTokens() {
      super(null, null, false, false);
    }
  }

  private int peek() {
    return end < chars.length ? chars[end] : EOF;
  }

  private int advance() {
    return end < chars.length ? chars[end++] : EOF;
  }

  private String word() {
    return new String(chars, start, end - start);
  }

  private void emit(Token.Kind kind) {
    emit(kind, word());
  }

  private void emit(Token.Kind kind, String value) {
    ready.add(new Token(kind, value, new Location(start)));
    start = end;
  }

  private boolean accept(String valid) {
    if (end < chars.length && valid.indexOf(chars[end]) >= 0) {
      end++;
      return true;
    }
    return false;
  }

  private void acceptRun(String valid) {
    while (accept(valid)) {
      continue;
    }
  }

  /** Go's lexer stands behind the character it complains of; at the end one further. */
  private ExprError error(String message, boolean atEnd) {
    return ExprError.compiling(message, new Location(atEnd ? end : end - 1), source);
  }

  private void root() {
    int c = advance();
    if (c == EOF) {
      ready.add(new Token(Token.Kind.EOF, "", new Location(Math.max(0, end - 1))));
      finished = true;
    } else if (GoUnicode.isSpace(c)) {
      start = end;
    } else if (c == '\'' || c == '"') {
      string(c);
    } else if (c == '`') {
      rawString();
    } else if ((c == 'b' || c == 'B') && (peek() == '\'' || peek() == '"')) {
      bytes();
    } else if (c >= '0' && c <= '9') {
      end--;
      number();
    } else if (isAlphaNumeric(c)) {
      identifier();
    } else {
      symbol(c);
    }
  }

  private void symbol(int c) {
    switch (c) {
      case '?' -> operator(".?");
      case '/' -> slash();
      case '#' -> pointer();
      case '|' -> operator("|");
      case ':' -> operator(":");
      case '(', '[', '{', ')', ']', '}' -> emit(Token.Kind.BRACKET);
      case ',', ';', '%', '+', '-', '^' -> emit(Token.Kind.OPERATOR);
      case '&', '!', '=', '*', '<', '>' -> operator("&=*");
      case '.' -> dot();
      default ->
          throw error(
              "unrecognized character: "
                  + String.format("U+%04X", c)
                  + (GoUnicode.isPrint(c) ? " '" + Character.toString(c) + "'" : ""),
              false);
    }
  }

  private void operator(String second) {
    accept(second);
    emit(Token.Kind.OPERATOR);
  }

  private void dot() {
    if (peek() >= '0' && peek() <= '9') {
      // As expr does: the point doesn't count, so that .1.5 becomes a token (and fails later).
      number();
    } else {
      operator(".");
    }
  }

  private void number() {
    if (!scanNumber()) {
      throw error("bad number syntax: " + GoQuote.quote(word()), false);
    }
    emit(Token.Kind.NUMBER);
  }

  private boolean scanNumber() {
    String digits = "0123456789_";
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
      } else if (accept("oO")) {
        digits = "01234567_";
      } else if (accept("bB")) {
        digits = "01_";
      }
    }
    acceptRun(digits);
    int whole = end;
    if (accept(".")) {
      if (peek() == '.') {
        // It is a range: 1..2.
        end = whole;
        return true;
      }
      acceptRun(digits);
    }
    if (accept("eE")) {
      accept("+-");
      acceptRun(digits);
    }
    if (isAlphaNumeric(peek())) {
      advance();
      return false;
    }
    return true;
  }

  private void identifier() {
    skipWord();
    String word = word();
    if (word.equals("not")) {
      not();
    } else if (WORD_OPERATORS.contains(word)) {
      emit(Token.Kind.OPERATOR);
    } else {
      emit(Token.Kind.IDENTIFIER);
    }
  }

  private void skipWord() {
    while (isAlphaNumeric(peek())) {
      end++;
    }
  }

  private void not() {
    emit(Token.Kind.OPERATOR);
    acceptRun(" ");
    start = end;
    skipWord();
    if (NEGATABLE.contains(word())) {
      emit(Token.Kind.OPERATOR);
    } else {
      end = start;
    }
  }

  private void pointer() {
    operator("#");
    skipWord();
    if (end > start) {
      emit(Token.Kind.IDENTIFIER);
    }
  }

  private void slash() {
    if (accept("/")) {
      int c;
      do {
        c = advance();
      } while (c != EOF && c != '\n');
      start = end;
    } else if (accept("*")) {
      blockComment();
    } else {
      emit(Token.Kind.OPERATOR);
    }
  }

  private void blockComment() {
    while (true) {
      int c = advance();
      if (c == EOF) {
        throw error("unclosed comment", true);
      }
      if (c == '*' && accept("/")) {
        start = end;
        return;
      }
    }
  }

  private void string(int quote) {
    scanString(quote);
    emit(Token.Kind.STRING, unescape(false, 0));
  }

  private void bytes() {
    scanString(advance());
    emit(Token.Kind.BYTES, unescape(true, 1));
  }

  private String unescape(boolean bytes, int skip) {
    try {
      return Unescape.unescape(word().substring(skip), bytes);
    } catch (GoError e) {
      throw error(e.text(), false);
    }
  }

  private void scanString(int quote) {
    int c = advance();
    while (c != quote) {
      if (c == '\n' || c == EOF) {
        throw error("literal not terminated", c == EOF);
      }
      c = c == '\\' ? scanEscape(quote) : advance();
    }
  }

  /** Reads an escape and returns the character after it. */
  private int scanEscape(int quote) {
    int c = advance();
    if (c == quote) {
      return advance();
    }
    switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\':
        return advance();
      case '0', '1', '2', '3', '4', '5', '6', '7':
        return scanDigits(c, 8, 3);
      case 'x':
        return scanDigits(advance(), 16, 2);
      case 'u':
        return peek() == '{' ? scanBraces() : scanDigits(advance(), 16, 4);
      case 'U':
        return scanDigits(advance(), 16, 8);
      default:
        throw error("invalid char escape", c == EOF);
    }
  }

  private int scanBraces() {
    advance();
    int digits = 0;
    while (peek() != '}') {
      if (!isDigit(peek(), 16) || digits >= 6) {
        throw error("invalid char escape", false);
      }
      advance();
      digits++;
    }
    if (digits == 0) {
      throw error("invalid char escape", false);
    }
    advance();
    return advance();
  }

  private int scanDigits(int first, int base, int count) {
    int c = first;
    int left = count;
    while (left > 0 && isDigit(c, base)) {
      c = advance();
      left--;
    }
    if (left > 0) {
      throw error("invalid char escape", c == EOF);
    }
    return c;
  }

  private static boolean isDigit(int c, int base) {
    return c != EOF && c < 0x80 && Character.digit(c, base) >= 0;
  }

  private void rawString() {
    StringBuilder out = new StringBuilder();
    while (true) {
      int c = advance();
      if (c == EOF) {
        throw error("literal not terminated", true);
      }
      if (c == '`') {
        if (peek() != '`') {
          break;
        }
        advance();
      }
      out.appendCodePoint(c);
    }
    emit(Token.Kind.STRING, out.toString());
  }
}
