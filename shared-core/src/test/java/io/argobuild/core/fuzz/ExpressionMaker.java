package io.argobuild.core.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes expressions by the grammar of expr-lang, most of which can be compiled. */
final class ExpressionMaker implements Function<SplittableRandom, String> {
  private static final int MAX_DEPTH = 6;
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "-1",
          "42",
          "9223372036854775807",
          "-9223372036854775808",
          "0x7f",
          "1_000",
          "0.5",
          "1e308",
          "1e-320",
          "true",
          "false",
          "nil",
          "''",
          "'a'",
          "\"ä😀\"",
          "`raw`",
          "'2024-02-29T12:00:00Z'",
          "'1h30m'",
          "'[1,2,{\"a\":null}]'",
          "'%s'",
          "'(a+)+$'",
          "[]",
          "{}");
  private static final List<String> BINARY =
      List.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "**",
          "^",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "and",
          "or",
          "&&",
          "||",
          "??",
          "in",
          "not in",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "..",
          "|");
  private static final List<String> CLOSURES =
      List.of(
          "all",
          "any",
          "none",
          "one",
          "filter",
          "map",
          "find",
          "findIndex",
          "findLast",
          "count",
          "sum",
          "groupBy",
          "sortBy",
          "reduce");
  private static final List<String> FUNCTIONS =
      List.of(
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
          "upper",
          "lower",
          "split",
          "replace",
          "repeat",
          "join",
          "indexOf",
          "max",
          "min",
          "mean",
          "median",
          "toJSON",
          "fromJSON",
          "toBase64",
          "fromBase64",
          "duration",
          "date",
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
          "bitshl",
          "bitnot",
          "asInt",
          "asFloat",
          "toJson",
          "jsonpath");

  private final List<String> names;
  private final List<String> calls;

  /**
   * @param names variables of the environment
   * @param sprig names of functions, without {@code sprig.}
   */
  ExpressionMaker(List<String> names, List<String> sprig) {
    this.names = List.copyOf(names);
    List<String> all = new ArrayList<>(FUNCTIONS);
    sprig.forEach(name -> all.add("sprig." + name));
    this.calls = List.copyOf(all);
  }

  @Override
  public String apply(SplittableRandom random) {
    return expression(random, 0);
  }

  private static <T> T one(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private String expression(SplittableRandom random, int depth) {
    if (depth >= MAX_DEPTH || random.nextInt(5) == 0) {
      return random.nextBoolean() ? one(LITERALS, random) : one(names, random);
    }
    String operand = expression(random, depth + 1);
    return switch (random.nextInt(12)) {
      case 0, 1 -> operand + " " + one(BINARY, random) + " " + expression(random, depth + 1);
      case 2 -> "(" + operand + ")" + (random.nextBoolean() ? ".a" : "?.b");
      case 3 -> one(List.of("-", "+", "not ", "!"), random) + operand;
      case 4 -> operand + "[" + expression(random, depth + 1) + "]";
      case 5 -> operand + "[" + expression(random, depth + 1) + ":]";
      case 6 -> operand + " ? " + expression(random, depth + 1) + " : " + one(names, random);
      case 7 -> "[" + operand + ", " + expression(random, depth + 1) + "]";
      case 8 -> "{a: " + operand + ", 'b': " + expression(random, depth + 1) + "}";
      case 9 -> "let v = " + operand + "; " + expression(random, depth + 1);
      case 10 -> {
        String closure = one(List.of("#", "# == #acc", "{#.a}", "#index > 1", "v"), random);
        yield one(CLOSURES, random) + "(" + operand + ", " + closure + ")";
      }
      default -> call(operand, random, depth);
    };
  }

  private String call(String first, SplittableRandom random, int depth) {
    StringBuilder call = new StringBuilder(one(calls, random)).append('(').append(first);
    for (int more = random.nextInt(4); more > 0; more--) {
      call.append(", ").append(expression(random, depth + 1));
    }
    return call.append(')').toString();
  }
}
