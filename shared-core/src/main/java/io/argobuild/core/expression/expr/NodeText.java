package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoQuote;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text that is equal for equal trees. */
final class NodeText implements NodeVisitor<String> {
  private static final NodeText INSTANCE = new NodeText();

  private NodeText() {}

  static String of(@Nullable Node node) {
    return node == null ? "" : Objects.requireNonNull(node.accept(INSTANCE));
  }

  private static String all(List<Node> nodes) {
    return nodes.stream().map(NodeText::of).collect(Collectors.joining(", "));
  }

  @Override
  public String literal(Literal node) {
    return node.value() instanceof String text
        ? GoQuote.quote(text)
        : node.form() + " " + node.value();
  }

  @Override
  public String identifier(Leaf.Identifier node) {
    return node.name();
  }

  @Override
  public String pointer(Leaf.Pointer node) {
    return "#" + node.name();
  }

  @Override
  public String unary(Operation.Unary node) {
    return node.operator() + "(" + of(node.operand()) + ")";
  }

  @Override
  public String binary(Operation.Binary node) {
    List<Operation.Binary> chain = node.chain();
    StringBuilder text = new StringBuilder("(".repeat(chain.size()));
    text.append(of(chain.get(0).left()));
    for (Operation.Binary link : chain) {
      text.append(' ').append(link.operator()).append(' ').append(of(link.right())).append(')');
    }
    return text.toString();
  }

  @Override
  public String chain(Access.Chain node) {
    return of(node.body());
  }

  @Override
  public String member(Access.Member node) {
    return of(node.base()) + (node.optional() ? "?.[" : "[") + of(node.property()) + "]";
  }

  @Override
  public String slice(Access.Slice node) {
    return of(node.base()) + "[" + of(node.from()) + ":" + of(node.to()) + "]";
  }

  @Override
  public String call(Access.Call node) {
    return of(node.callee()) + "(" + all(node.arguments()) + ")";
  }

  @Override
  public String builtin(Access.Builtin node) {
    return node.name() + "(" + all(node.arguments()) + ")";
  }

  @Override
  public String predicate(Access.Predicate node) {
    return of(node.body());
  }

  @Override
  public String let(Block.Let node) {
    return "let " + node.name() + " = " + of(node.value()) + "; " + of(node.body());
  }

  @Override
  public String sequence(Block.Sequence node) {
    return "{" + all(node.nodes()) + "}";
  }

  @Override
  public String conditional(Block.Conditional node) {
    return "(" + of(node.condition()) + " ? " + of(node.yes()) + " : " + of(node.no()) + ")";
  }

  @Override
  public String array(Block.ArrayLiteral node) {
    return "[" + all(node.nodes()) + "]";
  }

  @Override
  public String map(Block.MapLiteral node) {
    return "{" + all(node.pairs()) + "}";
  }

  @Override
  public String pair(Block.Pair node) {
    return of(node.key()) + ": " + of(node.value());
  }
}
