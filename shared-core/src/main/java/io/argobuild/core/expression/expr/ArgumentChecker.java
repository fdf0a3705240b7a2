package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.List;
import java.util.function.Function;

/** Whether the arguments of a call fit the function. */
final class ArgumentChecker {
  private final Checker checker;

  ArgumentChecker(Checker checker) {
    this.checker = checker;
  }

  /** The arguments don't fit; there may be another overload that they do fit. */
  static final class NoMatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExprError error;

    NoMatch(ExprError error) {
      super(null, null, false, false);
      this.error = error;
    }

    ExprError error() {
      return error;
    }
  }

  /** As {@link #match}, where there is no other overload. */
  Nature check(String name, GoType function, List<Node> arguments, Node call) {
    try {
      return match(name, function, arguments, call);
    } catch (NoMatch e) {
      throw e.error();
    }
  }

  /** Nature of the result; integer literals for float parameters are turned to floats in place. */
  Nature match(String name, GoType function, List<Node> arguments, Node call) {
    if (function.outputs() > 2) {
      throw checker.error(call, "func " + name + " returns more then two values");
    }
    String wrongCount = wrongCount(name, function, arguments.size());
    if (!wrongCount.isEmpty()) {
      // What is wrong inside the arguments is reported first.
      arguments.forEach(checker::visit);
      throw new NoMatch(checker.error(call, wrongCount));
    }
    for (int i = 0; i < arguments.size(); i++) {
      argument(name, arguments, i, function.argument(i));
    }
    return Nature.of(function.out(0));
  }

  private static String wrongCount(String name, GoType function, int count) {
    int wanted = function.inputs();
    if (function.variadic()) {
      return count < wanted - 1 ? "not enough arguments to call " + name : "";
    }
    if (count > wanted) {
      return "too many arguments to call " + name;
    }
    return count < wanted ? "not enough arguments to call " + name : "";
  }

  private void argument(String name, List<Node> arguments, int i, GoType wanted) {
    Node node = arguments.get(i);
    Nature actual = checker.visit(node);
    Nature in = Nature.of(wanted);
    if (in.isFloat() && actual.isInteger()) {
      arguments.set(i, convert(node, n -> n.doubleValue(), wanted));
      return;
    }
    if (in.isInteger() && actual.isInteger() && actual.kind() != in.kind()) {
      arguments.set(i, convert(node, n -> new GoInt(wanted, n), wanted));
      return;
    }
    if (actual.nil()) {
      if (wanted.kind() == Kind.PTR || wanted.kind() == Kind.INTERFACE) {
        return;
      }
      throw new NoMatch(
          checker.error(node, "cannot use nil as argument (type " + wanted + ") to call " + name));
    }
    boolean fits = actual.assignableTo(in) || actual.deref().assignableTo(in);
    if (!fits && !actual.isUnknown()) {
      throw new NoMatch(
          checker.error(
              node,
              "cannot use " + actual + " as argument (type " + wanted + ") to call " + name + " "));
    }
  }

  /** Turns the integer literals of a sum or product into another type. */
  private static Node convert(Node node, Function<Long, Object> value, GoType type) {
    Long number = Literal.integer(node);
    if (number != null) {
      Object converted = value.apply(number);
      Literal.Form form = converted instanceof Double ? Literal.Form.FLOAT : Literal.Form.CONSTANT;
      Literal literal = new Literal(node.at(), form, converted);
      literal.nature(Nature.of(type));
      return literal;
    }
    if (node instanceof Operation.Unary unary) {
      unary.replaceChildren(child -> convert(child, value, type));
    } else if (node instanceof Operation.Binary binary
        && (binary.is("+") || binary.is("-") || binary.is("*"))) {
      binary.replaceChildren(child -> convert(child, value, type));
    }
    return node;
  }
}
