package io.argobuild.core.expression.expr;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoFunction;
import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** expr's functions for strings. */
final class TextBuiltins {
  private static final long MAX_REPEAT = 1_000_000;
  private static final String TWO_TEXTS = "func(string, string) string";

  private TextBuiltins() {}

  static void register(BuiltinFunctions.Registry out) {
    out.typed("trim", TextBuiltins::trim, "func(string) string", TWO_TEXTS);
    out.typed(
        "trimPrefix",
        call -> GoStrings.trimPrefix(Cast.string(call.get(0)), second(call, " ")),
        TWO_TEXTS,
        "func(string) string");
    out.typed(
        "trimSuffix",
        call -> GoStrings.trimSuffix(Cast.string(call.get(0)), second(call, " ")),
        TWO_TEXTS,
        "func(string) string");
    out.typed("upper", mapped(GoStrings::toUpper), "func(string) string");
    out.typed("lower", mapped(GoStrings::toLower), "func(string) string");
    out.typed(
        "split",
        call -> split(call, "split", false),
        "func(string, string) []string",
        "func(string, string, int) []string");
    out.typed(
        "splitAfter",
        call -> split(call, "splitAfter", true),
        "func(string, string) []string",
        "func(string, string, int) []string");
    out.typed(
        "replace",
        TextBuiltins::replace,
        "func(string, string, string, int) string",
        "func(string, string, string) string");
    out.typed("repeat", TextBuiltins::repeat, "func(string, int) string");
    out.typed(
        "join",
        TextBuiltins::join,
        "func([]string, string) string",
        "func([]any, string) string",
        "func([]any) string",
        "func([]string, string) string",
        "func([]string) string");
    search(out);
  }

  private static void search(BuiltinFunctions.Registry out) {
    out.typed(
        "indexOf",
        call -> GoStrings.index(searched(call), Cast.string(call.get(1))),
        "func(string, string) int");
    out.typed(
        "lastIndexOf",
        call -> GoStrings.lastIndex(searched(call), Cast.string(call.get(1))),
        "func(string, string) int");
    out.typed(
        "hasPrefix",
        call -> GoStrings.hasPrefix(searched(call), Cast.string(call.get(1))),
        "func(string, string) bool");
    out.typed(
        "hasSuffix",
        call -> GoStrings.hasSuffix(searched(call), Cast.string(call.get(1))),
        "func(string, string) bool");
  }

  private static String searched(Call call) {
    String text = Cast.string(call.get(0));
    call.meter().work(text.length());
    return text;
  }

  private static String second(Call call, String otherwise) {
    return call.size() == 2 ? Cast.string(call.get(1)) : otherwise;
  }

  private static GoFunction.Body mapped(UnaryOperator<String> change) {
    return call -> {
      String text = Cast.string(call.get(0));
      call.meter().grow(text.length());
      return change.apply(text);
    };
  }

  private static String trim(Call call) {
    String text = Cast.string(call.get(0));
    call.meter().work(text.length());
    return call.size() == 1
        ? GoStrings.trimSpace(text)
        : GoStrings.trim(text, Cast.string(call.get(1)));
  }

  private static TypedList split(Call call, String name, boolean keep) {
    if (call.size() != 2 && call.size() != 3) {
      throw new GoError(
          "invalid number of arguments for "
              + name
              + " (expected 2 or 3, got "
              + call.size()
              + ")");
    }
    String text = searched(call);
    String separator = Cast.string(call.get(1));
    long max = call.size() == 3 ? Cast.toInt(call.get(2)) : -1;
    call.meter().grow(text.length());
    return max == 0
        ? TypedList.nil(GoType.STRINGS)
        : TypedList.strings(GoStrings.split(text, separator, max, keep));
  }

  private static String replace(Call call) {
    String text = searched(call);
    String old = Cast.string(call.get(1));
    String by = Cast.string(call.get(2));
    long max = call.size() == 4 ? Cast.toInt(call.get(3)) : -1;
    return GoStrings.replace(text, old, by, max, call.meter());
  }

  private static String repeat(Call call) {
    String text = Cast.string(call.get(0));
    long count = Cast.toInt(call.get(1));
    if (count < 0) {
      throw new GoError(
          "invalid argument for repeat (expected positive integer, got " + count + ")");
    }
    Meter meter = call.meter();
    if (count > MAX_REPEAT) {
      throw new GoError("memory budget exceeded");
    }
    meter.memory(GoText.length(text) * count);
    return GoStrings.repeat(text, count, meter);
  }

  private static String join(Call call) {
    String glue = second(call, "");
    if (!(call.get(0) instanceof List<?> list) || !isTexts(list)) {
      throw new GoError(
          "invalid argument for join (type "
              + (call.get(0) == null ? "%!s(<nil>)" : GoType.textOf(call.get(0)))
              + ")");
    }
    List<String> parts = new ArrayList<>();
    for (Object item : list) {
      parts.add(Cast.string(item));
    }
    return GoStrings.join(parts, glue, call.meter());
  }

  private static boolean isTexts(List<?> list) {
    GoType type = GoType.of(list);
    return GoType.STRINGS.equals(type) || GoType.ANYS.equals(type);
  }
}
