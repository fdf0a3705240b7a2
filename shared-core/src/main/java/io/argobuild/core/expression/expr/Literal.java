package io.argobuild.core.expression.expr;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A value that is written in the source, or that the optimizer computed. */
final class Literal extends Node {

  /** Where it comes from; the optimizer treats computed values as opaque. */
  enum Form {
    NIL,
    BOOL,
    INTEGER,
    FLOAT,
    STRING,
    BYTES,
    CONSTANT
  }

  private final Form form;
  private final @Nullable Object value;

  Literal(Location at, Form form, @Nullable Object value) {
    super(at, List.of());
    this.form = form;
    this.value = value;
  }

  Form form() {
    return form;
  }

  @Nullable Object value() {
    return value;
  }

  boolean is(Form wanted) {
    return form == wanted;
  }

  /** The integer of an integer literal, else null. */
  static @Nullable Long integer(@Nullable Node node) {
    return node instanceof Literal literal && literal.is(Form.INTEGER)
        ? (Long) literal.value
        : null;
  }

  /** The text of a string literal, else null. */
  static @Nullable String string(@Nullable Node node) {
    return node instanceof Literal literal && literal.is(Form.STRING)
        ? (String) literal.value
        : null;
  }

  @Override
  <R> @Nullable R accept(NodeVisitor<R> visitor) {
    return visitor.literal(this);
  }

  @Override
  void replaceChildren(UnaryOperator<Node> change) {
    // A literal has none.
  }
}
