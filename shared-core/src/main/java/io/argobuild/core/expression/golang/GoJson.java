package io.argobuild.core.expression.golang;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as Go's {@code encoding/json} does: keys sorted, HTML characters escaped. What has
 * no JSON form is a {@link GoError}.
 */
public final class GoJson {
  private final StringBuilder out = new StringBuilder();
  private final Meter meter;
  private final boolean escapeHtml;
  private final String indent;

  /** How much of the output the meter knows. */
  private int counted;

  private GoJson(Meter meter, boolean escapeHtml, String indent) {
    this.meter = meter;
    this.escapeHtml = escapeHtml;
    this.indent = indent;
  }

  /** {@code json.Marshal}. */
  public static String marshal(@Nullable Object value, Meter meter) {
    return new GoJson(meter, true, "").write(value);
  }

  /** {@code json.MarshalIndent} with two blanks. */
  public static String marshalIndent(@Nullable Object value, Meter meter) {
    return new GoJson(meter, true, "  ").write(value);
  }

  /** Without escaping of HTML characters. */
  public static String marshalRaw(@Nullable Object value, Meter meter) {
    return new GoJson(meter, false, "").write(value);
  }

  private String write(@Nullable Object value) {
    value(value, 0);
    return out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    meter.depth(depth);
    meter.step();
    if (value == null || GoZero.isNil(value)) {
      out.append("null");
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Double number) {
      number(number);
    } else if (value instanceof Map<?, ?> map) {
      map(map, depth);
    } else if (value instanceof TypedList list && list.type().equals(GoType.BYTES)) {
      out.append('"').append(Base64.getEncoder().encodeToString(list.toBytes())).append('"');
    } else if (value instanceof List<?> list) {
      list(list, depth);
    } else {
      other(value, depth);
    }
    meter.grow(out.length() - counted);
    counted = out.length();
  }

  private void other(Object value, int depth) {
    if (value instanceof GoDuration duration) {
      out.append(duration.nanos());
    } else if (value instanceof GoNamedInt number) {
      out.append(number.number());
    } else if (value instanceof GoTime time) {
      out.append('"').append(time.toJson()).append('"');
    } else if (value instanceof GoLocation) {
      out.append("{}");
    } else if (value instanceof GoFunction function) {
      throw new GoError("json: unsupported type: " + function.type());
    } else if (value instanceof JsonText text) {
      string(text.jsonText());
    } else if (value instanceof GoStruct struct) {
      fields(struct, depth);
    } else {
      out.append(value);
    }
  }

  /** A value that is written as a string. */
  public interface JsonText {
    String jsonText();
  }

  private void number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new GoError("json: unsupported value: " + GoFloat.print(number));
    }
    out.append(GoFloat.json(number));
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    boolean first = true;
    for (Object item : list) {
      separate(first, depth + 1);
      value(item, depth + 1);
      first = false;
    }
    close(first, depth).append(']');
  }

  private void map(Map<?, ?> map, int depth) {
    if (map instanceof TypedMap typed && !typed.type().key().equals(GoType.STRING)) {
      throw new GoError("json: unsupported type: " + typed.type());
    }
    out.append('{');
    boolean first = true;
    List<String> keys = new ArrayList<>();
    map.keySet().forEach(key -> keys.add((String) key));
    keys.sort(GoText::compare);
    for (String key : keys) {
      separate(first, depth + 1);
      string(key);
      out.append(indent.isEmpty() ? ":" : ": ");
      value(map.get(key), depth + 1);
      first = false;
    }
    close(first, depth).append('}');
  }

  private void fields(GoStruct struct, int depth) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, Object> field : struct.fields().entrySet()) {
      separate(first, depth + 1);
      string(field.getKey());
      out.append(indent.isEmpty() ? ":" : ": ");
      value(field.getValue(), depth + 1);
      first = false;
    }
    close(first, depth).append('}');
  }

  private void separate(boolean first, int depth) {
    if (!first) {
      out.append(',');
    }
    if (!indent.isEmpty()) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private StringBuilder close(boolean empty, int depth) {
    if (!empty && !indent.isEmpty()) {
      out.append('\n').append(indent.repeat(depth));
    }
    return out;
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), i, text);
    }
    out.append('"');
  }

  private void escape(char c, int i, String text) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '<', '>', '&' -> {
        if (escapeHtml) {
          unicode(c);
        } else {
          out.append(c);
        }
      }
      case '\u2028', '\u2029' -> unicode(c);
      default -> {
        if (c < ' ') {
          unicode(c);
        } else if (isLone(c, i, text)) {
          out.append("\\ufffd");
        } else {
          out.append(c);
        }
      }
    }
  }

  private void unicode(char c) {
    out.append("\\u").append(HexFormat.of().toHexDigits(c));
  }

  private static boolean isLone(char c, int i, String text) {
    if (Character.isHighSurrogate(c)) {
      return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
