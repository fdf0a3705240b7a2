package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes operations on literals. One round; the caller repeats it while it applies. */
final class Folding {
  private static final int MAX_TEXT = 10_000;

  private final String source;
  private boolean applied;

  Folding(String source) {
    this.source = source;
  }

  boolean applied() {
    return applied;
  }

  Node fold(Node node) {
    Node folded = null;
    if (node instanceof Operation.Unary unary) {
      folded = unary(unary);
    } else if (node instanceof Operation.Binary binary) {
      folded = Operators.isBoolean(binary.operator()) ? logic(binary) : binary(binary);
    } else if (node instanceof Block.ArrayLiteral array) {
      folded = array(array);
    } else if (node instanceof Access.Builtin builtin) {
      folded = filters(builtin);
    }
    if (folded == null) {
      return node;
    }
    applied = true;
    if (folded instanceof Literal literal) {
      return Optimizer.replace(node, literal, GoType.of(literal.value()));
    }
    return Optimizer.replace(node, folded);
  }

  private static Literal literal(Literal.Form form, Object value) {
    return new Literal(Location.NONE, form, value);
  }

  private static Literal literal(Object value) {
    Literal.Form form = Literal.Form.STRING;
    if (value instanceof Long) {
      form = Literal.Form.INTEGER;
    } else if (value instanceof Double) {
      form = Literal.Form.FLOAT;
    } else if (value instanceof Boolean) {
      form = Literal.Form.BOOL;
    }
    return literal(form, value);
  }

  /** The value of a literal of a simple form, else null. */
  private static @Nullable Object value(Node node) {
    if (node instanceof Literal literal) {
      return switch (literal.form()) {
        case BOOL, INTEGER, FLOAT, STRING -> literal.value();
        case NIL, BYTES, CONSTANT -> null;
      };
    }
    return null;
  }

  private static @Nullable Node unary(Operation.Unary node) {
    Object value = value(node.operand());
    boolean not = node.operator().equals("!") || node.operator().equals("not");
    if (value instanceof Boolean bool) {
      return not ? literal(!bool) : null;
    }
    if (value == null || not || value instanceof String) {
      return null;
    }
    return literal(node.operator().equals("-") ? Arithmetic.negate(value) : value);
  }

  private @Nullable Node binary(Operation.Binary node) {
    Object a = value(node.left());
    Object b = value(node.right());
    if (a == null || b == null) {
      return null;
    }
    if (a instanceof String x && b instanceof String y) {
      if (node.is("+")) {
        // A long chain of texts would be copied again and again.
        return x.length() + y.length() > MAX_TEXT ? null : literal(GoText.concat(x, y));
      }
      return node.is("==") ? literal(x.equals(y)) : null;
    }
    if (a instanceof Boolean && b instanceof Boolean) {
      return node.is("==") ? literal(a.equals(b)) : null;
    }
    return Cast.isNumber(a) && Cast.isNumber(b) ? numbers(node, a, b) : null;
  }

  private @Nullable Node numbers(Operation.Binary node, Object a, Object b) {
    boolean integers = a instanceof Long && b instanceof Long;
    return switch (node.operator()) {
      case "+" -> literal(integers ? (Object) ((Long) a + (Long) b) : sum(a, b));
      case "-" -> literal(Arithmetic.subtract(a, b));
      case "*" -> literal(Arithmetic.multiply(a, b));
      case "/" -> literal(Arithmetic.divide(a, b));
      case "**", "^" -> literal(Arithmetic.power(a, b));
      case "==" -> integers ? literal(a.equals(b)) : null;
      case "%" -> integers ? modulo(node, (Long) a, (Long) b) : null;
      default -> null;
    };
  }

  private static Object sum(Object a, Object b) {
    return Cast.real(a) + Cast.real(b);
  }

  private Node modulo(Operation.Binary node, long a, long b) {
    if (b == 0) {
      throw ExprError.compiling("integer divide by zero", node.at(), source);
    }
    return literal(a % b);
  }

  private static @Nullable Node logic(Operation.Binary node) {
    Boolean a = value(node.left()) instanceof Boolean bool ? bool : null;
    Boolean b = value(node.right()) instanceof Boolean bool ? bool : null;
    boolean neutral = Operators.isAnd(node.operator());
    if (a != null && a == neutral) {
      return node.right();
    }
    if (b != null && b == neutral) {
      return node.left();
    }
    return a != null || b != null ? literal(!neutral) : null;
  }

  private static @Nullable Node array(Block.ArrayLiteral node) {
    if (node.nodes().isEmpty()) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (Node item : node.nodes()) {
      Object value = value(item);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return literal(Literal.Form.CONSTANT, values);
  }

  /** A filter of a filter is one. */
  private static @Nullable Node filters(Access.Builtin node) {
    if (!node.is("filter", 2)
        || !(node.arguments().get(0) instanceof Access.Builtin inner)
        || !inner.is("filter", 2)) {
      return null;
    }
    Node both =
        new Operation.Binary(
            Location.NONE,
            "&&",
            ((Access.Predicate) inner.arguments().get(1)).body(),
            ((Access.Predicate) node.arguments().get(1)).body());
    return new Access.Builtin(
        Location.NONE,
        "filter",
        List.of(inner.arguments().get(0), new Access.Predicate(Location.NONE, both)));
  }
}
