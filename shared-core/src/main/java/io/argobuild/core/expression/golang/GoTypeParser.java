package io.argobuild.core.expression.golang;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of a function type, so that signatures can be written as Go writes them. */
final class GoTypeParser {
  private static final List<GoType> NAMES =
      List.of(
          GoType.BOOL,
          GoType.INT,
          GoType.INT32,
          GoType.INT64,
          GoType.UINT8,
          GoType.UINT32,
          GoType.UINT64,
          GoType.FLOAT64,
          GoType.STRING,
          GoType.ANY,
          GoType.ERROR,
          GoType.TIME,
          GoType.DURATION,
          GoType.MONTH,
          GoType.WEEKDAY);

  private final String text;
  private int at;

  private GoTypeParser(String text) {
    this.text = text;
  }

  static GoType parse(String text) {
    GoTypeParser parser = new GoTypeParser(text);
    GoType type = parser.type();
    if (parser.at != text.length()) {
      throw new IllegalArgumentException("trailing text in type " + text);
    }
    return type;
  }

  private GoType type() {
    if (take("func(")) {
      return function();
    }
    if (take("[]")) {
      return GoType.sliceOf(type());
    }
    if (take("*")) {
      return GoType.pointerTo(type());
    }
    if (take("map[")) {
      GoType key = type();
      expect("]");
      return GoType.mapOf(key, type());
    }
    if (take("any")) {
      return GoType.ANY;
    }
    return name();
  }

  private GoType name() {
    GoType best = null;
    for (GoType type : NAMES) {
      if (text.startsWith(type.text(), at)
          && (best == null || best.text().length() < type.text().length())) {
        best = type;
      }
    }
    if (best != null) {
      at += best.text().length();
      return best;
    }
    int start = at;
    while (at < text.length() && (text.charAt(at) == '.' || Character.isLetter(text.charAt(at)))) {
      at++;
    }
    if (start == at) {
      throw new IllegalArgumentException("no type at " + start + " of " + text);
    }
    return GoType.named(Kind.STRUCT, text.substring(start, at));
  }

  private GoType function() {
    List<GoType> parts = new ArrayList<>();
    StringBuilder shown = new StringBuilder("func(");
    boolean variadic = false;
    while (!take(")")) {
      if (!parts.isEmpty()) {
        expect(", ");
        shown.append(", ");
      }
      if (take("...")) {
        GoType rest = type();
        variadic = true;
        shown.append("...").append(rest.text());
        parts.add(GoType.sliceOf(rest));
      } else {
        GoType part = type();
        shown.append(part.text());
        parts.add(part);
      }
    }
    int inputs = parts.size();
    shown.append(')');
    results(parts, shown);
    return new GoType(Kind.FUNC, shown.toString(), "", List.copyOf(parts), inputs, variadic);
  }

  private void results(List<GoType> parts, StringBuilder shown) {
    if (!take(" ")) {
      return;
    }
    int inputs = parts.size();
    if (!take("(")) {
      parts.add(type());
      shown.append(' ').append(parts.get(inputs).text());
      return;
    }
    shown.append(" (");
    while (!take(")")) {
      if (parts.size() > inputs) {
        expect(", ");
        shown.append(", ");
      }
      GoType part = type();
      parts.add(part);
      shown.append(part.text());
    }
    shown.append(')');
  }

  private boolean take(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private void expect(String word) {
    if (!take(word)) {
      throw new IllegalArgumentException("expected " + word + " at " + at + " of " + text);
    }
  }
}
