package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoFloat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON: as jq does inside filters, or as Go's {@code encoding/json} for results.
 */
final class JqJson {
  /** Values share their parts, so that a small one may have a text without end. */
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();
  private final boolean goStyle;
  private final int maxLength;

  private JqJson(boolean goStyle, int maxLength) {
    this.goStyle = goStyle;
    this.maxLength = maxLength;
  }

  /** As {@code tojson}: not-a-number is null, infinities are the largest numbers. */
  static String encode(@Nullable Object value) {
    return new JqJson(false, MAX_LENGTH).write(value);
  }

  /** Only the start, a little more than the given length, of what {@link #encode} gives. */
  static String encodeStart(@Nullable Object value, int maxLength) {
    return new JqJson(false, maxLength).write(value);
  }

  /** As {@code json.Marshal}: HTML characters escaped; {@link JqException} for infinities. */
  static String marshal(@Nullable Object value) {
    return new JqJson(true, MAX_LENGTH).write(value);
  }

  private String write(@Nullable Object value) {
    value(value, 0);
    if (maxLength == MAX_LENGTH && isFull()) {
      throw JqBudget.limit("JSON text is longer than " + MAX_LENGTH + " characters");
    }
    return out.toString();
  }

  private boolean isFull() {
    return out.length() > maxLength;
  }

  private void value(@Nullable Object value, int depth) {
    JqBudget.nesting(depth);
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof Double number) {
      number(number);
    } else if (value instanceof List<?> list) {
      list(list, depth);
    } else if (value instanceof Map<?, ?> map) {
      map(map, depth);
    } else {
      out.append(value);
    }
  }

  private void number(double number) {
    if (goStyle && (Double.isNaN(number) || Double.isInfinite(number))) {
      throw new JqException(
          JqException.Stage.MARSHAL, "json: unsupported value: " + GoFloat.print(number));
    }
    if (Double.isNaN(number)) {
      out.append("null");
      return;
    }
    out.append(GoFloat.json(Math.max(-Double.MAX_VALUE, Math.min(number, Double.MAX_VALUE))));
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    String comma = "";
    for (Object element : list) {
      if (isFull()) {
        return;
      }
      out.append(comma);
      value(element, depth + 1);
      comma = ",";
    }
    out.append(']');
  }

  private void map(Map<?, ?> map, int depth) {
    out.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (isFull()) {
        return;
      }
      out.append(comma);
      string((String) entry.getKey());
      out.append(':');
      value(entry.getValue(), depth + 1);
      comma = ",";
    }
    out.append('}');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length() && !isFull(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      character(c);
    }
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        boolean escape =
            goStyle ? c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029 : c == 0x7f;
        // A lone surrogate stands for a byte that is not UTF-8.
        if (c < ' ' || escape) {
          unicode(c);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          unicode(0xfffd);
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private void unicode(int c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
