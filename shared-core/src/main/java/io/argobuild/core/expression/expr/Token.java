package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoQuote;

/** A word of the source. */
record Token(Kind kind, String value, Location at) {

  enum Kind {
    IDENTIFIER("Identifier"),
    NUMBER("Number"),
    STRING("String"),
    BYTES("Bytes"),
    OPERATOR("Operator"),
    BRACKET("Bracket"),
    EOF("EOF");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean is(Kind wanted, String text) {
    return kind == wanted && value.equals(text);
  }

  boolean isOperator(String text) {
    return is(Kind.OPERATOR, text);
  }

  boolean isBracket(String text) {
    return is(Kind.BRACKET, text);
  }

  @Override
  public String toString() {
    return value.isEmpty() ? kind.text : kind.text + "(" + GoQuote.quote(value) + ")";
  }
}
