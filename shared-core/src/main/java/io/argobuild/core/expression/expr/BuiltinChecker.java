package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The natures of calls of expr's own functions. */
final class BuiltinChecker {
  private static final Nature INT = Nature.of(GoType.INT);

  private final Checker checker;

  BuiltinChecker(Checker checker) {
    this.checker = checker;
  }

  /** The type of a closure whose body has that nature; a body that is nil has no result. */
  static GoType closureType(Nature body) {
    GoType result = body.isUnknown() ? GoType.ANY : body.type();
    String text = "func(interface {})" + (result == null ? "" : " " + result.text());
    List<GoType> parts = result == null ? List.of(GoType.ANY) : List.of(GoType.ANY, result);
    return new GoType(Kind.FUNC, text, "", parts, 1, false);
  }

  Nature check(Access.Builtin node) {
    return switch (node.name()) {
      case "all", "none", "any", "one" -> {
        condition(node, collection(node));
        yield Nature.of(GoType.BOOL);
      }
      case "filter" -> {
        Nature collection = collection(node);
        condition(node, collection);
        yield collection.isUnknown() ? Nature.of(GoType.ANYS) : Nature.listOf(collection.elem());
      }
      case "map" -> {
        Nature closure = closure(node, collection(node), Map.of("index", INT));
        yield Nature.listOf(body(closure));
      }
      case "count" -> {
        Nature collection = collection(node);
        if (node.arguments().size() > 1) {
          condition(node, collection);
        }
        yield INT;
      }
      case "sum" -> sum(node);
      case "find", "findLast" -> {
        Nature collection = collection(node);
        condition(node, collection);
        yield collection.elem();
      }
      case "findIndex", "findLastIndex" -> {
        condition(node, collection(node));
        yield INT;
      }
      case "groupBy" -> {
        closure(node, collection(node), Map.of());
        yield Nature.of(GoType.GROUPS);
      }
      case "sortBy" -> sortBy(node);
      case "reduce" -> reduce(node);
      case "get" -> get(node);
      default -> function(node);
    };
  }

  private static Nature body(Nature closure) {
    Nature body = closure.ref();
    return body == null ? Nature.UNKNOWN : body;
  }

  private Nature collection(Access.Builtin node) {
    Node first = node.arguments().get(0);
    Nature collection = checker.visit(first).deref();
    if (!collection.isList() && !collection.isUnknown()) {
      throw checker.error(
          first, "builtin " + node.name() + " takes only array (got " + collection + ")");
    }
    return collection;
  }

  /** Checks a closure that must have a result. */
  private Nature closure(Access.Builtin node, Nature collection, Map<String, Nature> pointers) {
    Node body = node.arguments().get(1);
    Nature closure = checker.closure(body, collection, pointers);
    if (isWithoutResult(closure)) {
      throw checker.error(body, "predicate should has one input and one output param");
    }
    return closure;
  }

  private static boolean isWithoutResult(Nature closure) {
    GoType type = closure.type();
    return type == null || type.outputs() != 1;
  }

  private void condition(Access.Builtin node, Nature collection) {
    Nature closure = closure(node, collection, Map.of());
    GoType type = closure.type();
    Nature result = type == null ? Nature.UNKNOWN : Nature.of(type.out(0));
    if (!result.isBool() && !result.isUnknown()) {
      throw checker.error(
          node.arguments().get(1), "predicate should return boolean (got " + result + ")");
    }
  }

  private Nature sum(Access.Builtin node) {
    Nature collection = collection(node);
    if (node.arguments().size() == 1) {
      return collection.elem();
    }
    Nature closure = checker.closure(node.arguments().get(1), collection, Map.of());
    GoType type = closure.type();
    if (type == null || isWithoutResult(closure)) {
      return function(node);
    }
    return Nature.of(type.out(0));
  }

  private Nature sortBy(Access.Builtin node) {
    Nature collection = collection(node);
    Nature closure = checker.closure(node.arguments().get(1), collection, Map.of());
    if (node.arguments().size() == 3) {
      Node third = node.arguments().get(2);
      Nature order = checker.visit(third);
      if (!order.isString() && !order.isUnknown()) {
        throw checker.error(third, "sortBy order argument must be a string (got " + order + ")");
      }
    }
    if (isWithoutResult(closure)) {
      throw checker.error(
          node.arguments().get(1), "predicate should has one input and one output param");
    }
    return collection;
  }

  private Nature reduce(Access.Builtin node) {
    Nature collection = collection(node);
    Node body = node.arguments().get(1);
    Nature closure = checker.closure(body, collection, Map.of("index", INT, "acc", Nature.UNKNOWN));
    if (node.arguments().size() == 3) {
      checker.visit(node.arguments().get(2));
    }
    if (isWithoutResult(closure)) {
      throw checker.error(body, "predicate should has two input and one output param");
    }
    return body(closure);
  }

  private Nature get(Access.Builtin node) {
    List<Node> arguments = node.arguments();
    if (arguments.size() != 2) {
      throw checker.error(
          node, "invalid number of arguments (expected 2, got " + arguments.size() + ")");
    }
    Nature base = checker.visit(arguments.get(0));
    Nature property = checker.visit(arguments.get(1)).deref();
    if (arguments.get(0) instanceof Leaf.Identifier name && name.isEnvironment()) {
      String key = Literal.string(arguments.get(1));
      Nature known = key == null ? null : checker.variable(key);
      return known == null ? Nature.UNKNOWN : known;
    }
    return base.isUnknown() ? Nature.UNKNOWN : element(arguments, base, property);
  }

  private Nature element(List<Node> arguments, Nature base, Nature property) {
    GoType type = base.type();
    if (base.isList()) {
      if (!property.isInteger() && !property.isUnknown()) {
        throw checker.error(arguments.get(1), "non-integer slice index " + property);
      }
      return base.elem();
    }
    if (type != null && base.isMap()) {
      if (!property.assignableTo(Nature.of(type.key())) && !property.isUnknown()) {
        throw checker.error(
            arguments.get(1), "cannot use " + property + " to get an element from " + base);
      }
      return base.elem();
    }
    throw checker.error(arguments.get(0), "type " + base + " does not support indexing");
  }

  private Nature function(Access.Builtin node) {
    BuiltinFunction function = BuiltinFunctions.find(node.name());
    if (function == null) {
      throw checker.error(node, "unknown builtin " + node.name());
    }
    BuiltinFunction.Validator validator = function.validator();
    return validator == null ? overload(function, node) : validate(validator, node);
  }

  private Nature validate(BuiltinFunction.Validator validator, Access.Builtin node) {
    List<@Nullable GoType> types = new ArrayList<>();
    for (Node argument : node.arguments()) {
      Nature nature = checker.visit(argument);
      types.add(nature.isUnknown() ? GoType.ANY : nature.type());
    }
    try {
      return Nature.of(validator.result(types));
    } catch (GoError e) {
      throw checker.error(node, e.text());
    }
  }

  /** The first type that fits; the error is that of the last, but what is inside comes first. */
  private Nature overload(BuiltinFunction function, Access.Builtin node) {
    ExprError last = null;
    for (GoType type : function.types()) {
      try {
        return checker.arguments().match(node.name(), type, node.arguments(), node);
      } catch (ArgumentChecker.NoMatch e) {
        last = e.error();
      }
    }
    throw last == null ? checker.error(node, "no matching overload for " + node.name()) : last;
  }
}
