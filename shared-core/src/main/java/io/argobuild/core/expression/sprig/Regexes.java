package io.argobuild.core.expression.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoRegexp;
import io.argobuild.core.expression.golang.GoType;
import io.argobuild.core.expression.golang.TypedList;
import java.util.ArrayList;
import java.util.List;

/** sprig's functions for regular expressions. */
final class Regexes {
  private static final String FIND = "func(string, string) string";
  private static final String LIST = "func(string, string, int) []string";
  private static final String REPLACE = "func(string, string, string) string";
  private static final String META = "\\.+*?()|[]{}^$";

  private Regexes() {}

  @FunctionalInterface
  private interface Use {
    Object apply(Pattern pattern, Call call);
  }

  static void register(Registry out) {
    out.add("regexMatch", "func(string, string) bool", Regexes::matchOrFalse);
    out.add(
        "mustRegexMatch",
        "func(string, string) (bool, error)",
        call -> matches(GoRegexp.compile(call.text(0)), call));
    both(out, "egexFind", FIND, Regexes::find);
    both(out, "egexFindAll", LIST, Regexes::findAll);
    both(out, "egexReplaceAll", REPLACE, (pattern, call) -> replaced(pattern, call, true));
    both(out, "egexReplaceAllLiteral", REPLACE, (pattern, call) -> replaced(pattern, call, false));
    both(out, "egexSplit", LIST, Regexes::split);
    out.add("regexQuoteMeta", "func(string) string", Regexes::quoteMeta);
  }

  /** The function that panics and the one that has an error; their texts differ. */
  private static void both(Registry out, String name, String signature, Use use) {
    out.add("r" + name, signature, call -> use.apply(compileOrPanic(call.text(0)), call));
    String result = signature.substring(signature.lastIndexOf(' ') + 1);
    String withError =
        signature.substring(0, signature.lastIndexOf(' ') + 1) + "(" + result + ", error)";
    out.add("mustR" + name, withError, call -> use.apply(GoRegexp.compile(call.text(0)), call));
  }

  private static Pattern compileOrPanic(String text) {
    try {
      return GoRegexp.compile(text);
    } catch (GoError e) {
      boolean plain = text.chars().allMatch(c -> c != '`' && (c >= ' ' || c == '\t') && c != 127);
      String quoted = plain ? "`" + text + "`" : GoQuote.quote(text);
      throw new GoError("regexp: Compile(" + quoted + "): " + e.text());
    }
  }

  private static boolean matchOrFalse(Call call) {
    Pattern pattern;
    try {
      pattern = GoRegexp.compile(call.text(0));
    } catch (GoError e) {
      return false;
    }
    return matches(pattern, call);
  }

  private static boolean matches(Pattern pattern, Call call) {
    return GoRegexp.matches(pattern, call.text(1), call.meter());
  }

  private static Object find(Pattern pattern, Call call) {
    Matcher matcher = matcher(pattern, call);
    return matcher.find() ? matcher.group() : "";
  }

  private static Matcher matcher(Pattern pattern, Call call) {
    return GoRegexp.matcher(pattern, call.text(1), call.meter()::work);
  }

  /** Start and end of each match; an empty one right behind another doesn't count. */
  private static List<int[]> all(Pattern pattern, Call call, long max) {
    String text = call.text(1);
    Matcher matcher = matcher(pattern, call);
    List<int[]> found = new ArrayList<>();
    int at = 0;
    int previousEnd = -1;
    while ((max < 0 || found.size() < max) && at <= text.length() && matcher.find(at)) {
      call.meter().step();
      boolean adjacent = matcher.end() == at && matcher.start() == previousEnd;
      previousEnd = matcher.end();
      if (!adjacent) {
        found.add(new int[] {matcher.start(), matcher.end()});
      }
      at = matcher.end() == at ? at + width(text, at) : matcher.end();
    }
    return found;
  }

  private static int width(String text, int at) {
    return at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
  }

  private static Object findAll(Pattern pattern, Call call) {
    List<String> texts = new ArrayList<>();
    for (int[] match : all(pattern, call, call.integer(2))) {
      texts.add(call.text(1).substring(match[0], match[1]));
    }
    return texts.isEmpty() ? TypedList.nil(GoType.STRINGS) : TypedList.strings(texts);
  }

  private static Object split(Pattern pattern, Call call) {
    String text = call.text(1);
    long max = call.integer(2);
    if (max == 0) {
      return TypedList.nil(GoType.STRINGS);
    }
    if (!pattern.pattern().isEmpty() && text.isEmpty()) {
      return TypedList.strings(List.of(""));
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (int[] match : all(pattern, call, max)) {
      if (max > 0 && parts.size() == max - 1) {
        break;
      }
      to = match[0];
      if (match[1] != 0) {
        parts.add(text.substring(from, to));
      }
      from = match[1];
    }
    if (to != text.length()) {
      parts.add(text.substring(from));
    }
    return TypedList.strings(parts);
  }

  private static Object replaced(Pattern pattern, Call call, boolean expand) {
    String text = call.text(1);
    String by = call.text(2);
    Matcher matcher = matcher(pattern, call);
    StringBuilder out = new StringBuilder();
    int lastEnd = 0;
    int at = 0;
    while (at <= text.length() && matcher.find(at)) {
      int before = out.length();
      out.append(text, lastEnd, matcher.start());
      if (matcher.end() > lastEnd || matcher.start() == 0) {
        out.append(expand ? Template.expand(by, matcher, pattern) : by);
      }
      call.meter().grow(out.length() - before);
      lastEnd = matcher.end();
      at = Math.max(lastEnd, at + width(text, at));
    }
    call.meter().grow(text.length() - lastEnd);
    return out.append(text.substring(lastEnd)).toString();
  }

  private static String quoteMeta(Call call) {
    String text = call.text(0);
    call.meter().grow(2L * text.length());
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (META.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  /** Replacements with {@code $1}, {@code ${name}} and {@code $$}. */
  private static final class Template {
    private Template() {}

    static String expand(String template, Matcher matcher, Pattern pattern) {
      StringBuilder out = new StringBuilder();
      int at = 0;
      while (at < template.length()) {
        int dollar = template.indexOf('$', at);
        if (dollar < 0) {
          break;
        }
        out.append(template, at, dollar);
        at = dollar + 1;
        if (template.startsWith("$", at)) {
          out.append('$');
          at++;
          continue;
        }
        boolean braces = template.startsWith("{", at);
        int start = braces ? at + 1 : at;
        int end = nameEnd(template, start);
        if (end == start || (braces && !template.startsWith("}", end))) {
          out.append('$');
          continue;
        }
        out.append(group(template.substring(start, end), matcher, pattern));
        at = braces ? end + 1 : end;
      }
      return out.append(template.substring(at)).toString();
    }

    private static int nameEnd(String template, int from) {
      int end = from;
      while (end < template.length()) {
        int c = template.codePointAt(end);
        if (c != '_' && !Character.isLetter(c) && !Character.isDigit(c)) {
          break;
        }
        end += Character.charCount(c);
      }
      return end;
    }

    private static String group(String name, Matcher matcher, Pattern pattern) {
      String found = null;
      if (name.matches("[0-9]{1,8}")) {
        int number = Integer.parseInt(name);
        found = number <= matcher.groupCount() ? matcher.group(number) : null;
      } else {
        Integer number = pattern.namedGroups().get(name);
        found = number == null ? null : matcher.group(number);
      }
      return found == null ? "" : found;
    }
  }
}
