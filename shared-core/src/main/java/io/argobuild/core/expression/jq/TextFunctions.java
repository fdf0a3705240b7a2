package io.argobuild.core.expression.jq;

import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoUnicode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions for strings. */
final class TextFunctions {
  private TextFunctions() {}

  static void addTo(Library library) {
    add(library, "ltrim", text -> trim(text, true, false));
    add(library, "rtrim", text -> trim(text, false, true));
    add(library, "trim", text -> trim(text, true, true));
    add(library, "ascii_downcase", text -> shift(text, 'A', 'Z', 32));
    add(library, "ascii_upcase", text -> shift(text, 'a', 'z', -32));
    add(library, "startswith", GoStrings::hasPrefix);
    add(library, "endswith", GoStrings::hasSuffix);
    add(library, "ltrimstr", GoStrings::trimPrefix);
    add(library, "rtrimstr", GoStrings::trimSuffix);
    add(
        library,
        "trimstr",
        (text, part) -> GoStrings.trimSuffix(GoStrings.trimPrefix(text, part), part));
    library.add("explode", 0, (m, v, a) -> explode(m, v));
    library.add("implode", 0, (m, v, a) -> implode(m, v));
    library.add("split", 1, (m, v, a) -> split(m, v, a.get(0)));
    library.add("join", 1, (m, v, a) -> join(m, v, a.get(0)));
  }

  private static void add(Library library, String name, UnaryOperator<String> function) {
    library.add(
        name,
        0,
        (m, value, arguments) -> {
          if (!(value instanceof String text)) {
            throw JqErrors.cannotApply(name, value);
          }
          m.budget.allocate(text.length());
          return function.apply(text);
        });
  }

  private static void add(
      Library library, String name, BiFunction<String, String, Object> function) {
    library.add(
        name,
        1,
        (m, value, arguments) -> {
          if (value instanceof String text && arguments.get(0) instanceof String part) {
            m.budget.allocate((long) text.length() + part.length());
            return function.apply(text, part);
          }
          throw JqErrors.cannotApply(name, value, arguments.get(0));
        });
  }

  private static String trim(String text, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && GoUnicode.isSpace(text.charAt(from))) {
      from++;
    }
    while (right && to > from && GoUnicode.isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static String shift(String text, char first, char last, int distance) {
    StringBuilder out = new StringBuilder(text.length());
    for (char c : GoText.sanitize(text).toCharArray()) {
      out.append(c >= first && c <= last ? (char) (c + distance) : c);
    }
    return out.toString();
  }

  private static Object explode(Machine m, @Nullable Object value) {
    if (!(value instanceof String text)) {
      throw JqErrors.cannotApply("explode", value);
    }
    return codePoints(m, text);
  }

  /** The characters; a byte that is none counts as U+FFFD. */
  static List<@Nullable Object> codePoints(Machine m, String text) {
    m.budget.allocate(6L * text.length() * JqBudget.ELEMENT_BYTES);
    List<@Nullable Object> points = new ArrayList<>();
    GoText.sanitize(text).codePoints().forEach(c -> points.add((long) c));
    return points;
  }

  private static Object implode(Machine m, @Nullable Object value) {
    List<@Nullable Object> points = JqValues.asList(value);
    if (points == null) {
      throw JqErrors.cannotApply("implode", value);
    }
    m.budget.allocate(points.size());
    StringBuilder text = new StringBuilder();
    for (Object point : points) {
      Long c = JqNumbers.toInt(point);
      if (c == null) {
        throw JqErrors.cannotApply("implode", value);
      }
      boolean valid = Character.isValidCodePoint((int) (long) c) && c == (int) (long) c;
      boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      text.appendCodePoint(valid && !surrogate ? (int) (long) c : 0xfffd);
    }
    return text.toString();
  }

  private static Object split(Machine m, @Nullable Object value, @Nullable Object separator) {
    if (!(value instanceof String text)) {
      throw JqErrors.cannotApply("split", value);
    }
    if (!(separator instanceof String between)) {
      throw JqErrors.cannotApply("split", separator);
    }
    return m.arithmetic.split(text, between);
  }

  /** What the parts of a string come to, in their order. */
  static @Nullable Object join(Machine m, @Nullable Object input, List<@Nullable Object> parts) {
    ValueFunctions.Sum sum = new ValueFunctions.Sum(m);
    parts.forEach(sum::add);
    return sum.result();
  }

  private static @Nullable Object join(
      Machine m, @Nullable Object value, @Nullable Object separator) {
    Collection<@Nullable Object> elements = JqValues.elements(value);
    if (elements == null) {
      throw JqErrors.cannotApply("join", value, separator);
    }
    ValueFunctions.Sum sum = new ValueFunctions.Sum(m);
    boolean first = true;
    for (Object element : elements) {
      sum.add(first ? "" : separator);
      boolean scalar = element instanceof Boolean || JqNumbers.isNumber(element);
      sum.add(scalar ? JqJson.encode(element) : element);
      first = false;
    }
    return elements.isEmpty() ? "" : sum.result();
  }
}
