package io.argobuild.core.expression.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the variables that a tree refers to. Names that {@code let} makes are among them. */
final class References implements NodeVisitor<@Nullable Void> {
  private final List<Program.Path> paths = new ArrayList<>();
  private boolean guarded;

  private References() {}

  static List<Program.Path> of(Node root) {
    References references = new References();
    root.accept(references);
    return references.paths;
  }

  private void visit(@Nullable Node node) {
    visit(node, false);
  }

  private void visit(@Nullable Node node, boolean guard) {
    if (node != null) {
      boolean before = guarded;
      guarded = guard;
      node.accept(this);
      guarded = before;
    }
  }

  private void visit(List<Node> nodes) {
    nodes.forEach(this::visit);
  }

  @Override
  public @Nullable Void literal(Literal node) {
    return null;
  }

  @Override
  public @Nullable Void identifier(Leaf.Identifier node) {
    if (!node.isEnvironment()) {
      paths.add(new Program.Path(List.of(node.name()), 1));
    }
    return null;
  }

  @Override
  public @Nullable Void pointer(Leaf.Pointer node) {
    return null;
  }

  @Override
  public @Nullable Void unary(Operation.Unary node) {
    visit(node.operand());
    return null;
  }

  /** In {@code a ?? b ?? c} both a and b are guarded. */
  @Override
  public @Nullable Void binary(Operation.Binary node) {
    List<Operation.Binary> chain = node.chain();
    boolean outer = guarded;
    visit(chain.get(0).left(), chain.get(0).is("??"));
    for (int i = 0; i < chain.size(); i++) {
      boolean last = i + 1 == chain.size();
      boolean guard = chain.get(i).is("??") && (last ? outer : chain.get(i + 1).is("??"));
      visit(chain.get(i).right(), guard);
    }
    return null;
  }

  @Override
  public @Nullable Void chain(Access.Chain node) {
    visit(node.body(), guarded);
    return null;
  }

  /** The whole path is one reference; what is inside brackets are others. */
  @Override
  public @Nullable Void member(Access.Member node) {
    List<String> names = new ArrayList<>();
    Integer certain = path(node, names);
    if (certain == null) {
      visit(node.base());
      visit(node.property());
    } else {
      names.removeIf(String::isEmpty);
      paths.add(new Program.Path(List.copyOf(names), guarded ? 1 : certain));
      properties(node);
    }
    return null;
  }

  /** Adds the names of a path; returns how many are certain, or null when it is no path. */
  private @Nullable Integer path(Node node, List<String> names) {
    if (node instanceof Access.Chain chain) {
      return path(chain.body(), names);
    }
    if (node instanceof Leaf.Identifier identifier && !identifier.isEnvironment()) {
      names.add(identifier.name());
      return 1;
    }
    if (!(node instanceof Access.Member member)) {
      return null;
    }
    Integer certain = path(member.base(), names);
    if (certain == null) {
      return null;
    }
    String name = Literal.string(member.property());
    if (name == null || names.contains("")) {
      // What follows an index that isn't a literal can't be named; an empty part marks it.
      names.add("");
      return certain;
    }
    boolean sure = certain == names.size() && !member.optional();
    names.add(name);
    return sure ? (Integer) (certain + 1) : certain;
  }

  private void properties(Node node) {
    if (node instanceof Access.Chain chain) {
      properties(chain.body());
    } else if (node instanceof Access.Member member) {
      properties(member.base());
      visit(member.property());
    }
  }

  @Override
  public @Nullable Void slice(Access.Slice node) {
    visit(node.base());
    visit(node.from());
    visit(node.to());
    return null;
  }

  @Override
  public @Nullable Void call(Access.Call node) {
    visit(node.callee());
    visit(node.arguments());
    return null;
  }

  @Override
  public @Nullable Void builtin(Access.Builtin node) {
    visit(node.arguments());
    return null;
  }

  @Override
  public @Nullable Void predicate(Access.Predicate node) {
    visit(node.body());
    return null;
  }

  @Override
  public @Nullable Void let(Block.Let node) {
    visit(node.value());
    visit(node.body());
    return null;
  }

  @Override
  public @Nullable Void sequence(Block.Sequence node) {
    visit(node.nodes());
    return null;
  }

  @Override
  public @Nullable Void conditional(Block.Conditional node) {
    visit(node.condition());
    visit(node.yes());
    visit(node.no());
    return null;
  }

  @Override
  public @Nullable Void array(Block.ArrayLiteral node) {
    visit(node.nodes());
    return null;
  }

  @Override
  public @Nullable Void map(Block.MapLiteral node) {
    visit(node.pairs());
    return null;
  }

  @Override
  public @Nullable Void pair(Block.Pair node) {
    visit(node.key());
    visit(node.value());
    return null;
  }
}
