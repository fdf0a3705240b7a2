package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** expr's own functions. */
final class BuiltinFunctions {
  private static final Map<String, BuiltinFunction> ALL = all();

  private BuiltinFunctions() {}

  static @Nullable BuiltinFunction find(String name) {
    return ALL.get(name);
  }

  /** Whether the arguments stay pointers: now takes one, and date if it surely is one. */
  static boolean keepsPointer(Access.Builtin node) {
    return node.name().equals("now")
        || (node.name().equals("date")
            && !node.arguments().isEmpty()
            && node.arguments().get(0).type().equals(GoType.LOCATION));
  }

  private static Map<String, BuiltinFunction> all() {
    Registry registry = new Registry();
    TextBuiltins.register(registry);
    NumberBuiltins.register(registry);
    ListBuiltins.register(registry);
    MapBuiltins.register(registry);
    ValueBuiltins.register(registry);
    TimeBuiltins.register(registry);
    closures(registry);
    return registry.functions;
  }

  /** As values, functions with closures have only a type. */
  private static void closures(Registry registry) {
    Map<String, String> types =
        Map.of(
            "filter", "func([]any, func(any) bool) []any",
            "map", "func([]any, func(any) any) []any",
            "find", "func([]any, func(any) bool) any",
            "findLast", "func([]any, func(any) bool) any",
            "groupBy", "func([]any, func(any) any) map[any][]any",
            "sortBy", "func([]any, func(any) bool, string) []any",
            "reduce", "func([]any, func(any, any) any, any) any");
    for (String name : Builtins.PREDICATES.keySet()) {
      String result = name.startsWith("find") || name.matches("count|sum") ? "int" : "bool";
      String type = types.getOrDefault(name, "func([]any, func(any) bool) " + result);
      registry.typed(
          name,
          call -> {
            throw new GoError("unknown builtin " + name);
          },
          type);
    }
  }

  /** Collects the functions. */
  static final class Registry {
    private final Map<String, BuiltinFunction> functions = new HashMap<>();

    /** A function with one or more types, in the order in which they are tried. */
    void typed(String name, GoFunction.Body body, String... types) {
      List<GoType> all =
          Arrays.stream(types).map(type -> GoFunction.of(type, body).type()).toList();
      functions.put(name, new BuiltinFunction(name, all, null, body));
    }

    /** A function that decides itself what it takes. */
    void validated(String name, BuiltinFunction.Validator validator, GoFunction.Body body) {
      functions.put(name, new BuiltinFunction(name, List.of(), validator, body));
    }

    /** A function of one argument of certain kinds. */
    void unary(String name, Unary unary, GoFunction.Body body) {
      validated(
          name,
          arguments -> {
            expect(arguments.size(), 1);
            GoType type = arguments.get(0);
            GoType result = unary.result(kind(type), type);
            if (result == null) {
              throw new GoError(unary.error(type));
            }
            return result;
          },
          body);
    }
  }

  /** What a function makes of its argument's type. */
  @FunctionalInterface
  interface Result {
    /** Null when the function doesn't take it. */
    @Nullable GoType of(Kind kind, @Nullable GoType type);
  }

  /** A {@link Result} and the start of the error where there is none. */
  record Unary(Result result, String errorStart, String errorEnd) {
    @Nullable GoType result(Kind kind, @Nullable GoType type) {
      return result.of(kind, type);
    }

    String error(@Nullable GoType type) {
      return errorStart + shown(type) + errorEnd;
    }
  }

  /** As Go's {@code %s} shows a type. */
  static String shown(@Nullable GoType type) {
    return type == null ? "%!s(<nil>)" : type.text();
  }

  static Kind kind(@Nullable GoType type) {
    if (type == null) {
      return Kind.INVALID;
    }
    return type.kind() == Kind.PTR ? type.elem().kind() : type.kind();
  }

  static boolean isAnyOrList(Kind kind) {
    return kind == Kind.INTERFACE || kind.list();
  }

  static void expect(int actual, int wanted) {
    if (actual != wanted) {
      throw new GoError(
          "invalid number of arguments (expected " + wanted + ", got " + actual + ")");
    }
  }
}
