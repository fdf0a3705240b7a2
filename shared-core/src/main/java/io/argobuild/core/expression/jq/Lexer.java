package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.jq.Token.Kind;
import java.util.Set;

/** Cuts a filter into words. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "or", "and", "module", "import", "include", "def", "as", "label", "break", "null", "true",
          "false", "if", "then", "elif", "else", "end", "try", "catch", "reduce", "foreach");

  private final String source;
  private int at;
  private boolean inString;

  /** What a message shows; words that set none leave that of the one before. */
  private String shown = "";

  Lexer(String source) {
    this.source = source;
  }

  /** After the bracket that closes an expression in a string. */
  void continueString() {
    inString = true;
  }

  /** The message when the token read last does not fit. */
  String complaint(Token token) {
    if (token.kind() == Kind.INVALID) {
      return token.value();
    }
    if (token.kind() == Kind.END && token.value().isEmpty()) {
      return "unexpected EOF";
    }
    boolean byItself =
        token.kind() == Kind.OPERATOR
            || ((token.kind() == Kind.CHARACTER || token.kind() == Kind.END)
                && token.value().charAt(0) < 0x80);
    return "unexpected token " + JqJson.encode(byItself ? token.value() : shown);
  }

  Token next() {
    if (at >= source.length()) {
      shown = "";
      return token(Kind.END, "");
    }
    if (inString) {
      return string(at);
    }
    if (!skipBlanks()) {
      shown = "";
      return token(Kind.END, "");
    }
    int start = at;
    char c = source.charAt(at++);
    if (isLetter(c)) {
      return word(start);
    }
    if (isDigit(c)) {
      return number(start, NumberState.LEAD);
    }
    return switch (c) {
      case '.' -> dot(start);
      case '$' -> isLetter(peek()) ? variable(start) : character(start);
      case '@' -> isLetter(peek()) || isDigit(peek()) ? format(start) : character(start);
      case '"' -> string(start);
      default -> operator(start);
    };
  }

  private Token token(Kind kind, String value) {
    return new Token(kind, value, null);
  }

  private Token shownToken(Kind kind, int start, int valueStart) {
    shown = source.substring(start, at);
    return token(kind, source.substring(valueStart, at));
  }

  private char peek() {
    return at < source.length() ? source.charAt(at) : 0;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Skips white space and comments; false at the end. */
  private boolean skipBlanks() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#') {
        at++;
        skipComment();
        if (peek() == 0) {
          return false;
        }
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipComment() {
    while (true) {
      char c = peek();
      if (c == 0 || c == '\n' || c == '\r') {
        return;
      }
      at++;
      if (c == '\\') {
        skipContinuation();
      }
    }
  }

  /** What a backslash takes into the comment. */
  private void skipContinuation() {
    char c = peek();
    if (c == '\\' || c == '\n') {
      at++;
    } else if (c == '\r') {
      at++;
      if (peek() == '\n') {
        at++;
      }
    }
  }

  private void skipName() {
    while (isLetter(peek()) || isDigit(peek())) {
      at++;
    }
  }

  /** Skips a name with a module's name before it; whether there was one. */
  private boolean skipModuleName() {
    skipName();
    boolean module =
        source.startsWith("::", at) && at + 2 < source.length() && isLetter(source.charAt(at + 2));
    if (module) {
      at += 2;
      skipName();
    }
    return module;
  }

  private Token word(int start) {
    boolean module = skipModuleName();
    Token token = shownToken(module ? Kind.MODULE_IDENTIFIER : Kind.IDENTIFIER, start, start);
    return switch (token.value()) {
      case "or" -> new Token(Kind.OPERATOR, "or", Operator.OR);
      case "and" -> new Token(Kind.OPERATOR, "and", Operator.AND);
      default -> KEYWORDS.contains(token.value()) ? token(Kind.KEYWORD, token.value()) : token;
    };
  }

  private Token variable(int start) {
    boolean module = skipModuleName();
    return shownToken(module ? Kind.MODULE_VARIABLE : Kind.VARIABLE, start, start);
  }

  private Token format(int start) {
    skipName();
    return shownToken(Kind.FORMAT, start, start);
  }

  private Token dot(int start) {
    char c = peek();
    if (c == '.') {
      at++;
      return shownToken(Kind.RECURSE, start, start);
    }
    if (isLetter(c)) {
      skipName();
      return shownToken(Kind.FIELD, start, start + 1);
    }
    return isDigit(c) ? number(start, NumberState.FRACTION) : character(start);
  }

  private Token character(int start) {
    int c = source.codePointAt(start);
    at = start + Character.charCount(c);
    if (c >= 0x80) {
      shown = Character.toString(c);
    }
    // The parser takes a zero character for the end, which is Go's way of saying it.
    return token(c == 0 ? Kind.END : Kind.CHARACTER, Character.toString(c));
  }

  private Token operator(int start) {
    if (source.startsWith("?//", start)) {
      at = start + 3;
      return shownToken(Kind.DESTRUCTURING_ALTERNATIVE, start, start);
    }
    Operator longest = null;
    for (Operator each : Operator.values()) {
      if (source.startsWith(each.text, start)
          && (longest == null || each.text.length() > longest.text.length())) {
        longest = each;
      }
    }
    if (longest == null) {
      return character(start);
    }
    at = start + longest.text.length();
    // Go's lexer hands some of them on as characters, which leaves what is shown of others.
    if (longest.level != Operator.Level.SUM && longest.level != Operator.Level.PRODUCT) {
      shown = longest.text;
    }
    return new Token(Kind.OPERATOR, longest.text, longest);
  }

  private enum NumberState {
    LEAD,
    FRACTION,
    EXPONENT_LEAD,
    EXPONENT
  }

  private Token number(int start, NumberState initial) {
    NumberState state = initial;
    while (true) {
      char c = peek();
      boolean inExponent = state == NumberState.EXPONENT_LEAD || state == NumberState.EXPONENT;
      if (isDigit(c)) {
        at++;
        state = inExponent ? NumberState.EXPONENT : state;
      } else if (!inExponent && c == '.') {
        at++;
        if (state == NumberState.FRACTION) {
          return invalid(start);
        }
        state = NumberState.FRACTION;
      } else if (!inExponent && (c == 'e' || c == 'E')) {
        at++;
        if (peek() == '-' || peek() == '+') {
          at++;
        }
        state = NumberState.EXPONENT_LEAD;
      } else if (isLetter(c)) {
        at++;
        return invalid(start);
      } else {
        return state == NumberState.EXPONENT_LEAD
            ? invalid(start)
            : shownToken(Kind.NUMBER, start, start);
      }
    }
  }

  private Token invalid(int start) {
    return token(Kind.INVALID, "invalid token " + JqJson.encode(source.substring(start, at)));
  }

  private Token string(int start) {
    StringScanner scanner = new StringScanner(source, start, at, inString);
    Token token = scanner.scan();
    at = scanner.end();
    inString = scanner.inString();
    String text = scanner.shown();
    if (text != null) {
      shown = text;
    }
    return token;
  }
}
