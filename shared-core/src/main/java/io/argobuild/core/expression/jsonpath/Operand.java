package io.argobuild.core.expression.jsonpath;

/** What an operator of a {@link Script} works on. */
sealed interface Operand permits Operand.Text, Operand.Json, Operation {

  /** A literal as written, quotes included, or the name of a variable. */
  record Text(String text) implements Operand {}

  /** A list or object literal. */
  record Json(Object value) implements Operand {}
}
