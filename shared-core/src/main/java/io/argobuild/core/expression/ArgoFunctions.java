package io.argobuild.core.expression;

import io.argobuild.core.expression.expr.NumberBuiltins;
import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoInt;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoJsonReader;
import io.argobuild.core.expression.jsonpath.ExpressionJsonPath;
import io.argobuild.core.expression.jsonpath.JsonPathException;
import io.argobuild.core.expression.sprig.Sprig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that Argo 4.1.2 adds to every environment of templates. */
final class ArgoFunctions {
  /** They hide variables of the same name. */
  static final Map<String, Object> ALL =
      Map.of(
          "asInt",
          GoFunction.of("func(any) any", call -> NumberBuiltins.toInt(call.get(0))),
          "asFloat",
          GoFunction.of("func(any) any", call -> NumberBuiltins.toFloat(call.get(0))),
          "toJson",
          GoFunction.of("func(any) string", call -> GoJson.marshal(call.get(0), call.meter())),
          "jsonpath",
          GoFunction.of("func(string, string) any", ArgoFunctions::jsonPath),
          "sprig",
          Collections.unmodifiableMap(Sprig.functions()));

  private ArgoFunctions() {}

  private static @Nullable Object jsonPath(Call call) {
    Object document = GoJsonReader.unmarshal(call.text(0), call.meter());
    try {
      return lengths(ExpressionJsonPath.queryValue(document, call.text(1)));
    } catch (JsonPathException e) {
      throw new GoError(String.valueOf(e.getMessage()));
    }
  }

  /** The document has no int: what is one is the length of something, an int64. */
  private static @Nullable Object lengths(@Nullable Object value) {
    if (value instanceof Long number) {
      return GoInt.int64(number);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list);
      copy.replaceAll(ArgoFunctions::lengths);
      return copy;
    }
    return value;
  }
}
