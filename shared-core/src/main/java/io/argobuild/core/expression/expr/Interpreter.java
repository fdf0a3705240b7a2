package io.argobuild.core.expression.expr;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.GoZero;
import io.argobuild.core.expression.golang.Host;
import io.argobuild.core.expression.golang.Meter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the value of a checked tree. */
final class Interpreter implements NodeVisitor<@Nullable Object> {
  /** What an optional member is when its base is nil; becomes nil at the end of the chain. */
  private static final Object SKIPPED = new Object();

  private final Scope scope;
  private final Meter meter;
  private final Host host;
  private final Closures closures = new Closures(this);
  private final BinaryOperations operations;
  private final Deque<Variable> variables = new ArrayDeque<>();
  private Location place = Location.NONE;

  private record Variable(String name, @Nullable Object value) {}

  private Interpreter(Scope scope, Meter meter, Host host) {
    this.scope = scope;
    this.meter = meter;
    this.host = host;
    this.operations = new BinaryOperations(meter);
  }

  static @Nullable Object run(Node root, String source, Scope scope, Meter meter, Host host) {
    Interpreter interpreter = new Interpreter(scope, meter, host);
    try {
      return interpreter.evaluate(root);
    } catch (GoError e) {
      throw ExprError.running(e.text(), interpreter.place, source);
    }
  }

  Meter meter() {
    return meter;
  }

  /** Errors from here on arise at {@code node}. */
  void at(Node node) {
    place = node.at();
  }

  @Nullable Object evaluate(Node node) {
    at(node);
    meter.step();
    return node.accept(this);
  }

  @Override
  public @Nullable Object literal(Literal node) {
    return node.value();
  }

  @Override
  public @Nullable Object identifier(Leaf.Identifier node) {
    for (Variable variable : variables) {
      if (variable.name.equals(node.name())) {
        return variable.value;
      }
    }
    return node.isEnvironment() ? scope.all() : scope.get(node.name());
  }

  @Override
  public @Nullable Object pointer(Leaf.Pointer node) {
    return closures.pointer(node.name());
  }

  @Override
  public @Nullable Object unary(Operation.Unary node) {
    Object operand = Cast.dereferenced(evaluate(node.operand()));
    at(node);
    return switch (node.operator()) {
      case "!", "not" -> !Cast.bool(operand);
      case "-" -> Arithmetic.negate(operand);
      default -> operand;
    };
  }

  @Override
  public @Nullable Object binary(Operation.Binary node) {
    List<Operation.Binary> chain = node.chain();
    Object value = evaluate(chain.get(0).left());
    for (Operation.Binary link : chain) {
      value = binary(link, Cast.dereferenced(value));
    }
    return value;
  }

  private @Nullable Object binary(Operation.Binary node, @Nullable Object left) {
    at(node);
    meter.step();
    if (Operators.isBoolean(node.operator())) {
      boolean decided = Cast.bool(left) == Operators.isOr(node.operator());
      return decided ? left : Cast.dereferenced(evaluate(node.right()));
    }
    if (node.is("??")) {
      return GoZero.isNil(left) ? Cast.dereferenced(evaluate(node.right())) : left;
    }
    Pattern pattern = node.pattern();
    if (pattern != null) {
      return operations.matches(pattern, left);
    }
    Object right = Cast.dereferenced(evaluate(node.right()));
    at(node);
    return operations.apply(node, left, right);
  }

  @Override
  public @Nullable Object chain(Access.Chain node) {
    Object value = evaluate(node.body());
    return value == SKIPPED || GoZero.isNil(value) ? null : value;
  }

  @Override
  public @Nullable Object member(Access.Member node) {
    Object base = evaluate(node.base());
    if (base == SKIPPED || (node.optional() && GoZero.isNil(base))) {
      return SKIPPED;
    }
    Object property = evaluate(node.property());
    at(node);
    return Reach.fetch(base, property, meter);
  }

  @Override
  public @Nullable Object slice(Access.Slice node) {
    Object base = evaluate(node.base());
    Node to = node.to();
    Node from = node.from();
    at(node);
    Object end = to == null ? (Object) Reach.sliceLength(base) : evaluate(to);
    Object start = from == null ? (Object) 0L : evaluate(from);
    at(node);
    return Reach.slice(base, start, end, meter);
  }

  @SuppressWarnings("NullAway") // Lists of Go values hold null for nil.
  private List<Object> values(List<Node> nodes) {
    List<Object> values = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      values.add(evaluate(node));
    }
    return values;
  }

  private Call toCall(List<Object> arguments) {
    return new Call(arguments, meter, host);
  }

  @Override
  public @Nullable Object call(Access.Call node) {
    List<Object> arguments = values(node.arguments());
    Object callee = evaluate(node.callee());
    if (callee == SKIPPED) {
      return SKIPPED;
    }
    at(node);
    if (callee == null) {
      throw new GoError("invalid operation: cannot call nil");
    }
    if (!(callee instanceof GoFunction function)) {
      throw new GoError(
          "invalid operation: cannot call non-function of type " + GoType.textOf(callee));
    }
    if (TypedCalls.contains(node.callee().type())) {
      TypedCalls.check(function.type(), arguments);
      return function.call(toCall(arguments));
    }
    return function.callReflect(arguments, this::toCall);
  }

  @Override
  public @Nullable Object builtin(Access.Builtin node) {
    if (Builtins.PREDICATES.containsKey(node.name())) {
      return closures.run(node);
    }
    List<Object> arguments = values(node.arguments());
    at(node);
    BuiltinFunction function = BuiltinFunctions.find(node.name());
    if (function == null) {
      throw new GoError("unknown builtin " + node.name());
    }
    if (!BuiltinFunctions.keepsPointer(node)) {
      arguments.replaceAll(Cast::dereferenced);
    }
    return function.body().apply(toCall(arguments));
  }

  @Override
  public @Nullable Object predicate(Access.Predicate node) {
    return evaluate(node.body());
  }

  @Override
  public @Nullable Object let(Block.Let node) {
    variables.push(new Variable(node.name(), evaluate(node.value())));
    Object value = evaluate(node.body());
    variables.pop();
    return value;
  }

  @Override
  public @Nullable Object sequence(Block.Sequence node) {
    Object last = null;
    for (Node part : node.nodes()) {
      last = evaluate(part);
    }
    return last;
  }

  @Override
  public @Nullable Object conditional(Block.Conditional node) {
    Object condition = evaluate(node.condition());
    at(node);
    return evaluate(Cast.bool(condition) ? node.yes() : node.no());
  }

  @Override
  public Object array(Block.ArrayLiteral node) {
    List<Object> values = values(node.nodes());
    at(node);
    meter.memory(values.size());
    return values;
  }

  /** Of equal keys the first counts, since expr fills the map from the end. */
  @Override
  @SuppressWarnings("NullAway") // Maps of Go values hold null for nil.
  public Object map(Block.MapLiteral node) {
    List<Object> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Node child : node.pairs()) {
      Block.Pair pair = (Block.Pair) child;
      keys.add(evaluate(pair.key()));
      values.add(evaluate(pair.value()));
    }
    at(node);
    meter.memory(keys.size());
    for (int i = keys.size() - 1; i >= 0; i--) {
      Cast.string(keys.get(i));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = (String) keys.get(i);
      if (!map.containsKey(key)) {
        map.put(key, values.get(i));
      }
    }
    return map;
  }

  @Override
  public @Nullable Object pair(Block.Pair node) {
    throw new IllegalStateException("a pair is part of a map");
  }
}
