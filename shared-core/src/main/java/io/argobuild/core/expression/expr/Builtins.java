package io.argobuild.core.expression.expr;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of expr's own functions. */
final class Builtins {

  /** What a function with a closure takes after the collection. */
  enum Argument {
    EXPRESSION,
    PREDICATE,
    OPTIONAL_EXPRESSION,
    OPTIONAL_PREDICATE
  }

  private static final List<Argument> CLOSURE = List.of(Argument.EXPRESSION, Argument.PREDICATE);
  private static final List<Argument> OPTIONAL_CLOSURE =
      List.of(Argument.EXPRESSION, Argument.OPTIONAL_PREDICATE);
  private static final List<Argument> CLOSURE_AND_MORE =
      List.of(Argument.EXPRESSION, Argument.PREDICATE, Argument.OPTIONAL_EXPRESSION);

  /** Functions with closures and their arguments. */
  static final Map<String, List<Argument>> PREDICATES =
      Map.ofEntries(
          Map.entry("all", CLOSURE),
          Map.entry("none", CLOSURE),
          Map.entry("any", CLOSURE),
          Map.entry("one", CLOSURE),
          Map.entry("filter", CLOSURE),
          Map.entry("map", CLOSURE),
          Map.entry("count", OPTIONAL_CLOSURE),
          Map.entry("sum", OPTIONAL_CLOSURE),
          Map.entry("find", CLOSURE),
          Map.entry("findIndex", CLOSURE),
          Map.entry("findLast", CLOSURE),
          Map.entry("findLastIndex", CLOSURE),
          Map.entry("groupBy", CLOSURE),
          Map.entry("sortBy", CLOSURE_AND_MORE),
          Map.entry("reduce", CLOSURE_AND_MORE));

  private static final Set<String> FUNCTIONS =
      Set.of(
          "len",
          "type",
          "abs",
          "ceil",
          "floor",
          "round",
          "int",
          "float",
          "string",
          "trim",
          "trimPrefix",
          "trimSuffix",
          "upper",
          "lower",
          "split",
          "splitAfter",
          "replace",
          "repeat",
          "join",
          "indexOf",
          "lastIndexOf",
          "hasPrefix",
          "hasSuffix",
          "max",
          "min",
          "mean",
          "median",
          "toJSON",
          "fromJSON",
          "toBase64",
          "fromBase64",
          "now",
          "duration",
          "date",
          "timezone",
          "first",
          "last",
          "get",
          "take",
          "keys",
          "values",
          "toPairs",
          "fromPairs",
          "reverse",
          "uniq",
          "concat",
          "flatten",
          "sort",
          "bitand",
          "bitor",
          "bitxor",
          "bitnand",
          "bitshl",
          "bitshr",
          "bitushr",
          "bitnot");

  private Builtins() {}

  static Set<String> names() {
    Set<String> names = new TreeSet<>(FUNCTIONS);
    names.addAll(PREDICATES.keySet());
    return names;
  }

  /** Whether there is such a function, with or without a closure. */
  static boolean isBuiltin(String name) {
    return FUNCTIONS.contains(name) || PREDICATES.containsKey(name);
  }
}
