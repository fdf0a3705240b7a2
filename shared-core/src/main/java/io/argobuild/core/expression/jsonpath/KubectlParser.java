package io.argobuild.core.expression.jsonpath;

import io.argobuild.core.expression.golang.GoUnicode;
import io.argobuild.core.expression.jsonpath.KubectlNode.Bound;
import io.argobuild.core.expression.jsonpath.KubectlNode.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads kubectl templates as k8s.io/client-go/util/jsonpath 0.35 does. */
final class KubectlParser {
  private static final Pattern KEY = Pattern.compile("'([^']*)'");
  private static final Pattern SLICE = Pattern.compile("(-?[0-9]*)(:-?[0-9]*)?(:-?[0-9]*)?");
  private static final Pattern FILTER = Pattern.compile("([^!<>=]+)([!<>=]+)(.+?)", Pattern.DOTALL);

  private final KubectlScanner in;
  private final PathBudget budget;

  private KubectlParser(String template, PathBudget budget) {
    this.in = new KubectlScanner(template);
    this.budget = budget;
  }

  /** The texts and groups of a template. */
  static List<KubectlNode> parse(String template, PathBudget budget) {
    budget.charge(template.length());
    return new KubectlParser(template, budget).parse();
  }

  private List<KubectlNode> parse() {
    List<KubectlNode> root = new ArrayList<>();
    while (!in.atEnd()) {
      String text = in.upTo('{');
      if (!text.isEmpty()) {
        root.add(new KubectlNode.Text(text));
      }
      if (!in.atEnd()) {
        in.next();
        in.take();
        root.add(action());
      }
    }
    return root;
  }

  /** Reads a text as if it stood in braces of its own. */
  private Group parseAction(String text) {
    budget.enterNested();
    Group group = (Group) parse("{" + text + "}", budget).get(0);
    budget.leaveNested();
    return group;
  }

  private Group action() {
    List<KubectlNode> nodes = new ArrayList<>();
    while (true) {
      if (in.startsWith("}")) {
        in.skip(1);
        return new Group(nodes);
      }
      if (in.startsWith("[?(")) {
        in.skip(3);
        nodes.add(filter());
      } else if (in.startsWith("..")) {
        recursive(nodes);
      } else {
        step(in.next(), nodes);
      }
    }
  }

  private void step(int c, List<KubectlNode> nodes) {
    if (c == KubectlScanner.END || KubectlScanner.isEndOfLine(c)) {
      throw syntax("unclosed action");
    } else if (c == ' ' || c == '@' || c == '$') {
      in.take();
    } else if (c == '[') {
      array(nodes);
    } else if (c == '"' || c == '\'') {
      nodes.add(quoted(c));
    } else if (c == '.') {
      nodes.add(field());
    } else if (c == '+' || c == '-' || GoUnicode.isDigit(c)) {
      in.back();
      nodes.add(number());
    } else if (KubectlScanner.isAlphaNumeric(c)) {
      nodes.add(identifier());
    } else {
      throw syntax("unrecognized character in action: " + describe(c));
    }
  }

  private KubectlNode identifier() {
    in.toTerminator();
    String word = in.take();
    return switch (word) {
      case "true", "false" -> new KubectlNode.Constant(word.equals("true"));
      default -> new KubectlNode.Identifier(word);
    };
  }

  private void recursive(List<KubectlNode> nodes) {
    int last = nodes.size() - 1;
    if (last >= 0 && nodes.get(last) instanceof KubectlNode.Recursive) {
      throw syntax("invalid multiple recursive descent");
    }
    in.skip(2);
    nodes.add(new KubectlNode.Recursive());
    if (KubectlScanner.isAlphaNumeric(in.peek())) {
      nodes.add(field());
    }
  }

  private KubectlNode field() {
    in.take();
    in.toUnescapedTerminator();
    String name = in.take();
    return name.equals("*")
        ? new KubectlNode.Wildcard()
        : new KubectlNode.Field(name.replace("\\", ""));
  }

  private KubectlNode number() {
    in.overNumber();
    String text = in.take();
    Object value = KubectlLiterals.number(text);
    if (value == null) {
      throw syntax("cannot parse number " + text);
    }
    return new KubectlNode.Constant(value);
  }

  private KubectlNode quoted(int quote) {
    if (!in.overQuoted(quote)) {
      throw syntax("unterminated quoted string");
    }
    String literal = in.take();
    String text = KubectlLiterals.unquote(literal);
    if (text == null) {
      throw syntax("unquote string " + literal + " error invalid syntax");
    }
    return new KubectlNode.Text(text);
  }

  private void array(List<KubectlNode> nodes) {
    if (!in.overArray()) {
      throw syntax("unterminated array");
    }
    String inside = Subscript.inside(in.take());
    String text = inside.equals("*") ? ":" : inside;
    if (text.contains(",")) {
      List<Group> groups = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        groups.add(parseAction("[" + KubectlLiterals.trimBlanks(part) + "]"));
      }
      nodes.add(new KubectlNode.Union(groups));
      return;
    }
    Matcher key = KEY.matcher(text);
    if (key.matches()) {
      nodes.addAll(parseAction("." + key.group(1)).nodes());
      return;
    }
    nodes.add(slice(text));
  }

  private static KubectlNode slice(String text) {
    Matcher parts = SLICE.matcher(text);
    if (!parts.matches()) {
      throw syntax("invalid array index " + text);
    }
    Bound start = bound(parts.group(1));
    String end = parts.group(2);
    String step = parts.group(3);
    return new KubectlNode.Slice(
        start,
        end == null ? new Bound(true, start.value() + 1, true) : bound(end.substring(1)),
        step == null ? Bound.UNKNOWN : bound(step.substring(1)));
  }

  private static Bound bound(String text) {
    if (text.isEmpty()) {
      return Bound.UNKNOWN;
    }
    Object value = KubectlLiterals.number(text);
    if (value instanceof Long number) {
      return new Bound(true, number, false);
    }
    throw syntax("array index " + text + " is not a number");
  }

  private KubectlNode filter() {
    if (!in.overFilter()) {
      throw syntax("unterminated filter");
    }
    if (in.next() != ']') {
      throw syntax("unclosed array expect ]");
    }
    String taken = in.take();
    String text = taken.substring(0, taken.length() - 2);
    Matcher parts = FILTER.matcher(text);
    if (!parts.matches()) {
      return new KubectlNode.Filter(parseAction(text), new Group(List.of()), "exists");
    }
    Group left = parseAction(parts.group(1));
    Group right = parseAction(parts.group(3));
    return new KubectlNode.Filter(left, right, parts.group(2));
  }

  /** Go's {@code %#U}. */
  private static String describe(int c) {
    String code = String.format("U+%04X", c);
    return GoUnicode.isPrint(c) ? code + " '" + Character.toString(c) + "'" : code;
  }

  private static JsonPathException syntax(String message) {
    return new JsonPathException(JsonPathException.Stage.PARSE, message);
  }
}
