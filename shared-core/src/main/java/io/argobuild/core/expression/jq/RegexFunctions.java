package io.argobuild.core.expression.jq;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoQuote;
import io.argobuild.core.expression.golang.GoRegexp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** {@code match}, {@code test} and what is built on them; the expressions are Go's. */
final class RegexFunctions {
  private RegexFunctions() {}

  static void addTo(Library library) {
    library.add("_match", 3, RegexFunctions::match);
  }

  private static Object match(Machine m, @Nullable Object value, List<@Nullable Object> arguments) {
    Object expression = arguments.get(0);
    Object given = arguments.get(1);
    boolean testing = Boolean.TRUE.equals(arguments.get(2));
    if (!(value instanceof String text)
        || !(expression instanceof String regex)
        || (given != null && !(given instanceof String))) {
      throw JqErrors.cannotApply(testing ? "test" : "match", value, expression, given);
    }
    String flags = given == null ? "" : (String) given;
    Pattern pattern =
        m.patterns.computeIfAbsent(flags + "/" + regex, key -> compile(m, regex, flags));
    Search search = new Search(m, text, pattern);
    if (testing) {
      return search.find(0);
    }
    return search.matches(flags.contains("g"));
  }

  private static Pattern compile(Machine m, String regex, String flags) {
    // Compiling is dear, and what comes of it is several times as large as the text.
    m.budget.work(100 + 20L * regex.length());
    m.budget.allocate(1000 + 400L * regex.length());
    if (!flags.chars().allMatch(flag -> flag == 'g' || flag == 'i' || flag == 'm')) {
      throw JqError.of("unsupported regular expression flag: " + GoQuote.quote(flags));
    }
    String prefixed = regex;
    if (flags.contains("i")) {
      prefixed = "(?i)" + prefixed;
    }
    if (flags.contains("m")) {
      prefixed = "(?s)" + prefixed;
    }
    try {
      return GoRegexp.compile(prefixed);
    } catch (GoError error) {
      throw JqError.of(
          "invalid regular expression " + GoQuote.quote(prefixed) + ": " + error.text());
    }
  }

  /** The places where an expression is found in a text. */
  private static final class Search {
    private final Machine m;
    private final String text;
    private final Matcher matcher;
    private final @Nullable String[] names;
    private int counted;
    private int characters;

    Search(Machine m, String text, Pattern pattern) {
      this.m = m;
      this.text = text;
      this.matcher = GoRegexp.matcher(pattern, text, m.budget::work);
      this.names = new String[pattern.groupCount() + 1];
      for (Map.Entry<String, Integer> group : pattern.namedGroups().entrySet()) {
        names[group.getValue()] = group.getKey();
      }
    }

    boolean find(int from) {
      m.budget.work(1);
      return matcher.find(from);
    }

    /** As Go's {@code FindAll}: no empty match directly behind another. */
    List<@Nullable Object> matches(boolean all) {
      List<@Nullable Object> found = new ArrayList<>();
      int from = 0;
      int lastEnd = -1;
      while (from <= text.length() && (all || found.isEmpty()) && find(from)) {
        int start = matcher.start();
        int end = matcher.end();
        if (end > from || start != lastEnd) {
          found.add(match());
        }
        from = end > from ? end : next(from);
        lastEnd = end;
      }
      return found;
    }

    private int next(int from) {
      return from < text.length() ? text.offsetByCodePoints(from, 1) : from + 1;
    }

    private Object match() {
      List<@Nullable Object> captures = new ArrayList<>();
      for (int i = 1; i < names.length; i++) {
        SortedMap<String, @Nullable Object> capture = group(i);
        capture.put("name", names[i]);
        captures.add(capture);
      }
      SortedMap<String, @Nullable Object> match = group(0);
      match.put("captures", captures);
      return match;
    }

    /** Characters before a place; counted on from the match before, which lies in front of it. */
    private int characters(int end) {
      if (end < counted) {
        return characters - text.codePointCount(end, counted);
      }
      characters += text.codePointCount(counted, end);
      counted = end;
      return characters;
    }

    private SortedMap<String, @Nullable Object> group(int index) {
      m.budget.allocate(5L * JqBudget.ENTRY_BYTES);
      SortedMap<String, @Nullable Object> group = JqValues.newMap();
      int start = matcher.start(index);
      int end = matcher.end(index);
      boolean matched = start >= 0;
      group.put("offset", matched ? (long) characters(start) : -1L);
      group.put("length", matched ? (long) text.codePointCount(start, end) : 0L);
      group.put("string", matched ? text.substring(start, end) : null);
      return group;
    }
  }
}
