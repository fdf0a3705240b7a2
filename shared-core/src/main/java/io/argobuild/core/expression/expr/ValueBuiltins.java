package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoBase64;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoJson;
import io.argobuild.core.expression.golang.GoJsonReader;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** expr's functions for all values: types, texts, JSON and Base64. */
final class ValueBuiltins {
  private ValueBuiltins() {}

  static void register(BuiltinFunctions.Registry out) {
    out.unary(
        "len",
        new BuiltinFunctions.Unary(
            (kind, type) ->
                BuiltinFunctions.isAnyOrList(kind) || kind == Kind.MAP || kind == Kind.STRING
                    ? GoType.INT
                    : null,
            "invalid argument for len (type ",
            ")"),
        call -> length(call.get(0)));
    out.typed("type", call -> type(call.get(0)), "func(any) string");
    out.typed("string", call -> GoPrint.print(call.get(0), call.meter()), "func(any) string");
    out.typed(
        "toJSON", call -> GoJson.marshalIndent(call.get(0), call.meter()), "func(any) string");
    out.typed(
        "fromJSON",
        call -> GoJsonReader.unmarshal(Cast.string(call.get(0)), call.meter()),
        "func(string) any");
    out.typed("toBase64", ValueBuiltins::toBase64, "func(string) string");
    out.typed("fromBase64", ValueBuiltins::fromBase64, "func(string) string");
  }

  private static long length(@Nullable Object value) {
    if (value instanceof String text) {
      return GoText.runes(text);
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    throw new GoError("invalid argument for len (type " + GoType.textOf(value) + ")");
  }

  private static String type(@Nullable Object value) {
    GoType type = GoType.of(value);
    if (type == null) {
      return "nil";
    }
    if (type.isNamed()) {
      return type.path();
    }
    return switch (type.kind()) {
      case INVALID -> "invalid";
      case BOOL -> "bool";
      case INT, INT8, INT16, INT32, INT64 -> "int";
      case UINT, UINT8, UINT16, UINT32, UINT64 -> "uint";
      case FLOAT32, FLOAT64 -> "float";
      case STRING -> "string";
      case ARRAY, SLICE -> "array";
      case MAP -> "map";
      case FUNC -> "func";
      case STRUCT -> "struct";
      case PTR, INTERFACE -> type.kind() == Kind.PTR ? type(type.elem()) : "unknown";
    };
  }

  private static String type(GoType pointed) {
    return pointed.isNamed() ? pointed.path() : "struct";
  }

  private static String toBase64(Call call) {
    String text = Cast.string(call.get(0));
    call.meter().grow(2L * text.length());
    return GoBase64.encode(GoText.bytes(text));
  }

  private static String fromBase64(Call call) {
    String text = Cast.string(call.get(0));
    call.meter().grow(text.length());
    return GoText.of(GoBase64.decode(text));
  }
}
