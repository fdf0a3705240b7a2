package io.argobuild.core.expression.jq;

import org.jspecify.annotations.Nullable;

/**
 * A word of a filter.
 *
 * @param value the name without its dot, the decoded string, or the text
 * @param operator of {@link Kind#OPERATOR}
 */
record Token(Kind kind, String value, @Nullable Operator operator) {

  /** What it is. */
  enum Kind {
    END,
    IDENTIFIER,
    MODULE_IDENTIFIER,
    VARIABLE,
    MODULE_VARIABLE,
    KEYWORD,
    /** {@code .name}. */
    FIELD,
    /** {@code ..}. */
    RECURSE,
    NUMBER,
    FORMAT,
    STRING,
    STRING_START,
    /** What opens an expression in a string; it ends with a bracket. */
    STRING_QUERY,
    STRING_END,
    OPERATOR,
    /** {@code ?//}. */
    DESTRUCTURING_ALTERNATIVE,
    /** A single character that is none of the others. */
    CHARACTER,
    /** Text that is no word; the message says why. */
    INVALID
  }

  boolean is(char c) {
    return kind == Kind.CHARACTER && value.length() == 1 && value.charAt(0) == c;
  }

  boolean isKeyword(String word) {
    return kind == Kind.KEYWORD && value.equals(word);
  }
}
