package io.argobuild.core.expression.expr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** expr's rewriting of functions with closures, in its order. */
final class ClosureRewriting {
  private ClosureRewriting() {}

  static Node rewrite(Node root) {
    Node node = Optimizer.walk(root, ClosureRewriting::filterMap);
    node = Optimizer.walk(node, ClosureRewriting::filterLength);
    node = Optimizer.walk(node, n -> filterElement(n, "last", "findLast", -1));
    node = Optimizer.walk(node, n -> filterElement(n, "first", "find", 0));
    node = Optimizer.walk(node, ClosureRewriting::combine);
    node = Optimizer.walk(node, SumRewriting::range);
    node = Optimizer.walk(node, SumRewriting::array);
    node = Optimizer.walk(node, SumRewriting::mapped);
    node = Optimizer.walk(node, ClosureRewriting::countAny);
    return Optimizer.walk(node, ClosureRewriting::countThreshold);
  }

  /** The call of a filter, else null. */
  private static Access.@Nullable Builtin filter(@Nullable Node node) {
    return node instanceof Access.Builtin builtin && builtin.is("filter", 2) ? builtin : null;
  }

  private static Node filterMap(Node node) {
    if (!(node instanceof Access.Builtin map)
        || !map.is("map", 2)
        || !(map.arguments().get(1) instanceof Access.Predicate closure)
        || usesIndex(closure)) {
      return node;
    }
    Access.Builtin filter = filter(map.arguments().get(0));
    if (filter == null || filter.mapped() != null) {
      return node;
    }
    Access.Builtin both = new Access.Builtin(Location.NONE, "filter", filter.arguments());
    both.mapped(closure.body());
    return Optimizer.replace(node, both);
  }

  private static boolean usesIndex(Node node) {
    boolean[] found = {false};
    Optimizer.walk(
        node,
        child -> {
          found[0] |= child instanceof Leaf.Pointer pointer && pointer.name().equals("index");
          return child;
        });
    return found[0];
  }

  private static Node filterLength(Node node) {
    if (node instanceof Access.Builtin length && length.is("len", 1)) {
      Access.Builtin filter = filter(length.arguments().get(0));
      if (filter != null) {
        return Optimizer.replace(
            node, new Access.Builtin(Location.NONE, "count", filter.arguments()));
      }
    }
    return node;
  }

  private static Node filterElement(Node node, String function, String find, long index) {
    Access.Builtin filter = null;
    boolean throwing = false;
    if (node instanceof Access.Member member
        && !member.optional()
        && Long.valueOf(index).equals(Literal.integer(member.property()))) {
      filter = filter(member.base());
      throwing = true;
    } else if (node instanceof Access.Builtin call && call.is(function, 1)) {
      filter = filter(call.arguments().get(0));
    }
    if (filter == null) {
      return node;
    }
    Access.Builtin found = new Access.Builtin(Location.NONE, find, filter.arguments());
    found.throwing(throwing);
    found.mapped(filter.mapped());
    return Optimizer.replace(node, found);
  }

  /** {@code all(x, p) && all(x, q)} is one run. */
  private static Node combine(Node node) {
    if (!(node instanceof Operation.Binary binary)
        || !(binary.left() instanceof Access.Builtin left)
        || !(binary.right() instanceof Access.Builtin right)
        || !left.name().equals(right.name())) {
      return node;
    }
    String operator = combined(left.name(), binary.operator());
    if (operator.isEmpty()) {
      return node;
    }
    Node a = left.arguments().get(0);
    Node b = right.arguments().get(0);
    if (!a.type().equals(b.type()) || !NodeText.of(a).equals(NodeText.of(b))) {
      return node;
    }
    Node both =
        new Operation.Binary(
            Location.NONE,
            operator,
            ((Access.Predicate) left.arguments().get(1)).body(),
            ((Access.Predicate) right.arguments().get(1)).body());
    Node closure = new Access.Predicate(Location.NONE, combine(both));
    return Optimizer.replace(
        node, new Access.Builtin(Location.NONE, left.name(), List.of(a, closure)));
  }

  private static String combined(String function, String operator) {
    if (function.equals("all") && Operators.isAnd(operator)
        || function.equals("any") && Operators.isOr(operator)) {
      return operator;
    }
    if (function.equals("none") && Operators.isAnd(operator)) {
      return operator.equals("and") ? "or" : "||";
    }
    return "";
  }

  /** The call of count with a closure on the left of a comparison, else null. */
  private static Access.@Nullable Builtin counted(Node node) {
    return node instanceof Operation.Binary binary
            && binary.left() instanceof Access.Builtin count
            && count.is("count", 2)
            && Literal.integer(binary.right()) != null
        ? count
        : null;
  }

  private static Node countAny(Node node) {
    Access.Builtin count = counted(node);
    if (count == null || !(node instanceof Operation.Binary binary)) {
      return node;
    }
    Long limit = Literal.integer(binary.right());
    boolean any =
        (binary.is(">") && Long.valueOf(0).equals(limit))
            || (binary.is(">=") && Long.valueOf(1).equals(limit));
    return any
        ? Optimizer.replace(node, new Access.Builtin(Location.NONE, "any", count.arguments()))
        : node;
  }

  private static Node countThreshold(Node node) {
    Access.Builtin count = counted(node);
    if (count == null || !(node instanceof Operation.Binary binary)) {
      return node;
    }
    Long limit = Literal.integer(binary.right());
    if (limit == null || limit < 0) {
      return node;
    }
    long threshold =
        switch (binary.operator()) {
          case ">", "<=" -> limit + 1;
          case ">=", "<" -> limit;
          default -> 0;
        };
    if (threshold > 1) {
      count.threshold(threshold);
    }
    return node;
  }
}
