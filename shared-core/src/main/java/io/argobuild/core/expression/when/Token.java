package io.argobuild.core.expression.when;

/**
 * A piece of an expression.
 *
 * @param value text of operators, names and strings; Double, Boolean, a time, a regex pattern, the
 *     parts of an accessor, or the character code of a parenthesis
 */
record Token(TokenKind kind, Object value) {

  /** {@code KIND [value]}, as error texts show it. */
  String shown() {
    return kind + " [" + Values.print(value) + "]";
  }
}
