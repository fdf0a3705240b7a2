package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoPrint;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoStrings;
import io.argobuild.core.expression.golang.GoText;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.Meter;
import io.argobuild.core.expression.golang.TypedList;
import io.argobuild.core.expression.golang.TypedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** sprig's functions that cut, join and search strings. */
final class Strings {
  private static final String TEXT = "func(string) string";
  private static final String TWO_TEXTS = "func(string, string) string";
  private static final String TEST = "func(string, string) bool";

  private Strings() {}

  static void register(Registry out) {
    out.add("hello", "func() string", call -> "Hello!");
    out.add("trim", TEXT, call -> GoStrings.trimSpace(call.text(0)));
    out.add("upper", TEXT, call -> GoStrings.toUpper(grown(call, 0)));
    out.add("lower", TEXT, call -> GoStrings.toLower(grown(call, 0)));
    out.add(
        new String[] {"trimall", "trimAll"},
        TWO_TEXTS,
        call -> GoStrings.trim(call.text(1), call.text(0)));
    out.add("trimSuffix", TWO_TEXTS, call -> GoStrings.trimSuffix(call.text(1), call.text(0)));
    out.add("trimPrefix", TWO_TEXTS, call -> GoStrings.trimPrefix(call.text(1), call.text(0)));
    out.add("contains", TEST, call -> GoStrings.contains(grown(call, 1), call.text(0)));
    out.add("hasPrefix", TEST, call -> GoStrings.hasPrefix(call.text(1), call.text(0)));
    out.add("hasSuffix", TEST, call -> GoStrings.hasSuffix(call.text(1), call.text(0)));
    out.add(
        "replace",
        "func(string, string, string) string",
        call -> GoStrings.replace(call.text(2), call.text(0), call.text(1), -1, call.meter()));
    out.add(
        "repeat",
        "func(int, string) string",
        call -> GoStrings.repeat(call.text(1), call.integer(0), call.meter()));
    out.add(
        "plural",
        "func(string, string, int) string",
        call -> call.text(call.integer(2) == 1 ? 0 : 1));
    cutting(out);
    joining(out);
  }

  private static String grown(Call call, int i) {
    call.meter().grow(call.text(i).length());
    return call.text(i);
  }

  private static void cutting(Registry out) {
    out.add("trunc", "func(int, string) string", Strings::trunc);
    out.add("substr", "func(int, int, string) string", Strings::substring);
    out.add(
        "split", "func(string, string) map[string]string", call -> numbered(split(call, 1, -1)));
    out.add(
        "splitn",
        "func(string, int, string) map[string]string",
        call -> numbered(split(call, 2, call.integer(1))));
    out.add(
        "splitList",
        "func(string, string) []string",
        call -> TypedList.strings(split(call, 1, -1)));
    out.add(
        "indent",
        "func(int, string) string",
        call -> indent(call.integer(0), call.text(1), call.meter()));
    out.add(
        "nindent",
        "func(int, string) string",
        call -> "\n" + indent(call.integer(0), call.text(1), call.meter()));
  }

  private static List<String> split(Call call, int text, long max) {
    call.meter().grow(call.text(text).length());
    return GoStrings.split(call.text(text), call.text(0), max, false);
  }

  private static TypedMap numbered(List<String> parts) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      map.put("_" + i, parts.get(i));
    }
    return new TypedMap(GoType.TEXTS_MAP, map);
  }

  private static String trunc(Call call) {
    long count = call.integer(0);
    String text = grown(call, 1);
    int length = GoText.length(text);
    if (count < 0 && length + count > 0) {
      return GoText.slice(text, (int) (length + count), length);
    }
    return count >= 0 && length > count ? GoText.slice(text, 0, (int) count) : text;
  }

  private static String substring(Call call) {
    long start = call.integer(0);
    long end = call.integer(1);
    String text = grown(call, 2);
    int length = GoText.length(text);
    if (start >= 0 && (end < 0 || end > length)) {
      end = length;
    }
    start = Math.max(0, start);
    if (end < 0) {
      throw new GoError("runtime error: slice bounds out of range [:" + end + "]");
    }
    if (end > length) {
      throw new GoError(
          "runtime error: slice bounds out of range [:" + end + "] with length " + length);
    }
    if (start > end) {
      throw new GoError("runtime error: slice bounds out of range [" + start + ":" + end + "]");
    }
    return GoText.slice(text, (int) start, (int) end);
  }

  private static String indent(long spaces, String text, Meter meter) {
    String pad = GoStrings.repeat(" ", spaces, meter);
    return pad + GoStrings.replace(text, "\n", "\n" + pad, -1, meter);
  }

  private static void joining(Registry out) {
    out.add("toString", "func(any) string", call -> Values.text(call.get(0), call.meter()));
    out.add(
        "toStrings",
        "func(any) []string",
        call -> TypedList.strings(texts(call.get(0), call.meter())));
    out.add(
        "join",
        "func(string, any) string",
        call -> {
          List<String> parts = texts(call.get(1), call.meter());
          return GoStrings.join(parts, call.text(0), call.meter());
        });
    out.add(
        "sortAlpha",
        "func(any) []string",
        call -> {
          List<String> texts =
              call.get(0) == null
                  ? List.of("<nil>")
                  : new ArrayList<>(texts(call.get(0), call.meter()));
          if (texts.size() > 1) {
            texts.sort(GoText::compare);
          }
          return TypedList.strings(texts);
        });
    out.add("quote", "func(...any) string", call -> quoted(call, true));
    out.add("squote", "func(...any) string", call -> quoted(call, false));
    out.add("cat", "func(...any) string", Strings::cat);
  }

  /** The texts of the elements that aren't nil, or that of the value itself. */
  private static List<String> texts(@Nullable Object value, Meter meter) {
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item != null) {
          texts.add(Values.text(item, meter));
        }
      }
    } else if (value != null) {
      texts.add(Values.text(value, meter));
    }
    return texts;
  }

  private static String quoted(Call call, boolean twice) {
    List<String> parts = new ArrayList<>();
    for (Object value : call.rest(0)) {
      if (value != null) {
        String text = Values.text(value, call.meter());
        parts.add(twice ? GoQuote.quote(text) : "'" + text + "'");
      }
    }
    return GoStrings.join(parts, " ", call.meter());
  }

  private static String cat(Call call) {
    List<String> parts =
        call.rest(0).stream()
            .filter(Objects::nonNull)
            .map(value -> GoPrint.print(value, call.meter()))
            .toList();
    return GoStrings.join(parts, " ", call.meter());
  }
}
