package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoRegexp;
import io.argobuild.core.expression.golang.GoType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * expr's rewriting of the checked tree. It is done here too since it can be seen: {@code x in
 * ["a"]} fails for a number, {@code count(l, p) > 1} stops early, {@code 1 % 0} doesn't compile.
 */
final class Optimizer {
  private static final int MAX_ROUNDS = 1000;

  private final String source;

  private Optimizer(String source) {
    this.source = source;
  }

  static Node optimize(Node root, String source) {
    Optimizer optimizer = new Optimizer(source);
    Node node = walk(root, Optimizer::inList);
    for (int round = 0; round <= MAX_ROUNDS; round++) {
      Folding folding = new Folding(source);
      node = walk(node, folding::fold);
      if (!folding.applied()) {
        break;
      }
    }
    node = walk(node, Optimizer::inRange);
    node = ClosureRewriting.rewrite(node);
    return walk(node, optimizer::compilePattern);
  }

  /** Children first. */
  static Node walk(Node node, UnaryOperator<Node> change) {
    if (node instanceof Operation.Binary binary) {
      List<Operation.Binary> chain = binary.chain();
      Node left = walk(chain.get(0).left(), change);
      for (Operation.Binary link : chain) {
        link.left(left);
        link.right(walk(link.right(), change));
        left = change.apply(link);
      }
      return left;
    }
    node.replaceChildren(child -> walk(child, change));
    return change.apply(node);
  }

  /** Puts {@code replacement} where {@code node} was, with its place and type. */
  static Node replace(Node node, Node replacement) {
    return replace(node, replacement, node.type());
  }

  static Node replace(Node node, Node replacement, @Nullable GoType type) {
    replacement.at(node.at());
    replacement.nature(Nature.of(type));
    return replacement;
  }

  private static Node inList(Node node) {
    if (!(node instanceof Operation.Binary binary)
        || !binary.is("in")
        || !(binary.right() instanceof Block.ArrayLiteral array)
        || array.nodes().isEmpty()) {
      return node;
    }
    boolean integers = binary.left().type().kind() == GoType.INT.kind();
    if (integers && all(array, Literal.Form.INTEGER)) {
      return replace(node, inKeys(binary, GoType.INT, array.nodes()));
    }
    if (all(array, Literal.Form.STRING)) {
      return replace(node, inKeys(binary, GoType.STRING, array.nodes()));
    }
    return node;
  }

  private static boolean all(Block.ArrayLiteral array, Literal.Form form) {
    return array.nodes().stream()
        .allMatch(node -> node instanceof Literal literal && literal.is(form));
  }

  private static Node inKeys(Operation.Binary binary, GoType type, List<Node> nodes) {
    Set<Object> keys = new HashSet<>();
    for (Node node : nodes) {
      keys.add(((Literal) node).value());
    }
    Reach.KeySet set = new Reach.KeySet(type, keys);
    Literal literal = new Literal(Location.NONE, Literal.Form.CONSTANT, set);
    literal.nature(Nature.of(set.type()));
    return new Operation.Binary(Location.NONE, "in", binary.left(), literal);
  }

  private static Node inRange(Node node) {
    if (!(node instanceof Operation.Binary binary)
        || !binary.is("in")
        || binary.left().type().kind() != GoType.INT.kind()
        || !(binary.right() instanceof Operation.Binary range)
        || !range.is("..")
        || Literal.integer(range.left()) == null
        || Literal.integer(range.right()) == null) {
      return node;
    }
    Node from = new Operation.Binary(Location.NONE, ">=", binary.left(), range.left());
    Node to = new Operation.Binary(Location.NONE, "<=", binary.left(), range.right());
    return replace(node, new Operation.Binary(Location.NONE, "and", from, to));
  }

  /** Patterns that the checker hasn't seen, since it doesn't look everywhere. */
  private Node compilePattern(Node node) {
    if (node instanceof Operation.Binary binary && binary.is("matches")) {
      String text = Literal.string(binary.right());
      if (text != null && binary.pattern() == null) {
        try {
          binary.pattern(GoRegexp.compile(text));
        } catch (GoError e) {
          throw ExprError.compiling(e.text(), node.at(), source);
        }
      }
    }
    return node;
  }
}
