package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** expr's rewriting of sums: those over literal ranges are computed, others are made shorter. */
final class SumRewriting {
  /** Longer lists are summed in a loop, since a tree of so many levels can't be walked. */
  private static final int MAX_TERMS = 100;

  private SumRewriting() {}

  /** A literal range and its sum. */
  private record Range(long count, long sum) {

    static @Nullable Range of(Node node) {
      if (!(node instanceof Operation.Binary binary) || !binary.is("..")) {
        return null;
      }
      Long from = Literal.integer(binary.left());
      Long to = Literal.integer(binary.right());
      if (from == null || to == null || to < from) {
        return null;
      }
      long count = to - from + 1;
      return new Range(count, count * (from + to) / 2);
    }
  }

  static Node range(Node node) {
    if (!(node instanceof Access.Builtin builtin) || builtin.arguments().isEmpty()) {
      return node;
    }
    Range range = Range.of(builtin.arguments().get(0));
    if (range == null) {
      return node;
    }
    Long value =
        switch (builtin.name()) {
          case "sum" -> sum(builtin, range);
          case "reduce" -> reduce(builtin, range);
          default -> null;
        };
    if (value == null) {
      return node;
    }
    Literal literal = new Literal(node.at(), Literal.Form.INTEGER, value);
    return Optimizer.replace(node, literal, GoType.INT);
  }

  private static @Nullable Long sum(Access.Builtin node, Range range) {
    if (node.arguments().size() == 1) {
      return range.sum;
    }
    Node body = ((Access.Predicate) node.arguments().get(1)).body();
    if (isPointer(body, "")) {
      return range.sum;
    }
    if (!(body instanceof Operation.Binary binary)) {
      return null;
    }
    boolean left = isPointer(binary.left(), "");
    Long constant = Literal.integer(left ? binary.right() : binary.left());
    if (constant == null || !(left || isPointer(binary.right(), ""))) {
      return null;
    }
    return switch (binary.operator()) {
      case "*" -> constant * range.sum;
      case "+" -> range.sum + range.count * constant;
      case "-" -> left ? range.sum - range.count * constant : range.count * constant - range.sum;
      default -> null;
    };
  }

  private static boolean isPointer(Node node, String name) {
    return node instanceof Leaf.Pointer pointer && pointer.name().equals(name);
  }

  private static @Nullable Long reduce(Access.Builtin node, Range range) {
    Node body = ((Access.Predicate) node.arguments().get(1)).body();
    if (!(body instanceof Operation.Binary binary) || !binary.is("+")) {
      return null;
    }
    boolean plain =
        (isPointer(binary.left(), "") && isPointer(binary.right(), "acc"))
            || (isPointer(binary.left(), "acc") && isPointer(binary.right(), ""));
    if (!plain) {
      return null;
    }
    if (node.arguments().size() == 2) {
      return range.sum;
    }
    Long first = Literal.integer(node.arguments().get(2));
    return first == null ? null : (Long) (first + range.sum);
  }

  /** {@code sum([a, b, c])} is {@code a + (b + c)}. */
  static Node array(Node node) {
    if (!(node instanceof Access.Builtin sum)
        || !sum.is("sum", 1)
        || !(sum.arguments().get(0) instanceof Block.ArrayLiteral array)
        || array.nodes().size() < 2
        || array.nodes().size() > MAX_TERMS) {
      return node;
    }
    List<Node> nodes = array.nodes();
    Node total = nodes.get(nodes.size() - 1);
    for (int i = nodes.size() - 2; i >= 0; i--) {
      total = new Operation.Binary(Location.NONE, "+", nodes.get(i), total);
    }
    return Optimizer.replace(node, total);
  }

  static Node mapped(Node node) {
    if (node instanceof Access.Builtin sum
        && sum.is("sum", 1)
        && sum.arguments().get(0) instanceof Access.Builtin map
        && map.is("map", 2)) {
      return Optimizer.replace(node, new Access.Builtin(Location.NONE, "sum", map.arguments()));
    }
    return node;
  }
}
