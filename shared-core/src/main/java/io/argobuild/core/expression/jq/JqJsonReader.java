package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code fromjson}: reads JSON as Go's decoder does, with its error texts; numbers are kept as
 * written.
 */
final class JqJsonReader {
  private static final int MAX_NUMERAL = 1000;

  private final String text;
  private final JqBudget budget;
  private int at;

  private JqJsonReader(String text, JqBudget budget) {
    this.text = text;
    this.budget = budget;
  }

  static @Nullable Object read(Machine m, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw JqErrors.cannotApply("fromjson", value);
    }
    m.budget.allocate(text.length());
    JqJsonReader reader = new JqJsonReader(text, m.budget);
    Object read;
    try {
      reader.skipSpace();
      if (reader.at >= text.length()) {
        throw JqError.of("EOF");
      }
      read = reader.value(0);
    } catch (JqError error) {
      throw JqErrors.failed("fromjson", value, error.text());
    }
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw JqErrors.cannotApply("fromjson", value);
    }
    return read;
  }

  private JqError unexpected(String context) {
    if (at >= text.length()) {
      return JqError.of("unexpected EOF");
    }
    // Go complains of the byte, which it shows as a character.
    int c = GoText.bytes(text.substring(at, text.offsetByCodePoints(at, 1)))[0] & 0xff;
    return JqError.of(
        "invalid character " + GoQuote.quote(Character.toString(c), '\'') + " " + context);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private @Nullable Object value(int depth) {
    JqBudget.nesting(depth);
    budget.work(1);
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpected("looking for beginning of value");
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    for (int i = 1; i < word.length(); i++) {
      at++;
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    at++;
    return value;
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    skipSpace();
    if (take(']')) {
      return list;
    }
    while (true) {
      skipSpace();
      budget.allocate(6L * JqBudget.ELEMENT_BYTES);
      list.add(value(depth + 1));
      skipSpace();
      if (take(']')) {
        return list;
      }
      if (!take(',')) {
        throw unexpected("after array element");
      }
    }
  }

  private SortedMap<String, @Nullable Object> object(int depth) {
    SortedMap<String, @Nullable Object> map = JqValues.newMap();
    at++;
    skipSpace();
    if (take('}')) {
      return map;
    }
    while (true) {
      skipSpace();
      if (peek() != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      String key = string();
      skipSpace();
      if (!take(':')) {
        throw unexpected("after object key");
      }
      skipSpace();
      budget.allocate(JqBudget.ENTRY_BYTES);
      map.put(key, value(depth + 1));
      skipSpace();
      if (take('}')) {
        return map;
      }
      if (!take(',')) {
        throw unexpected("after object key:value pair");
      }
    }
  }

  private Object number() {
    int start = at;
    take('-');
    if (!take('0')) {
      digits("in numeric literal");
    }
    if (take('.')) {
      digits("after decimal point in numeric literal");
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      digits("in exponent of numeric literal");
    }
    String numeral = text.substring(start, at);
    // What is read again and again must not be long.
    return numeral.length() > MAX_NUMERAL ? JqNumbers.parse(numeral) : new NumberText(numeral);
  }

  private void digits(String context) {
    int start = at;
    while (Lexer.isDigit(peek())) {
      at++;
    }
    if (at == start) {
      throw unexpected(context);
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length() || text.charAt(at) < ' ') {
        throw unexpected("in string literal");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        // Both escapes of half a character and bytes that are none become U+FFFD.
        return GoText.sanitize(out.toString());
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
  }

  private void escape(StringBuilder out) {
    int named = "\"\\/bfnrt".indexOf(peek());
    if (at < text.length() && named >= 0) {
      out.append("\"\\/\b\f\n\r\t".charAt(named));
      at++;
      return;
    }
    if (!take('u')) {
      throw unexpected("in string escape code");
    }
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      code = code * 16 + digit;
      at++;
    }
    out.append((char) code);
  }
}
