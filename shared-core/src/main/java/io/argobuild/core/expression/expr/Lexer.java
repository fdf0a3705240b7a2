package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoUnicode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Cuts the source into tokens, one at a time. Positions count characters. */
final class Lexer {
  private static final Set<String> WORD_OPERATORS =
      Set.of(
          "in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "if", "else");
  private static final Set<String> NEGATABLE =
      Set.of("in", "matches", "contains", "startsWith", "endsWith");

  private final SourceCursor cursor;
  private final LiteralScanner literals;
  private final Deque<Token> ready = new ArrayDeque<>();
  private boolean finished;

  Lexer(String source) {
    this.cursor = new SourceCursor(source);
    this.literals = new LiteralScanner(cursor);
  }

  static boolean isAlphabetic(int c) {
    return c == '_' || c == '$' || GoUnicode.isLetter(c);
  }

  static boolean isAlphaNumeric(int c) {
    return c != SourceCursor.EOF && (isAlphabetic(c) || GoUnicode.isDigit(c));
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

  private void emit(Token.Kind kind) {
    emit(kind, cursor.word());
  }

  private void emit(Token.Kind kind, String value) {
    ready.add(new Token(kind, value, new Location(cursor.start())));
    cursor.commit();
  }

  private void root() {
    int c = cursor.advance();
    if (c == SourceCursor.EOF) {
      ready.add(new Token(Token.Kind.EOF, "", new Location(Math.max(0, cursor.end() - 1))));
      finished = true;
    } else if (GoUnicode.isSpace(c)) {
      cursor.commit();
    } else if (c == '\'' || c == '"') {
      emit(Token.Kind.STRING, literals.string(c));
    } else if (c == '`') {
      emit(Token.Kind.STRING, literals.rawString());
    } else if ((c == 'b' || c == 'B') && (cursor.peek() == '\'' || cursor.peek() == '"')) {
      emit(Token.Kind.BYTES, literals.bytes());
    } else if (c >= '0' && c <= '9') {
      cursor.end(cursor.end() - 1);
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
          throw cursor.error(
              "unrecognized character: "
                  + String.format("U+%04X", c)
                  + (GoUnicode.isPrint(c) ? " '" + Character.toString(c) + "'" : ""),
              false);
    }
  }

  private void operator(String second) {
    cursor.accept(second);
    emit(Token.Kind.OPERATOR);
  }

  private void dot() {
    if (cursor.peek() >= '0' && cursor.peek() <= '9') {
      // As expr does: the point doesn't count, so that .1.5 becomes a token (and fails later).
      number();
    } else {
      operator(".");
    }
  }

  private void number() {
    if (!literals.number()) {
      throw cursor.error("bad number syntax: " + GoQuote.quote(cursor.word()), false);
    }
    emit(Token.Kind.NUMBER);
  }

  private void identifier() {
    cursor.skipWord();
    String word = cursor.word();
    if (word.equals("not")) {
      not();
    } else if (WORD_OPERATORS.contains(word)) {
      emit(Token.Kind.OPERATOR);
    } else {
      emit(Token.Kind.IDENTIFIER);
    }
  }

  private void not() {
    emit(Token.Kind.OPERATOR);
    cursor.acceptRun(" ");
    cursor.commit();
    cursor.skipWord();
    if (NEGATABLE.contains(cursor.word())) {
      emit(Token.Kind.OPERATOR);
    } else {
      cursor.end(cursor.start());
    }
  }

  private void pointer() {
    operator("#");
    cursor.skipWord();
    if (cursor.end() > cursor.start()) {
      emit(Token.Kind.IDENTIFIER);
    }
  }

  private void slash() {
    if (cursor.accept("/")) {
      int c;
      do {
        c = cursor.advance();
      } while (c != SourceCursor.EOF && c != '\n');
      cursor.commit();
    } else if (cursor.accept("*")) {
      blockComment();
    } else {
      emit(Token.Kind.OPERATOR);
    }
  }

  private void blockComment() {
    while (true) {
      int c = cursor.advance();
      if (c == SourceCursor.EOF) {
        throw cursor.error("unclosed comment", true);
      }
      if (c == '*' && cursor.accept("/")) {
        cursor.commit();
        return;
      }
    }
  }
}
