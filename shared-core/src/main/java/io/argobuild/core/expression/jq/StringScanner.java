package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.jq.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Reads one piece of a string: up to its end, or up to an expression in it. */
final class StringScanner {
  private final String source;
  private final int start;
  private final int from;
  private final StringBuilder decoded = new StringBuilder();
  private int at;
  private boolean inString;
  private @Nullable String shown;

  /**
   * @param start where the token begins, its quote included
   * @param from where the text begins
   */
  StringScanner(String source, int start, int from, boolean inString) {
    this.source = source;
    this.start = start;
    this.from = from;
    this.at = from;
    this.inString = inString;
  }

  int end() {
    return at;
  }

  boolean inString() {
    return inString;
  }

  /** What messages show; null to leave it as it was. */
  @Nullable String shown() {
    return shown;
  }

  Token scan() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '"') {
        return quote();
      }
      if (c != '\\') {
        decoded.append(c);
        at++;
        continue;
      }
      if (at + 1 >= source.length()) {
        break;
      }
      Token token = escape(source.charAt(at + 1));
      if (token != null) {
        return token;
      }
    }
    at = source.length();
    shown = "";
    return token(Kind.INVALID, "unterminated string literal");
  }

  private Token token(Kind kind, String value) {
    return new Token(kind, value, null);
  }

  private Token quote() {
    if (inString && at == from) {
      inString = false;
      at++;
      return token(Kind.STRING_END, "\"");
    }
    if (!inString) {
      at++;
    }
    return text();
  }

  private Token text() {
    shown = source.substring(start, at);
    // Two escapes may make one character; half of one is replaced.
    return token(Kind.STRING, GoText.sanitize(decoded.toString()));
  }

  private @Nullable Token escape(char c) {
    switch (c) {
      case 'u':
        return unicode();
      case '(':
        return expression();
      case '"', '/', '\\':
        decoded.append(c);
        break;
      case 'b':
        decoded.append('\b');
        break;
      case 'f':
        decoded.append('\f');
        break;
      case 'n':
        decoded.append('\n');
        break;
      case 'r':
        decoded.append('\r');
        break;
      case 't':
        decoded.append('\t');
        break;
      default:
        at = source.offsetByCodePoints(at + 1, 1);
        return invalidEscape(at - 2);
    }
    at += 2;
    return null;
  }

  private Token expression() {
    if (!inString) {
      // The same text is read again, now as the inside of a string with expressions.
      inString = true;
      at = from;
      return token(Kind.STRING_START, "\"");
    }
    if (at == from) {
      at += 2;
      inString = false;
      return token(Kind.STRING_QUERY, "\\(");
    }
    return text();
  }

  private @Nullable Token unicode() {
    int code = 0;
    for (int i = 2; i < 6; i++) {
      int digit =
          at + i < source.length() && source.charAt(at + i) < 0x80
              ? Character.digit(source.charAt(at + i), 16)
              : -1;
      if (digit < 0) {
        int escape = at;
        at = Math.min(at + i, source.length());
        return invalidEscape(escape);
      }
      code = code * 16 + digit;
    }
    at += 6;
    decoded.append((char) code);
    return null;
  }

  private Token invalidEscape(int escape) {
    return token(
        Kind.INVALID,
        "invalid escape sequence \"" + source.substring(escape, at) + "\" in string literal");
  }
}
