package io.argobuild.core.template;

import io.argobuild.core.expression.golang.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Checks JSON text by the rules of Go's {@code encoding/json}, and with its words. */
final class JsonSyntax {
  /** Go's limit, too. */
  private static final int MAX_DEPTH = 10_000;

  private static final String BLANKS = " \t\r\n";

  private final String text;
  private int at;
  private String error = "";

  /** Of each open bracket, whether it is one of an object. */
  private final BitSet objects = new BitSet();

  private int depth;

  private JsonSyntax(String text) {
    this.text = text;
  }

  /** Go's {@code json.Valid}. */
  static boolean isValid(String text) {
    return error(text).isEmpty();
  }

  /** Go's message, or empty text when this is one JSON value. */
  static String error(String text) {
    JsonSyntax syntax = new JsonSyntax(text);
    if (syntax.value() && syntax.at < text.length()) {
      syntax.unexpected("after top-level value");
    }
    return syntax.error;
  }

  /** Reads one value with all that is in it, and the space around it. */
  private boolean value() {
    while (true) {
      space();
      if (take('{') || take('[')) {
        if (!open()) {
          return false;
        }
        if (!closes()) {
          if (objects.get(depth - 1) && !key()) {
            return false;
          }
          continue;
        }
      } else if (!scalar()) {
        return false;
      }
      closeAll();
      if (depth == 0) {
        return true;
      }
      if (!next()) {
        return false;
      }
    }
  }

  private boolean open() {
    objects.set(depth++, text.charAt(at - 1) == '{');
    if (depth > MAX_DEPTH) {
      error = "exceeded max depth";
      return false;
    }
    space();
    return true;
  }

  private boolean closes() {
    return at < text.length() && text.charAt(at) == closer();
  }

  private char closer() {
    return objects.get(depth - 1) ? '}' : ']';
  }

  private void closeAll() {
    space();
    while (depth > 0 && take(closer())) {
      depth--;
      space();
    }
  }

  private boolean next() {
    boolean object = objects.get(depth - 1);
    if (!take(',')) {
      return fail(object ? "after object key:value pair" : "after array element");
    }
    space();
    return !object || key();
  }

  private boolean key() {
    if (!take('"')) {
      return fail("looking for beginning of object key string");
    }
    if (!string()) {
      return false;
    }
    space();
    return take(':') || fail("after object key");
  }

  private boolean scalar() {
    char first = at < text.length() ? text.charAt(at) : 0;
    return switch (first) {
      case '"' -> {
        at++;
        yield string();
      }
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> fail("looking for beginning of value");
    };
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!take(word.charAt(i))) {
        return unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    return true;
  }

  private boolean string() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c < ' ') {
        return unexpected("in string literal");
      }
      at++;
      if (c == '"') {
        return true;
      }
      if (c == '\\' && !escape()) {
        return false;
      }
    }
    return fail("in string literal");
  }

  private boolean escape() {
    if (at >= text.length() || "\"\\/bfnrtu".indexOf(text.charAt(at)) < 0) {
      return unexpected("in string escape code");
    }
    if (text.charAt(at++) != 'u') {
      return true;
    }
    for (int i = 0; i < 4; i++, at++) {
      if (at >= text.length() || "0123456789abcdefABCDEF".indexOf(text.charAt(at)) < 0) {
        return unexpected("in \\u hexadecimal character escape");
      }
    }
    return true;
  }

  private boolean number() {
    take('-');
    if (!take('0') && !digits()) {
      return unexpected("in numeric literal");
    }
    if (take('.') && !digits()) {
      return unexpected("after decimal point in numeric literal");
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      return digits() || unexpected("in exponent of numeric literal");
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > start;
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void space() {
    while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean fail(String context) {
    if (at < text.length()) {
      return unexpected(context);
    }
    error = "unexpected end of JSON input";
    return false;
  }

  /** Inside of a token, Go takes the end for a blank. */
  private boolean unexpected(String context) {
    error = "invalid character " + shown() + " " + context;
    return false;
  }

  /** The next byte, which Go shows as if it were a character. */
  private String shown() {
    if (at >= text.length()) {
      return "' '";
    }
    String character = new String(Character.toChars(text.codePointAt(at)));
    int first = character.getBytes(StandardCharsets.UTF_8)[0] & 0xff;
    if (first == '\'') {
      return "'\\''";
    }
    if (first == '"') {
      return "'\"'";
    }
    String quoted = GoQuote.quote(Character.toString(first));
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }
}
