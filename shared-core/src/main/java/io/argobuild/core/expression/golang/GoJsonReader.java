package io.argobuild.core.expression.golang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON with the grammar and the error texts of Go's {@code encoding/json}; what values become
 * is the caller's choice.
 */
public final class GoJsonReader {
  private final String text;
  private final Values values;
  private final String ended;
  private int at;

  private GoJsonReader(String text, Values values, String ended) {
    this.text = text;
    this.values = values;
    this.ended = ended;
  }

  /** What values become, and what they may cost. */
  public interface Values {
    /** Before a value is read that stands at this depth. */
    void begin(int depth);

    /** The number that is written so. */
    Object number(String numeral);

    /** Before an element is added to an array. */
    void element();

    /** Before a member is added to an object. */
    void member();

    /** An empty object, to be filled. */
    Map<String, Object> object();
  }

  /** As {@code json.Unmarshal} reads into an {@code any}: numbers become float64. */
  public static @Nullable Object unmarshal(String text, Meter meter) {
    meter.grow(text.length());
    GoJsonReader reader = new GoJsonReader(text, new Plain(meter), "unexpected end of JSON input");
    Object value = reader.next();
    if (reader.hasMore()) {
      throw reader.unexpected("after top-level value");
    }
    return value;
  }

  /** As a {@code json.Decoder} reads one value after the other. */
  public static GoJsonReader decoder(String text, Values values) {
    return new GoJsonReader(text, values, "unexpected EOF");
  }

  /** Whether there is anything but blanks left. */
  public boolean hasMore() {
    space();
    return at < text.length();
  }

  /**
   * The next value.
   *
   * @throws GoError with Go's text when it is none
   */
  public @Nullable Object next() {
    space();
    return value(0);
  }

  /** Values as expressions have them. */
  private record Plain(Meter meter) implements Values {
    @Override
    public void begin(int depth) {
      meter.depth(depth);
      meter.step();
    }

    @Override
    public Object number(String numeral) {
      double value = Double.parseDouble(numeral);
      if (Double.isInfinite(value)) {
        throw new GoError(
            "json: cannot unmarshal number " + numeral + " into Go value of type float64");
      }
      return value;
    }

    @Override
    public void element() {}

    @Override
    public void member() {}

    @Override
    public Map<String, Object> object() {
      return new LinkedHashMap<>();
    }
  }

  private GoError unexpected(String context) {
    if (at >= text.length()) {
      return new GoError(ended);
    }
    // Go complains of the byte, which it shows as a character.
    int c = GoText.bytes(text.substring(at, text.offsetByCodePoints(at, 1)))[0] & 0xff;
    String shown = c == '"' ? "'\"'" : GoQuote.quote(Character.toString(c), '\'');
    return new GoError("invalid character " + shown + " " + context);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable Object value(int depth) {
    values.begin(depth);
    char c = at < text.length() ? text.charAt(at) : 0;
    return switch (c) {
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
      if (at >= text.length() || text.charAt(at) != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    at++;
    return value;
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private List<Object> array(int depth) {
    List<Object> list = new ArrayList<>();
    at++;
    space();
    if (take(']')) {
      return list;
    }
    while (true) {
      space();
      values.element();
      list.add(value(depth + 1));
      space();
      if (take(']')) {
        return list;
      }
      if (!take(',')) {
        throw unexpected("after array element");
      }
    }
  }

  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  private Map<String, Object> object(int depth) {
    Map<String, Object> map = values.object();
    at++;
    space();
    if (take('}')) {
      return map;
    }
    while (true) {
      space();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw unexpected("looking for beginning of object key string");
      }
      String key = string();
      space();
      if (!take(':')) {
        throw unexpected("after object key");
      }
      space();
      values.member();
      map.put(key, value(depth + 1));
      space();
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
    return values.number(text.substring(start, at));
  }

  private void digits(String context) {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
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
        // Both escapes of half a character and bad bytes become U+FFFD.
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
    char c = at < text.length() ? text.charAt(at) : 0;
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        at++;
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = at < text.length() ? hex(text.charAt(at)) : -1;
          if (digit < 0) {
            throw unexpected("in \\u hexadecimal character escape");
          }
          code = code * 16 + digit;
        }
        out.append((char) code);
        return;
      }
      default -> throw unexpected("in string escape code");
    }
    at++;
  }

  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
