package io.argobuild.core.template;

/** The words of Go's {@code encoding/json} for text that is no JSON. */
final class GoJsonErrors {
  private static final String[] LITERALS = {"true", "false", "null"};

  private GoJsonErrors() {}

  /** For a text that does not even begin like JSON, or ends too early. */
  static String describe(String text) {
    String stripped = text.stripLeading();
    if (stripped.isEmpty()) {
      return "unexpected end of JSON input";
    }
    for (String literal : LITERALS) {
      if (stripped.charAt(0) == literal.charAt(0)) {
        return inLiteral(stripped, literal);
      }
    }
    char first = stripped.charAt(0);
    if (first == '{' || first == '[' || first == '"') {
      return "unexpected end of JSON input";
    }
    if (Character.isDigit(first) || first == '-') {
      return afterNumber(stripped);
    }
    return "invalid character " + quote(first) + " looking for beginning of value";
  }

  private static String inLiteral(String text, String literal) {
    for (int i = 1; i < literal.length(); i++) {
      if (i >= text.length()) {
        return "unexpected end of JSON input";
      }
      if (text.charAt(i) != literal.charAt(i)) {
        return "invalid character "
            + quote(text.charAt(i))
            + " in literal "
            + literal
            + " (expecting "
            + quote(literal.charAt(i))
            + ")";
      }
    }
    return "invalid character " + quote(text.charAt(literal.length())) + " after top-level value";
  }

  private static String afterNumber(String text) {
    int end = 1;
    while (end < text.length() && "0123456789.eE+-".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end >= text.length()
        ? "unexpected end of JSON input"
        : "invalid character " + quote(text.charAt(end)) + " after top-level value";
  }

  private static String quote(char c) {
    return c == '\'' ? "'\\''" : c == '\n' ? "'\\n'" : "'" + c + "'";
  }
}
