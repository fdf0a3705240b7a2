package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A node of the syntax tree. The checker writes down each node's nature; the optimizer replaces
 * nodes. After that nothing changes any more.
 */
abstract sealed class Node
    permits Literal,
        Leaf.Identifier,
        Leaf.Pointer,
        Operation.Unary,
        Operation.Binary,
        Access.Chain,
        Access.Member,
        Access.Slice,
        Access.Call,
        Access.Builtin,
        Access.Predicate,
        Block.Let,
        Block.Sequence,
        Block.Conditional,
        Block.ArrayLiteral,
        Block.MapLiteral,
        Block.Pair {
  private Location at;
  private Nature nature = Nature.UNKNOWN;
  private final int depth;

  Node(Location at, List<@Nullable Node> children) {
    this.at = at;
    int deepest = 0;
    for (Node child : children) {
      if (child != null) {
        deepest = Math.max(deepest, child.depth);
      }
    }
    this.depth = deepest + 1;
  }

  Node(Location at, int depth) {
    this.at = at;
    this.depth = depth;
  }

  Location at() {
    return at;
  }

  void at(Location place) {
    this.at = place;
  }

  Nature nature() {
    return nature;
  }

  void nature(Nature known) {
    this.nature = known;
  }

  /** The static type; {@code interface {}} when it isn't known. */
  GoType type() {
    GoType type = nature.type();
    return type == null ? GoType.ANY : type;
  }

  /** Number of levels from here down. */
  int depth() {
    return depth;
  }

  abstract <R> @Nullable R accept(NodeVisitor<R> visitor);

  /** Replaces each child by what {@code change} makes of it. */
  abstract void replaceChildren(UnaryOperator<Node> change);
}
