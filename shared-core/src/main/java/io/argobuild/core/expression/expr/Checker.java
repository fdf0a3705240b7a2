package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the nature of each node, and what can't work whatever the values are. */
final class Checker implements NodeVisitor<Nature> {
  private static final Nature BOOL = Nature.of(GoType.BOOL);

  private final String source;
  private final Scope scope;
  private final BinaryChecker binaries = new BinaryChecker(this);
  private final AccessChecker accesses = new AccessChecker(this);
  private final BuiltinChecker builtins = new BuiltinChecker(this);
  private final ArgumentChecker arguments = new ArgumentChecker(this);
  private final Deque<Closure> closures = new ArrayDeque<>();
  private final Deque<Variable> variables = new ArrayDeque<>();

  /** A closure that is being checked: what it runs over, and its named pointers. */
  private record Closure(Nature collection, Map<String, Nature> pointers) {}

  private record Variable(String name, Nature nature) {}

  private Checker(String source, Scope scope) {
    this.source = source;
    this.scope = scope;
  }

  static void check(Node root, String source, Scope scope) {
    new Checker(source, scope).visit(root);
  }

  Nature visit(Node node) {
    Nature nature = Objects.requireNonNull(node.accept(this));
    node.nature(nature);
    return nature;
  }

  ArgumentChecker arguments() {
    return arguments;
  }

  ExprError error(Node node, String message) {
    return ExprError.compiling(message, node.at(), source);
  }

  /** Checks the body of a closure over {@code collection}. */
  Nature closure(Node body, Nature collection, Map<String, Nature> pointers) {
    closures.push(new Closure(collection, pointers));
    Nature nature = visit(body);
    closures.pop();
    return nature;
  }

  /** Nature of a variable of the environment, or null. */
  @Nullable Nature variable(String name) {
    return scope.has(name) ? Nature.ofValue(scope.get(name)) : null;
  }

  @Override
  public Nature literal(Literal node) {
    return Nature.ofValue(node.value());
  }

  @Override
  public Nature identifier(Leaf.Identifier node) {
    for (Variable variable : variables) {
      if (variable.name.equals(node.name())) {
        return variable.nature;
      }
    }
    if (node.isEnvironment()) {
      return Nature.UNKNOWN;
    }
    Nature known = variable(node.name());
    if (known != null) {
      return known;
    }
    BuiltinFunction builtin = BuiltinFunctions.find(node.name());
    if (builtin != null) {
      return Nature.of(builtin.type());
    }
    throw error(node, "unknown name " + node.name());
  }

  @Override
  public Nature pointer(Leaf.Pointer node) {
    Closure closure = closures.peek();
    if (closure == null) {
      throw error(node, "cannot use pointer accessor outside predicate");
    }
    if (node.name().isEmpty()) {
      return closure.collection.elem();
    }
    Nature known = closure.pointers.get(node.name());
    if (known == null) {
      throw error(node, "unknown pointer #" + node.name());
    }
    return known;
  }

  @Override
  public Nature unary(Operation.Unary node) {
    Nature operand = visit(node.operand()).deref();
    boolean not = node.operator().equals("!") || node.operator().equals("not");
    if (not && (operand.isBool() || operand.isUnknown())) {
      return BOOL;
    }
    if (!not && operand.isNumber()) {
      return operand;
    }
    if (!not && operand.isUnknown()) {
      return Nature.UNKNOWN;
    }
    throw error(
        node, "invalid operation: " + node.operator() + " (mismatched type " + operand + ")");
  }

  @Override
  public Nature binary(Operation.Binary node) {
    return binaries.check(node);
  }

  @Override
  public Nature chain(Access.Chain node) {
    return visit(node.body());
  }

  @Override
  public Nature member(Access.Member node) {
    return accesses.member(node);
  }

  @Override
  public Nature slice(Access.Slice node) {
    return accesses.slice(node);
  }

  @Override
  public Nature call(Access.Call node) {
    Node callee = node.callee();
    if (callee instanceof Leaf.Identifier name && name.isEnvironment()) {
      throw error(node, GoType.STRING_MAP + " is not callable");
    }
    Nature function = visit(callee);
    if (function.isUnknown()) {
      // The arguments aren't checked then, as in expr.
      return Nature.UNKNOWN;
    }
    String name = calleeName(callee);
    if (function.nil()) {
      throw error(node, name + " is nil; cannot call nil as function");
    }
    GoType type = function.type();
    if (type == null || type.kind() != Kind.FUNC) {
      throw error(node, function + " is not callable");
    }
    return arguments.check(name, type, node.arguments(), node);
  }

  private static String calleeName(Node callee) {
    if (callee instanceof Leaf.Identifier identifier) {
      return identifier.name();
    }
    String name = callee instanceof Access.Member member ? Literal.string(member.property()) : null;
    return name == null ? "function" : name;
  }

  @Override
  public Nature builtin(Access.Builtin node) {
    return builtins.check(node);
  }

  @Override
  public Nature predicate(Access.Predicate node) {
    Nature body = visit(node.body());
    GoType type = BuiltinChecker.closureType(body);
    return new Nature(type, false, body);
  }

  @Override
  public Nature let(Block.Let node) {
    String name = node.name();
    if (scope.has(name)) {
      throw error(node, "cannot redeclare " + name);
    }
    if (Builtins.isBuiltin(name)) {
      throw error(node, "cannot redeclare builtin " + name);
    }
    if (variables.stream().anyMatch(variable -> variable.name.equals(name))) {
      throw error(node, "cannot redeclare variable " + name);
    }
    Nature value = visit(node.value());
    variables.push(new Variable(name, value));
    Nature body = visit(node.body());
    variables.pop();
    return body;
  }

  @Override
  public Nature sequence(Block.Sequence node) {
    Nature last = Nature.UNKNOWN;
    for (Node part : node.nodes()) {
      last = visit(part);
    }
    return last;
  }

  @Override
  public Nature conditional(Block.Conditional node) {
    Nature condition = visit(node.condition()).deref();
    if (!condition.isBool() && !condition.isUnknown()) {
      throw error(
          node.condition(), "non-bool expression (type " + condition + ") used as condition");
    }
    Nature yes = visit(node.yes());
    Nature no = visit(node.no());
    if (yes.nil() || no.nil()) {
      return yes.nil() ? no : yes;
    }
    if (!yes.assignableTo(no)) {
      return Nature.UNKNOWN;
    }
    if (yes.isList() && no.isList()) {
      Nature a = yes.elem();
      Nature b = no.elem();
      if (!a.assignableTo(b) || !b.assignableTo(a)) {
        return Nature.of(GoType.ANYS);
      }
    }
    return yes;
  }

  @Override
  public Nature array(Block.ArrayLiteral node) {
    Nature previous = Nature.UNKNOWN;
    boolean same = true;
    boolean first = true;
    for (Node item : node.nodes()) {
      Nature current = visit(item);
      same &= first || current.kind() == previous.kind();
      previous = current;
      first = false;
    }
    return same ? Nature.listOf(previous) : Nature.of(GoType.ANYS);
  }

  @Override
  public Nature map(Block.MapLiteral node) {
    node.pairs().forEach(this::visit);
    return Nature.of(GoType.STRING_MAP);
  }

  @Override
  public Nature pair(Block.Pair node) {
    visit(node.key());
    visit(node.value());
    return Nature.NIL;
  }
}
