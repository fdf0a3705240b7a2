package io.argobuild.core.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads paths of the expression dialect, given as bytes, into steps. */
final class PathReader {
  private final PathBudget budget;

  PathReader(PathBudget budget) {
    this.budget = budget;
  }

  PathSteps read(String path) {
    budget.enterNested();
    List<PathToken> tokens = new ArrayList<>();
    budget.charge(path.length());
    for (String text : PathTokenizer.tokenize(path)) {
      tokens.add(token(text));
    }
    budget.leaveNested();
    return PathSteps.of(tokens);
  }

  private PathToken token(String untrimmed) {
    String text = GoBytes.trim(untrimmed);
    switch (text) {
      case "":
        throw PathError.emptyToken();
      case "$":
        return new PathToken.Start(true);
      case "@":
        return new PathToken.Start(false);
      case "*":
        return new PathToken.Wildcard();
      case "..":
        return new PathToken.Recursive();
      case "length":
        return new PathToken.Length();
      default:
        return text.startsWith("[") ? subscript(text) : new PathToken.Key(GoBytes.toText(text));
    }
  }

  private PathToken subscript(String text) {
    String inside =
        text.length() > 1 && text.endsWith("]") ? GoBytes.trim(Subscript.inside(text)) : "";
    if (inside.isEmpty()) {
      throw format(text);
    }
    if (inside.equals("*")) {
      return new PathToken.Wildcard();
    }
    if (inside.startsWith("?")) {
      if (!inside.startsWith("?(") || !inside.endsWith(")")) {
        throw format(text);
      }
      String filter = GoBytes.trim(inside.substring(2, inside.length() - 1));
      return new ScriptToken.Filter(Script.compile(filter, this, budget));
    }
    List<@Nullable Object> arguments = Subscript.split(inside, text);
    return arguments.size() == 1 ? single(arguments.get(0), text) : several(arguments, text);
  }

  private PathToken single(@Nullable Object argument, String text) {
    if (argument instanceof Long index) {
      return new PathToken.Index(index);
    }
    if (argument instanceof String word && Subscript.isKey(word)) {
      return new PathToken.Key(GoBytes.toText(Subscript.inside(word)));
    }
    if (argument instanceof String word && Subscript.isScript(word)) {
      return new ScriptToken.Pick(Script.compile(Subscript.inside(word), this, budget));
    }
    throw format(text);
  }

  private PathToken several(List<@Nullable Object> all, String text) {
    List<@Nullable Object> arguments = new ArrayList<>();
    int colons = 0;
    int commas = 0;
    boolean afterColon = false;
    for (Object argument : all) {
      boolean colon = ":".equals(argument);
      if (colon) {
        colons++;
        if (afterColon) {
          arguments.add(null);
        }
      } else if (",".equals(argument)) {
        commas++;
      } else {
        arguments.add(argument);
      }
      afterColon = colon;
    }
    if ((colons > 0) == (commas > 0) || colons > 2 || commas >= Math.max(1, arguments.size())) {
      throw format(text);
    }
    return commas > 0 ? union(arguments, text) : range(arguments);
  }

  private UnionToken union(List<@Nullable Object> arguments, String text) {
    List<Object> read = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Long index) {
        read.add(index);
      } else if (argument instanceof String word && Subscript.isScript(word)) {
        read.add(script(word));
      } else if (argument instanceof String word && Subscript.isKey(word)) {
        read.add(GoBytes.toText(Subscript.inside(word)));
      } else {
        throw format(text);
      }
    }
    return new UnionToken(read);
  }

  private RangeToken range(List<@Nullable Object> arguments) {
    List<@Nullable Object> read = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Object argument = i < arguments.size() ? arguments.get(i) : null;
      if (argument instanceof String word) {
        if (!Subscript.isScript(word)) {
          throw PathError.expressionFormat(GoBytes.toText(word));
        }
        read.add(script(word));
      } else {
        read.add(argument);
      }
    }
    return new RangeToken(read.get(0), read.get(1), read.get(2));
  }

  private Script script(String word) {
    try {
      return Script.compile(Subscript.inside(word), this, budget);
    } catch (PathError error) {
      throw error.inExpression();
    }
  }

  private static PathError format(String text) {
    return PathError.tokenFormat(GoBytes.toText(text));
  }
}
