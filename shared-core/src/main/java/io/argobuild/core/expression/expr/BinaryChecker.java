package io.argobuild.core.expression.expr;

import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoRegexp;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which operands go with which operator. */
final class BinaryChecker {
  private static final Nature BOOL = Nature.of(GoType.BOOL);
  private static final Nature FLOAT = Nature.of(GoType.FLOAT64);
  private static final Nature TIME = Nature.of(GoType.TIME);
  private static final Nature DURATION = Nature.of(GoType.DURATION);

  private final Checker checker;

  BinaryChecker(Checker checker) {
    this.checker = checker;
  }

  Nature check(Operation.Binary node) {
    List<Operation.Binary> chain = node.chain();
    Nature nature = checker.visit(chain.get(0).left());
    for (Operation.Binary link : chain) {
      nature = check(link, nature.deref());
      link.nature(nature);
    }
    return nature;
  }

  private Nature check(Operation.Binary node, Nature left) {
    Nature right = checker.visit(node.right()).deref();
    Nature result =
        switch (node.operator()) {
          case "==", "!=" -> left.comparableTo(right) ? BOOL : null;
          case "or", "||", "and", "&&" -> logic(left, right);
          case "<", ">", ">=", "<=" -> order(left, right);
          case "+" -> plus(left, right);
          case "-" -> minus(left, right);
          case "*" -> times(left, right);
          case "/", "**", "^" -> numbers(left, right) ? FLOAT : null;
          case "%" -> integers(left, right) ? Nature.of(GoType.INT) : null;
          case ".." -> integers(left, right) ? Nature.listOf(Nature.of(GoType.INT)) : null;
          case "in" -> in(node, left, right);
          case "matches" -> matches(node, left, right);
          case "contains", "startsWith", "endsWith" -> strings(left, right) ? BOOL : null;
          case "??" -> coalesce(left, right);
          default -> throw checker.error(node, "unknown operator (" + node.operator() + ")");
        };
    if (result == null) {
      throw checker.error(
          node,
          "invalid operation: "
              + node.operator()
              + " (mismatched types "
              + left
              + " and "
              + right
              + ")");
    }
    return result;
  }

  private static @Nullable Nature logic(Nature left, Nature right) {
    boolean ok = (left.isBool() && right.isBool()) || left.maybe(right, Nature::isBool);
    return ok ? BOOL : null;
  }

  private static boolean numbers(Nature left, Nature right) {
    return (left.isNumber() && right.isNumber()) || left.maybe(right, Nature::isNumber);
  }

  private static boolean integers(Nature left, Nature right) {
    return (left.isInteger() && right.isInteger()) || left.maybe(right, Nature::isInteger);
  }

  private static boolean strings(Nature left, Nature right) {
    return (left.isString() && right.isString()) || left.maybe(right, Nature::isString);
  }

  private static boolean numberOrTime(Nature nature) {
    return nature.isNumber() || nature.isTime() || nature.isDuration();
  }

  private static @Nullable Nature order(Nature left, Nature right) {
    boolean ok =
        (left.isNumber() && right.isNumber())
            || (left.isString() && right.isString())
            || (left.isTime() && right.isTime())
            || (left.isDuration() && right.isDuration())
            || left.maybe(right, n -> numberOrTime(n) || n.isString());
    return ok ? BOOL : null;
  }

  private static @Nullable Nature plus(Nature left, Nature right) {
    if (left.isNumber() && right.isNumber()) {
      return left.promote(right);
    }
    if (left.isString() && right.isString()) {
      return Nature.of(GoType.STRING);
    }
    if ((left.isTime() && right.isDuration()) || (left.isDuration() && right.isTime())) {
      return TIME;
    }
    if (left.isDuration() && right.isDuration()) {
      return DURATION;
    }
    return left.maybe(right, n -> numberOrTime(n) || n.isString()) ? Nature.UNKNOWN : null;
  }

  private static @Nullable Nature minus(Nature left, Nature right) {
    if (left.isNumber() && right.isNumber()) {
      return left.promote(right);
    }
    if (left.isTime() && right.isTime()) {
      return DURATION;
    }
    if (left.isTime() && right.isDuration()) {
      return TIME;
    }
    if (left.isDuration() && right.isDuration()) {
      return DURATION;
    }
    return left.maybe(right, BinaryChecker::numberOrTime) ? Nature.UNKNOWN : null;
  }

  private static @Nullable Nature times(Nature left, Nature right) {
    if (left.isNumber() && right.isNumber()) {
      return left.promote(right);
    }
    boolean durations =
        (left.isDuration() || right.isDuration())
            && (left.isDuration() || left.isNumber())
            && (right.isDuration() || right.isNumber());
    if (durations) {
      return DURATION;
    }
    return left.maybe(right, n -> n.isNumber() || n.isDuration()) ? Nature.UNKNOWN : null;
  }

  private @Nullable Nature in(Operation.Binary node, Nature left, Nature right) {
    GoType type = right.type();
    if ((left.isString() || left.isUnknown()) && right.kind() == Kind.STRUCT) {
      return BOOL;
    }
    if (type != null && right.isMap()) {
      if (!left.isUnknown() && !left.assignableTo(Nature.of(type.key()))) {
        throw checker.error(node, "cannot use " + left + " as type " + type.key() + " in map key");
      }
      return BOOL;
    }
    if (right.isList()) {
      if (!left.comparableTo(right.elem())) {
        throw checker.error(node, "cannot use " + left + " as type " + right.elem() + " in array");
      }
      return BOOL;
    }
    return right.isUnknown() || (left.isUnknown() && right.isString()) ? BOOL : null;
  }

  private @Nullable Nature matches(Operation.Binary node, Nature left, Nature right) {
    String text = Literal.string(node.right());
    if (text != null) {
      node.pattern(compile(node, text));
    }
    boolean ok =
        ((left.isString() || left.is(GoType.BYTES)) && right.isString())
            || left.maybe(right, Nature::isString);
    return ok ? BOOL : null;
  }

  private Pattern compile(Operation.Binary node, String text) {
    try {
      return GoRegexp.compile(text);
    } catch (GoError e) {
      throw checker.error(node, e.text());
    }
  }

  private static Nature coalesce(Nature left, Nature right) {
    if (left.nil() || right.nil()) {
      return left.nil() ? right : left;
    }
    return right.assignableTo(left) ? left : Nature.UNKNOWN;
  }
}
