package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The formats: {@code @csv}, {@code @sh} and the like. */
final class FormatFunctions {
  private static final Map<String, String> FUNCTIONS = new HashMap<>();

  private static final Map<Character, String> HTML =
      Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;", '\'', "&apos;", '"', "&quot;");
  private static final Map<Character, String> CSV = Map.of('"', "\"\"", '\0', "\\0");
  private static final Map<Character, String> TSV =
      Map.of('\t', "\\t", '\r', "\\r", '\n', "\\n", '\\', "\\\\", '\0', "\\0");
  private static final Map<Character, String> SHELL = Map.of('\'', "'\\''", '\0', "\\0");

  static {
    FUNCTIONS.put("@text", "tostring");
    FUNCTIONS.put("@json", "tojson");
    for (String name : List.of("html", "uri", "urid", "csv", "tsv", "sh", "base64", "base64d")) {
      FUNCTIONS.put("@" + name, "_to" + name);
    }
  }

  private FormatFunctions() {}

  /** The function behind a format; null when there is no such format. */
  static @Nullable String functionOf(String format) {
    return FUNCTIONS.get(format);
  }

  static void addTo(Library library) {
    library.add("_tohtml", 0, (m, v, a) -> escape(text(m, v), HTML));
    library.add("_touri", 0, (m, v, a) -> toUri(text(m, v)));
    library.add("_tourid", 0, (m, v, a) -> fromUri(v, text(m, v)));
    library.add("_tocsv", 0, (m, v, a) -> row(m, "csv", v, ",", s -> '"' + escape(s, CSV) + '"'));
    library.add("_totsv", 0, (m, v, a) -> row(m, "tsv", v, "\t", s -> escape(s, TSV)));
    library.add("_tosh", 0, (m, v, a) -> shell(m, v));
    library.add(
        "_tobase64", 0, (m, v, a) -> Base64.getEncoder().encodeToString(GoText.bytes(text(m, v))));
    library.add("_tobase64d", 0, (m, v, a) -> fromBase64(v, text(m, v)));
    library.add("format", 1, (m, v, a) -> format(library, m, v, a.get(0)));
  }

  private static String text(Machine m, @Nullable Object value) {
    String text = JqValues.text(value);
    m.budget.allocate(2L * text.length());
    return text;
  }

  private static @Nullable Object format(
      Library library, Machine m, @Nullable Object value, @Nullable Object name) {
    if (!(name instanceof String word)) {
      throw JqErrors.cannotApply("format", name);
    }
    String function = functionOf("@" + word);
    if (function == null) {
      throw JqError.of("format not defined: @" + word);
    }
    return Objects.requireNonNull(library.nativeFunction(function, 0)).call(m, value, List.of());
  }

  private static String escape(String text, Map<Character, String> escapes) {
    StringBuilder out = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      String escape = escapes.get(c);
      if (escape == null) {
        out.append(c);
      } else {
        out.append(escape);
      }
    }
    return out.toString();
  }

  private static Object shell(Machine m, @Nullable Object value) {
    List<@Nullable Object> words = new ArrayList<>();
    words.add(value);
    return row(
        m, "sh", value instanceof List ? value : words, " ", s -> "'" + escape(s, SHELL) + "'");
  }

  private static Object row(
      Machine m,
      String name,
      @Nullable Object value,
      String separator,
      UnaryOperator<String> quote) {
    List<@Nullable Object> cells = JqValues.asList(value);
    if (cells == null) {
      throw JqErrors.cannotApply("@" + name, value);
    }
    List<String> texts = new ArrayList<>();
    for (Object cell : cells) {
      if (JqValues.elements(cell) != null) {
        throw JqError.of(
            "@" + name + " cannot format an array including: " + JqValues.described(cell));
      }
      String text = text(m, cell);
      if (cell instanceof String) {
        texts.add(quote.apply(text));
      } else {
        texts.add(text.equals("null") && !name.equals("sh") ? "" : text);
      }
    }
    return String.join(separator, texts);
  }

  private static Object toUri(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : GoText.bytes(text)) {
      char c = (char) (b & 0xff);
      if (Lexer.isLetter(c) || Lexer.isDigit(c) || c == '-' || c == '.' || c == '~') {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static Object fromUri(@Nullable Object value, String text) {
    byte[] bytes = GoText.bytes(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        String escape = GoText.of(bytes, i, Math.min(i + 3, bytes.length));
        throw JqErrors.failed("@urid", value, "invalid URL escape " + GoQuote.quote(escape));
      }
      out.write(high * 16 + low);
      i += 2;
    }
    return GoText.of(out.toByteArray());
  }

  private static Object fromBase64(@Nullable Object value, String text) {
    int padding = text.indexOf('=');
    byte[] in = GoText.bytes(padding < 0 ? text : text.substring(0, padding));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int bits = 0;
    int count = 0;
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '\n' || in[i] == '\r') {
        continue;
      }
      int six = sixBits(in[i]);
      if (six < 0) {
        throw corrupt(value, i);
      }
      bits = bits << 6 | six;
      count++;
      if (count % 4 != 1) {
        out.write(bits >> (count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0));
      }
    }
    if (count % 4 == 1) {
      throw corrupt(value, in.length - 1);
    }
    return GoText.of(out.toByteArray());
  }

  private static int sixBits(byte b) {
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".indexOf(b);
  }

  private static JqError corrupt(@Nullable Object value, int at) {
    return JqErrors.failed("@base64d", value, "illegal base64 data at input byte " + at);
  }
}
