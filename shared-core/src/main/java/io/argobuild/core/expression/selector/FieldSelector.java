package io.argobuild.core.expression.selector;

import io.argobuild.core.expression.golang.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A field selector such as {@code displayName=build,phase!=Succeeded}, as k8s.io/apimachinery 0.35
 * reads it. A field that isn't there counts as empty.
 *
 * @param terms sorted as text
 */
public record FieldSelector(List<Term> terms) {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final List<String> OPERATORS = List.of("!=", "==", "=");

  /** One comparison. */
  public record Term(String field, boolean negated, String value) {
    boolean matches(Function<String, @Nullable String> fields) {
      String found = fields.apply(field);
      return (found == null ? "" : found).equals(value) != negated;
    }

    /** As it is written. */
    public String text() {
      String escaped = value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
      return field + (negated ? "!=" : "=") + escaped;
    }
  }

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /**
   * The selector; {@link SelectorException} when the text is malformed. Nothing selects everything.
   */
  public static FieldSelector parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SelectorException("selector is longer than " + MAX_LENGTH + " characters");
    }
    List<Term> terms = new ArrayList<>();
    for (String part : parts(text)) {
      Term term = part.isEmpty() ? null : term(part, text);
      // A sign by itself restricts nothing.
      if (term != null && !(term.field().isEmpty() && term.value().isEmpty())) {
        terms.add(term);
      }
    }
    return new FieldSelector(terms);
  }

  /** What stands between commas that have no backslash before them. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    parts.sort(GoText::compare);
    return parts;
  }

  private static Term term(String part, String selector) {
    for (int i = 0; i < part.length(); i++) {
      for (String operator : OPERATORS) {
        if (part.startsWith(operator, i)) {
          String value = unescape(part.substring(i + operator.length()));
          return new Term(part.substring(0, i), operator.equals("!="), value);
        }
      }
    }
    throw new SelectorException(
        "invalid selector: '" + selector + "'; can't understand '" + part + "'");
  }

  private static String unescape(String value) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      i += Character.charCount(c);
      if (c == ',' || c == '=') {
        throw new SelectorException("invalid field selector: unescaped character in value: " + c);
      }
      if (c != '\\') {
        out.appendCodePoint(c);
        continue;
      }
      int escaped = i < value.length() ? value.codePointAt(i) : -1;
      if (escaped != '\\' && escaped != ',' && escaped != '=') {
        String sequence = escaped < 0 ? "\\" : "\\" + Character.toString(escaped);
        throw new SelectorException("invalid field selector: invalid escape sequence: " + sequence);
      }
      out.appendCodePoint(escaped);
      i++;
    }
    return out.toString();
  }

  /** Whether all terms hold; the function gives null for a field that isn't there. */
  public boolean matches(Function<String, @Nullable String> fields) {
    return terms.stream().allMatch(term -> term.matches(fields));
  }

  public boolean matches(Map<String, String> fields) {
    return matches(fields::get);
  }

  /** As it is written. */
  public String text() {
    return terms.stream().map(Term::text).collect(Collectors.joining(","));
  }
}
