package io.argobuild.core.expression.expr;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Nodes that name something. */
final class Leaf {
  private Leaf() {}

  /** The name of a variable. */
  static final class Identifier extends Node {
    private final String name;

    Identifier(Location at, String name) {
      super(at, List.of());
      this.name = name;
    }

    String name() {
      return name;
    }

    boolean isEnvironment() {
      return name.equals("$env");
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.identifier(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      // A name has none.
    }
  }

  /** {@code #}, {@code #index} or {@code #acc}. */
  static final class Pointer extends Node {
    private final String name;

    Pointer(Location at, String name) {
      super(at, List.of());
      this.name = name;
    }

    /** Empty for the element itself. */
    String name() {
      return name;
    }

    @Override
    <R> @Nullable R accept(NodeVisitor<R> visitor) {
      return visitor.pointer(this);
    }

    @Override
    void replaceChildren(UnaryOperator<Node> change) {
      // A pointer has none.
    }
  }
}
