package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoNumbers;
import java.util.Locale;
import java.util.function.Function;

/** Reads the notations of numbers. */
final class NumberLiteral {
  private NumberLiteral() {}

  /** The value of a number token. */
  static Literal parse(Token token, Function<String, ExprError> error) {
    String text = token.value().replace("_", "");
    String lower = text.toLowerCase(Locale.ROOT);
    String what = "integer";
    try {
      if (lower.startsWith("0x")) {
        what = "hex";
        return integer(token, GoNumbers.parseInt(text, 0));
      }
      if (lower.contains(".") || lower.contains("e")) {
        what = "float";
        return new Literal(token.at(), Literal.Form.FLOAT, GoNumbers.parseFloat(text));
      }
      if (lower.startsWith("0b")) {
        what = "binary";
        return integer(token, GoNumbers.parseInt(text, 0));
      }
      if (lower.startsWith("0o")) {
        what = "octal";
        return integer(token, GoNumbers.parseInt(text, 0));
      }
      return integer(token, GoNumbers.parseInt(text, 10));
    } catch (GoError e) {
      throw error.apply("invalid " + what + " literal: " + e.text());
    }
  }

  private static Literal integer(Token token, long value) {
    return new Literal(token.at(), Literal.Form.INTEGER, value);
  }
}
