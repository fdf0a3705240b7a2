package io.argobuild.core.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes JSON text apart without losing how numbers and strings are written. The text must be valid.
 */
final class RawJson {
  private final String text;
  private int at;

  private RawJson(String text) {
    this.text = text;
  }

  /** The texts of the elements of a list. */
  static List<String> elements(String list) {
    RawJson json = new RawJson(list);
    List<String> elements = new ArrayList<>();
    json.open();
    while (!json.closed()) {
      elements.add(json.value());
      json.space();
    }
    return elements;
  }

  /** The texts of the members of an object by name; of equal names the last one stays. */
  static Map<String, String> members(String object) {
    RawJson json = new RawJson(object);
    Map<String, String> members = new LinkedHashMap<>();
    json.open();
    while (!json.closed()) {
      String name = unescape(json.value());
      json.space();
      json.at++;
      json.space();
      members.put(name, json.value());
      json.space();
    }
    return members;
  }

  /** Whether any number has no float64. */
  static boolean hasNumberOutOfRange(String value) {
    RawJson json = new RawJson(value);
    while (json.at < value.length()) {
      char c = value.charAt(json.at);
      if (c == '"') {
        json.string();
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        if (Double.isInfinite(Double.parseDouble(json.value()))) {
          return true;
        }
      } else {
        json.at++;
      }
    }
    return false;
  }

  private void open() {
    space();
    at++;
    space();
  }

  /** Whether the list or object ends here, else skips a comma. */
  private boolean closed() {
    if (text.charAt(at) == ',') {
      at++;
      space();
    }
    return text.charAt(at) == ']' || text.charAt(at) == '}';
  }

  private String value() {
    int start = at;
    int depth = 0;
    do {
      char c = text.charAt(at);
      if (c == '"') {
        string();
      } else if (c == '[' || c == '{') {
        depth++;
        at++;
      } else if (c == ']' || c == '}') {
        depth--;
        at++;
      } else {
        at++;
      }
    } while (at < text.length() && (depth > 0 || !ends(start)));
    return text.substring(start, at);
  }

  /** Whether a value that began at {@code start} and is in no brackets is complete. */
  private boolean ends(int start) {
    char first = text.charAt(start);
    return first == '"'
        || first == '['
        || first == '{'
        || ",]} \t\r\n".indexOf(text.charAt(at)) >= 0;
  }

  private void string() {
    at++;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Without white space, and with HTML characters escaped, as Go writes raw JSON. */
  static String compact(String value) {
    StringBuilder out = new StringBuilder(value.length());
    boolean inString = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        inString = !inString;
        out.append(c);
      } else if (!inString) {
        out.append(" \t\r\n".indexOf(c) >= 0 ? "" : String.valueOf(c));
      } else if (c == '\\') {
        out.append(c).append(value.charAt(++i));
      } else if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
        out.append(JsonText.escape(String.valueOf(c)));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The text of a JSON string. */
  static String unescape(String string) {
    StringBuilder out = new StringBuilder(string.length());
    for (int i = 1; i < string.length() - 1; i++) {
      char c = string.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = string.charAt(++i);
      if (escaped == 'u') {
        out.append((char) Integer.parseInt(string.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(unescape(escaped));
      }
    }
    return withoutHalfCharacters(out);
  }

  private static char unescape(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }

  private static String withoutHalfCharacters(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean pair = Character.isSupplementaryCodePoint(text.codePointAt(i));
        if (pair) {
          i++;
        } else {
          text.setCharAt(i, '\ufffd');
        }
      }
    }
    return text.toString();
  }
}
